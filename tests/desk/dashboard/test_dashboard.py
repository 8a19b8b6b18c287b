"""What a hub's editors find on the admin's first page, whose it is, and what it costs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from tests.factories import (
    OrganisationFactory,
    UserFactory,
    index_of,
    make_article,
    make_collection,
    make_group,
    make_job,
    on,
)
from wagtail_mathshub import clock
from wagtail_mathshub.desk.dashboard import lists, own_hubs, queries
from wagtail_mathshub.desk.dashboard.panel import DashboardPanel, panels_of
from wagtail_mathshub.desk.roles import make_leads, make_publishers, make_registrars
from wagtail_mathshub.pages.models import HubJobIndexPage, WorkGroupPage, WorkGroupSession
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink
from wagtail_mathshub.registration.models import Seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
CANARY = "Zanzibar"
TODAY = date(2026, 11, 23)
PANELS = [
    "sessions",
    "groups-closing",
    "filling",
    "adverts-closing",
    "adverts-over",
    "dateless",
    "review",
    "drafts",
]
OPEN = {"apply_via": "link", "apply_url": "https://example.org/form"}


def panel(user, key, hub=None):
    """One panel of the user's only hub, or of the hub that is named."""
    found = panels_of(user)
    one = next(one for one in found if hub is None or one.hub.pk == hub.pk)
    return next(panel for panel in one.panels if panel.key == key)


def titles(user, key, hub=None):
    return [line.title for line in panel(user, key, hub).lines]


def at(day, hour=12):
    return datetime.combine(day, time(hour), tzinfo=clock.LONDON)


def home(user):
    client = Client()
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_every_panel_of_an_empty_hub_says_in_a_line_that_there_is_nothing(publisher_a):
    (one,) = panels_of(publisher_a)
    assert [panel.key for panel in one.panels] == PANELS
    page = home(publisher_a)
    for shown in one.panels:
        assert shown.lines == []
        assert str(shown.nothing) in page
    assert "No sign-up closes in the next two weeks." in page


def test_sessions_of_the_next_seven_days_stand_in_order_with_todays_first(hub_a, publisher_a):
    place = OrganisationFactory(site=hub_a.site, name="Fen Edge School")
    sessions = [
        on(TODAY + timedelta(days=6), label="Last"),
        on(TODAY, "15:00", "16:00", label="Day 1", mode="face_to_face", organisation=place),
        on(TODAY + timedelta(days=1), None, None, mode="online"),
        on(TODAY + timedelta(days=7), label="Too late"),
        on(TODAY - timedelta(days=1), label="Over"),
        on(TODAY, label="Called off", status="cancelled"),
        on(None, None, None),
    ]
    group = make_group(hub_a, title="Fractions", sessions=sessions)
    lines = panel(publisher_a, "sessions").lines
    assert [line.note for line in lines] == [
        "Today, 3pm to 4pm; Day 1 · Face to face · Fen Edge School",
        "Tomorrow; Online",
        "Sun 29 November, 1pm to 4pm; Last",
    ]
    assert {line.url for line in lines} == {reverse("wagtailadmin_pages:edit", args=[group.pk])}
    assert [line.chip for line in lines] == ["today", "", ""]


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_a_group_that_is_off_meets_nobody_this_week(hub_a, publisher_a, state):
    make_group(hub_a, sessions=[on(TODAY)], override_state=state)
    assert titles(publisher_a, "sessions") == []


def test_sign_up_that_closes_within_two_weeks_is_told_with_its_day(hub_a, publisher_a):
    later = [on(date(2027, 3, 1))]
    for title, days in (("Next week", 10), ("This week", 3), ("Far", 15), ("Over", -1)):
        closes = at(TODAY + timedelta(days=days))
        make_group(hub_a, title=title, slug=f"to-{days}", sessions=later, closes_at=closes, **OPEN)
    make_group(
        hub_a, title="No sign-up", slug="none", sessions=later, closes_at=at(TODAY + timedelta(days=2))
    )
    lines = panel(publisher_a, "groups-closing").lines
    assert [(line.title, line.chip, line.look) for line in lines] == [
        ("This week", "in 3 days", "hurry"),
        ("Next week", "in 10 days", "off"),
    ]
    assert lines[0].note == "Closes Thursday 26 November at noon"


def test_adverts_that_close_and_adverts_that_have_closed_are_told_apart(hub_a, publisher_a):
    make_job(hub_a, title="Soon", slug="soon", closes_at=at(TODAY, 17))
    make_job(hub_a, title="Open", slug="open")
    make_job(hub_a, title="Over", slug="over", closes_at=at(TODAY, 9))
    make_job(hub_a, title="Filled", slug="filled", closes_at=at(TODAY, 9), filled=True)
    make_job(hub_a, title="Taken back", slug="back", closes_at=at(TODAY, 9), withdrawn=True)
    closing, over = panel(publisher_a, "adverts-closing"), panel(publisher_a, "adverts-over")
    assert [(line.title, line.chip) for line in closing.lines] == [("Soon", "today")]
    assert [line.title for line in over.lines] == ["Over"]
    assert over.lines[0].note == "Closed 23 November 2026: say whether it is filled"


def test_groups_with_few_places_or_none_say_how_many_wait(hub_a, publisher_a):
    common = {"sessions": [on(date(2027, 3, 1))], "capacity": 10} | OPEN
    make_group(hub_a, title="Few", slug="few", stated_confirmed=9, **common)
    make_group(hub_a, title="Full", slug="full", stated_confirmed=10, has_waiting_list=False, **common)
    waiting = {"stated_confirmed": 10, "stated_waiting": 3, "has_waiting_list": True}
    make_group(hub_a, title="Queue", slug="queue", **waiting, **common)
    make_group(hub_a, title="Room", slug="room", stated_confirmed=2, **common)
    make_group(
        hub_a, title="Said so", slug="said", override_state="nearly_full", **common | {"capacity": None}
    )
    counted = make_group(hub_a, title="Counted", slug="own", **common | {"apply_via": "own_form"})
    Seats.objects.create(page=counted, capacity=10, limit=10, held=10, waiting=2)
    found = {line.title: (line.chip, line.note) for line in panel(publisher_a, "filling").lines}
    assert found == {
        "Few": ("Nearly full", "1 of 10 places left"),
        "Full": ("Full", "0 of 10 places left"),
        "Queue": ("Waiting list", "0 of 10 places left; 3 waiting"),
        "Said so": ("Nearly full", ""),
        "Counted": ("Waiting list", "0 of 10 places left; 2 waiting"),
    }


def draft(page, *, title=None):
    if title:
        page.title = title
    page.save_revision()
    return page


def test_drafts_are_told_by_what_of_them_is_not_published(hub_a, publisher_a):
    make_article(hub_a, title="Published", slug="published")
    new = make_article(hub_a, title="New", slug="new", live=False)
    changed = make_article(hub_a, title="Old title", slug="changed", first_published_at=clock.now())
    off = make_article(hub_a, title="Off", slug="off", first_published_at=clock.now())
    with clock.frozen_at(clock.now() - timedelta(days=1)):
        draft(new)
    draft(changed, title="New title")
    off.unpublish()
    lines = {line.title: line.note.split(";")[0] for line in panel(publisher_a, "drafts").lines}
    assert lines == {
        "New": "Not published yet",
        "New title": "Changes that are not published",
        "Off": "Taken off the site",
    }


def test_what_the_clock_publishes_or_has_taken_off_waits_for_nobody(hub_a, publisher_a):
    scheduled = make_article(hub_a, title="Scheduled", live=False, go_live_at=at(date(2099, 1, 1)))
    scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    expired = make_article(hub_a, title="Expired", slug="expired", live=False, expired=True)
    draft(expired)
    assert titles(publisher_a, "drafts") == []


def test_a_draft_in_moderation_says_in_which_task_it_is(hub_a, publisher_a):
    from wagtail.models import GroupApprovalTask, WorkflowTask

    task = GroupApprovalTask.objects.create(name="Alder approval")
    task.groups.add(make_publishers(hub_a))
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=hub_a.site.root_page)
    page = draft(make_article(hub_a, title="Submitted", live=False))
    draft(make_article(hub_a, title="Mine", slug="mine", live=False))
    workflow.start(page, publisher_a)
    chips = {line.title: line.chip for line in panel(publisher_a, "drafts").lines}
    assert chips == {"Submitted": "In moderation: Alder approval", "Mine": ""}


def link_from(page, state):
    address = OutgoingLink.objects.create(digest=f"{page.pk}{state}", url="https://example.org", state=state)
    LinkUse.objects.create(link=address, page=page)


def test_collections_that_are_old_or_lead_nowhere_are_to_be_looked_at_again(hub_a, publisher_a):
    fresh = {"last_checked": date(2026, 9, 1)}
    make_collection(hub_a, title="Fresh", slug="fresh", **fresh)
    make_collection(hub_a, title="Old", slug="old", last_checked=date(2024, 11, 22))
    make_collection(hub_a, title="Never", slug="never")
    link_from(make_collection(hub_a, title="Dead", slug="dead", **fresh), "dead")
    link_from(make_collection(hub_a, title="Works", slug="works", **fresh), "works")
    lines = panel(publisher_a, "review").lines
    assert [(line.title, line.note, line.chip) for line in lines] == [
        ("Never", "Never checked", ""),
        ("Old", "Last checked 22 November 2024", ""),
        ("Dead", "Last checked 1 September 2026", "Dead link"),
    ]


def test_groups_of_this_year_without_a_date_are_told(hub_a, publisher_a):
    make_group(hub_a, title="Empty", slug="empty")
    make_group(hub_a, title="To be confirmed", slug="tbc", sessions=[on(None, None, None)])
    make_group(hub_a, title="Next year", slug="next", academic_year="2027-28")
    make_group(hub_a, title="Last year", slug="last", academic_year="2025-26")
    make_group(hub_a, title="Dated", slug="dated", sessions=[on(date(2027, 3, 1))])
    assert titles(publisher_a, "dateless") == ["Empty", "To be confirmed"]


def test_a_long_panel_is_cut_and_says_how_many_more_the_list_holds(hub_a, publisher_a):
    for number in range(queries.MOST + 4):
        make_group(hub_a, title=f"Group {number:02}", slug=f"group-{number}")
    shown = panel(publisher_a, "dateless")
    assert len(shown.lines) == queries.MOST
    assert shown.more == 4
    page = home(publisher_a)
    assert "and 4 more" in page
    assert page.count(shown.url.replace("&", "&amp;")) >= 2


def test_each_heading_leads_to_the_list_that_the_listings_have(hub_a, publisher_a, monkeypatch):
    asked = []

    def reverse_of(name, args=None, query=None):
        asked.append((name, query))
        return f"/{name}"

    monkeypatch.setattr(lists, "reverse", reverse_of)
    urls = {shown.key: shown.url for shown in panels_of(publisher_a)[0].panels}
    assert urls["filling"] == f"/{lists.WORK_GROUPS}"
    assert (lists.JOBS, {"state": "closed"}) in asked
    assert (lists.RESOURCES, {"review": "due"}) in asked
    assert (lists.WORK_GROUPS, {"recruitment": ["nearly_full", "waiting_list", "full"]}) in asked


def test_without_such_a_list_the_heading_leads_to_the_hubs_own_pages_of_that_kind(
    hub_a, hub_b, publisher_a, monkeypatch
):
    monkeypatch.setattr(lists, "JOBS", "no_such_list")
    monkeypatch.setitem(lists.INDEXES, "no_such_list", lists.HubJobIndexMixin)
    index = index_of(hub_a, HubJobIndexPage)
    shown = panel(publisher_a, "adverts-over")
    assert shown.url == reverse("wagtailadmin_explore", args=[index.pk])
    index.delete()
    top = hub_a.site.root_page_id
    assert panel(publisher_a, "adverts-over").url == reverse("wagtailadmin_explore", args=[top])


_slugs = count(1)


def fill(hub, how_many, title="Anything"):
    """So many rows for every panel."""
    days = [on(TODAY)]
    for _number in range(how_many):
        kinds = [
            (make_group, {"sessions": days}),
            (make_group, {"sessions": [on(date(2027, 3, 1))], "closes_at": at(TODAY, 17), **OPEN}),
            (make_group, {"sessions": [on(date(2027, 3, 1))], "capacity": 1, "stated_confirmed": 1, **OPEN}),
            (make_group, {}),
            (make_job, {"closes_at": at(TODAY, 17)}),
            (make_job, {"closes_at": at(TODAY, 9)}),
            (make_collection, {}),
        ]
        for make, fields in kinds:
            make(hub, title=title, slug=f"any-{next(_slugs)}", **fields)
        draft(make_article(hub, title=title, slug=f"any-{next(_slugs)}", live=False))


def test_nothing_of_another_hub_is_shown(hub_a, hub_b, publisher_a):
    fill(hub_b, 1, CANARY)
    fill(hub_a, 1)
    page = home(publisher_a)
    assert CANARY not in page
    assert hub_b.name not in page
    (one,) = panels_of(publisher_a)
    assert all(shown.lines for shown in one.panels)


def test_the_rights_are_what_keeps_the_other_hubs_pages_away(hub_a, hub_b, publisher_a, monkeypatch):
    fill(hub_b, 1, CANARY)
    monkeypatch.setattr(queries, "editable", lambda model, user: model.objects.all())
    assert CANARY not in home(publisher_a)  # What is grouped by hub has no place for it.
    monkeypatch.setattr("wagtail_mathshub.desk.dashboard.panel.hubs_of", lambda user: own_hubs.all_hubs())
    assert CANARY in home(publisher_a)


def test_a_right_on_one_page_shows_what_is_about_that_page_alone(hub_a):
    mine = make_group(hub_a, title="Mine")
    make_group(hub_a, title="Theirs", slug="theirs")
    user, group = UserFactory(), Group.objects.create(name="One page")
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=mine, permission=change)
    user.groups.add(group, make_leads(hub_a))
    assert titles(user, "dateless") == ["Mine"]


@pytest.mark.parametrize("make", [make_registrars, make_leads])
def test_who_changes_no_page_has_no_dashboard(hub_a, make):
    user = UserFactory()
    user.groups.add(make(hub_a))
    assert panels_of(user) == []
    assert "mh-dashboard" not in home(user).replace("mathshub/admin/dashboard.css", "")


def test_several_hubs_stand_below_each_other_under_their_names(hub_a, hub_b):
    user = UserFactory()
    user.groups.add(make_publishers(hub_a), make_publishers(hub_b))
    make_group(hub_a, title="Of alder")
    make_group(hub_b, title="Of birch")
    assert [one.hub.key for one in panels_of(user)] == ["alder", "birch"]
    assert titles(user, "dateless", hub_a) == ["Of alder"]
    assert titles(user, "dateless", hub_b) == ["Of birch"]
    assert home(user).count("<details open") == 2


def test_a_hub_inside_another_hubs_tree_keeps_its_pages_to_itself(hub_a, hub_b):
    hub_b.site.root_page.move(hub_a.site.root_page, pos="last-child")
    inner = type(hub_b).objects.get(pk=hub_b.pk)
    make_group(inner, title="Inside")
    superuser = UserFactory(is_superuser=True)
    assert titles(superuser, "dateless", hub_a) == []
    assert titles(superuser, "dateless", hub_b) == ["Inside"]


def test_drafts_with_only_a_title_break_nothing(hub_a, publisher_a):
    for parent in Page.objects.child_of(hub_a.site.root_page).specific():
        for model in parent.allowed_subpage_models():
            page = model(title="Only a title", live=False)
            parent.add_child(instance=page)
            page.save_revision()
    found = panel(publisher_a, "drafts")
    assert len(found.lines) + found.more == 5
    assert "Only a title" in home(publisher_a)


def test_titles_with_markup_are_shown_as_they_are_written(hub_a, publisher_a):
    make_group(hub_a, title="<script>alert(1)</script>")
    page = home(publisher_a)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def queries_of(user):
    fresh = type(user).objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as made:
        DashboardPanel(fresh).get_context_data()
    return len(made)


def test_the_dashboard_takes_no_more_queries_for_a_thousand_groups_than_for_ten(hub_a, publisher_a):
    fill(hub_a, 2)
    queries_of(publisher_a)
    few = queries_of(publisher_a)
    group, number = WorkGroupPage.objects.first(), count(1)
    steps = len(group.path) // Page.steplen
    parent = index_of(hub_a)
    rows = [
        WorkGroupPage(
            title=f"Many {key}",
            slug=f"many-{key}",
            path=parent._get_path(parent.path, steps, 500 + key),
            depth=group.depth,
            content_type=group.content_type,
            locale=group.locale,
            url_path=f"{parent.url_path}many-{key}/",
            academic_year="2026-27",
            live=True,
            has_unpublished_changes=True,
        )
        for key, _row in zip(number, range(1000), strict=False)
    ]
    for row in rows:
        Page.save_base(row, raw=False)
    WorkGroupSession.objects.bulk_create(
        WorkGroupSession(page=row, date=TODAY, starts_at=at(TODAY, 13), ends_at=at(TODAY, 14)) for row in rows
    )
    assert panel(publisher_a, "dateless").more > 900
    assert queries_of(publisher_a) == few
    assert few <= 15


def test_the_dashboard_takes_no_more_queries_for_more_hubs(hub_a, hub_b):
    one, two = UserFactory(), UserFactory()
    one.groups.add(make_publishers(hub_a))
    two.groups.add(make_publishers(hub_a), make_publishers(hub_b))
    for hub in (hub_a, hub_b):
        fill(hub, 1)
    queries_of(one)
    assert queries_of(one) == queries_of(two)
