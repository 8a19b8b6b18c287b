"""What a hub's editors find on the admin's first page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowPage

from tests.desk.dashboard.first_page import OPEN, TODAY, at, draft, home, panel, titles
from tests.factories import (
    OrganisationFactory,
    index_of,
    make_article,
    make_collection,
    make_group,
    make_job,
    on,
)
from wagtail_mathshub import clock
from wagtail_mathshub.desk.dashboard import lists, queries
from wagtail_mathshub.desk.dashboard.panel import panels_of
from wagtail_mathshub.desk.roles import make_publishers
from wagtail_mathshub.pages.models import HubJobIndexPage
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink
from wagtail_mathshub.registration.models import Seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
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
