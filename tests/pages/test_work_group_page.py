"""A Work Group's page in the admin, in previews and for visitors."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    ProjectFactory,
    index_of,
    make_group,
    on,
)
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import WorkGroupPage, WorkGroupSession
from wagtail_mathshub.taxonomy.models import Audience
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

TWO_DAYS = [on(date(2027, 1, 20)), on(date(2027, 2, 10), status="cancelled")]


@pytest.fixture
def admin_a(publisher_a) -> Client:
    client = Client()
    client.force_login(publisher_a)
    return client


def typed(*, sessions=(), leads=(), **fields):
    """What an editor's browser sends."""
    empty = dict.fromkeys(TEXT_FIELDS, "null") | {"body": streamfield([]), "extra_questions": streamfield([])}
    data = {
        "title": "Fractions",
        "slug": "fractions",
        "sessions": inline_formset(list(sessions)),
        "leads": inline_formset(list(leads)),
        "comments": inline_formset([]),
        "apply_via": "none",
        "capacity_unit": "schools",
        "admission": "first_come",
    }
    return nested_form_data(empty | data | fields)


def session_row(**fields):
    return {"label": "Day 1", "mode": "online", "status": "scheduled"} | fields


def post_new(client, hub, *, publish=False, **fields):
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "workgrouppage", index_of(hub).pk])
    data = typed(**fields) | ({"action-publish": "1"} if publish else {})
    return client.post(url, data)


def test_a_copy_has_its_own_sessions_leads_and_audiences(hub_a):
    audience = Audience.objects.create(key="ect", label="ECTs")
    group = make_group(hub_a, sessions=TWO_DAYS, leads=[PersonFactory(site=hub_a.site)])
    group.audiences = [audience]
    group.save()
    copy = group.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert set(copy.sessions.values_list("pk", flat=True)).isdisjoint(
        group.sessions.values_list("pk", flat=True)
    )
    assert [copy.sessions.count(), copy.leads.count(), list(copy.audiences.all())] == [2, 1, [audience]]
    stored = WorkGroupPage.objects.get(pk=copy.pk)
    assert stored.first_starts_at == datetime(2027, 1, 20, 13, tzinfo=UTC)
    assert {s.uid for s in copy.sessions.all()}.isdisjoint({s.uid for s in group.sessions.all()})


def test_a_copy_is_made_in_the_admin(admin_a, hub_a):
    group = make_group(hub_a, sessions=TWO_DAYS)
    url = reverse("wagtailadmin_pages:copy", args=[group.pk])
    data = {"new_title": "Again", "new_slug": "again", "new_parent_page": index_of(hub_a).pk}
    assert admin_a.post(url, data).status_code == 302
    assert WorkGroupPage.objects.get(slug="again").sessions.count() == 2


def test_publishing_an_older_draft_brings_back_its_stated_places_and_right_columns(hub_a):
    group = make_group(hub_a, sessions=TWO_DAYS, stated_confirmed=3, capacity=10)
    older = group.save_revision()
    group.stated_confirmed = 9
    group.sessions = [WorkGroupSession(**on(date(2027, 3, 3)))]
    group.save_revision().publish()
    assert WorkGroupPage.objects.get(pk=group.pk).first_starts_at.month == 3
    older.publish()
    stored = WorkGroupPage.objects.get(pk=group.pk)
    assert (stored.stated_confirmed, stored.first_starts_at.month) == (3, 1)
    assert stored.sessions_mode == "tbc"


def test_the_state_in_a_preview_follows_the_draft_and_not_the_columns(hub_a, reference_time):
    group = make_group(hub_a, sessions=TWO_DAYS)
    session = group.sessions.get(status="scheduled")
    session.date = date(2026, 10, 1)
    group.sessions = [session]
    draft = group.save_revision().as_object()
    published = WorkGroupPage.objects.get(pk=group.pk)
    assert (draft.state.delivery.key, published.state.delivery.key) == ("finished", "upcoming")
    assert draft.first_starts_at == published.first_starts_at == datetime(2027, 1, 20, 13, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "Europe/London"])
def test_times_typed_are_london_times_on_any_site_for_any_editor(admin_a, publisher_a, hub_a, settings, zone):
    from wagtail.users.models import UserProfile

    settings.TIME_ZONE = zone
    UserProfile.objects.create(user=publisher_a, current_time_zone="Pacific/Auckland")
    post_new(
        admin_a,
        hub_a,
        closes_at="2027-06-01 09:00",
        opens_at="2026-12-01 09:00",
        sessions=[session_row(date="2027-06-10", start="13:00", end="14:00")],
    )
    group = WorkGroupPage.objects.get().get_latest_revision_as_object()
    assert group.closes_at == datetime(2027, 6, 1, 8, 0, tzinfo=UTC)
    assert group.opens_at == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert group.sessions.get().span()[0] == datetime(2027, 6, 10, 12, 0, tzinfo=UTC)
    shown = admin_a.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode()
    assert 'value="01/06/2027 09:00"' in shown
    assert 'value="01/12/2026 09:00"' in shown


def test_a_draft_with_nothing_but_a_title_opens_everywhere(admin_a, hub_a, client, reference_time):
    response = post_new(admin_a, hub_a)
    assert response.status_code == 302
    group = WorkGroupPage.objects.get()
    assert not group.live
    assert group.apply_via == "none"
    for name in ("edit", "view_draft", "copy", "history", "usage"):
        if name == "view_draft":
            answer = admin_a.get(reverse("wagtailadmin_pages:view_draft", args=[group.pk]))
        else:
            answer = admin_a.get(reverse(f"wagtailadmin_pages:{name}", args=[group.pk]))
        assert answer.status_code == 200, name
    listed = admin_a.get(reverse("wagtailadmin_explore", args=[index_of(hub_a).pk]))
    assert "Fractions" in listed.content.decode()
    group.save_revision().publish()
    host = {"headers": {"host": hub_a.site.hostname}}
    assert "Dates to be confirmed" in client.get(group.get_url_parts()[2], **host).content.decode()
    assert "Fractions" in client.get(index_of(hub_a).get_url_parts()[2], **host).content.decode()
    assert group in get_search_backend().search("Fractions", WorkGroupPage.objects.live())


def test_drafts_and_private_pages_are_in_no_list(hub_a, client):
    from wagtail.models import PageViewRestriction

    make_group(hub_a, title="Seen", slug="seen")
    make_group(hub_a, title="Draft", slug="draft", live=False)
    private = make_group(hub_a, title="Private", slug="private")
    make_group(hub_a, title="Expired", slug="expired", expire_at=datetime(2020, 1, 1, tzinfo=UTC))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for page in (index_of(hub_a), hub_a.site.root_page):
        text = client.get(page.get_url_parts()[2], headers={"host": hub_a.site.hostname}).content.decode()
        assert not any(word in text for word in ("Draft", "Private", "Expired"))
    assert (
        "Seen"
        in client.get(
            index_of(hub_a).get_url_parts()[2], headers={"host": hub_a.site.hostname}
        ).content.decode()
    )


def test_a_joining_link_is_never_on_the_page(hub_a, client):
    group = make_group(
        hub_a, sessions=[on(date(2027, 1, 20), joining_link="https://meet.example.org/secret")]
    )
    html = client.get(group.get_url_parts()[2], headers={"host": hub_a.site.hostname}).content.decode()
    assert "Wed 20 Jan 2027" in html
    assert "secret" not in html


def test_texts_of_the_project_show_until_the_group_has_its_own(hub_a, admin_a):
    project = ProjectFactory(site=None, who_can_take_part="<p>Everybody.</p>", code="NCP26-17")
    group = make_group(hub_a, project=project)
    assert (group.text("who_can_take_part"), group.effective_code) == ("<p>Everybody.</p>", "NCP26-17")
    screen = admin_a.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode()
    assert "From the project" in screen
    assert "Everybody." in screen
    group.who_can_take_part = "<p>Us.</p>"
    assert group.text("who_can_take_part") == "<p>Us.</p>"


def test_a_new_code_of_the_project_reaches_its_groups_but_not_those_with_their_own(hub_a):
    project = ProjectFactory(site=None, code="NCP26-17")
    groups = [
        make_group(hub_a, project=project, slug="a"),
        make_group(hub_a, project=project, slug="b", code="ncp 2605"),
    ]
    project.code = "NCP26-18"
    project.save()
    codes = [WorkGroupPage.objects.get(pk=group.pk).effective_code for group in groups]
    assert codes == ["NCP26-18", "NCP26-05"]


WRONG = [
    (
        {"sessions": [session_row(date="2027-01-20", start="14:00", end="13:00")]},
        "The end must be after the start",
    ),
    ({"capacity": "0"}, "Enter at least 1"),
    ({"opens_at": "2027-01-20 09:00", "closes_at": "2027-01-10 09:00"}, "closes before it opens"),
    ({"code": "ABC"}, "This is not a project code"),
    ({"year_from": "5"}, "Choose the last year too"),
    ({"year_from": "8", "year_to": "5"}, "from the younger to the older"),
    ({"academic_year": "2026-28"}, "two neighbouring years"),
    ({"per_school_min": "3", "per_school_max": "2"}, "less than the smallest number"),
    ({"capacity": "5", "minimum_to_run": "6"}, "more than the number of places"),
    ({"trn_asked": "on"}, "Say why you ask for it"),
]


@pytest.mark.parametrize(("fields", "message"), WRONG)
def test_what_cannot_be_is_refused_on_its_field_and_nothing_typed_is_lost(admin_a, hub_a, fields, message):
    answer = post_new(admin_a, hub_a, summary="Typed with care", **fields)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert message in html
    assert "Typed with care" in html
    assert not WorkGroupPage.objects.exists()


def test_a_link_to_sign_up_may_wait_in_a_draft_but_not_when_published(admin_a, hub_a):
    refused = post_new(admin_a, hub_a, publish=True, apply_via="link")
    assert "Give the address of the form" in refused.content.decode()
    assert post_new(admin_a, hub_a, apply_via="link").status_code == 302


def test_rows_of_another_hub_are_refused_wherever_a_page_points_to_them(admin_a, hub_a, hub_b):
    person, place = PersonFactory(site=hub_b.site), OrganisationFactory(site=hub_b.site)
    project = ProjectFactory(site=hub_b.site)
    for fields in (
        {"project": project.pk},
        {"contact_person": person.pk},
        {"leads": [{"person": person.pk}]},
        {"sessions": [session_row(organisation=place.pk)]},
    ):
        answer = post_new(admin_a, hub_a, **fields)
        assert "belongs to another hub" in answer.content.decode(), fields
    assert not WorkGroupPage.objects.exists()
    shared = ProjectFactory(site=None)
    assert post_new(admin_a, hub_a, project=shared.pk).status_code == 302


def test_odd_dates_are_pointed_out_and_do_not_block(admin_a, hub_a):
    lead = PersonFactory(site=hub_a.site, name="Priya")
    make_group(
        hub_a, title="Other", slug="other", sessions=[on(date(2027, 3, 29), "14:00", "15:00")], leads=[lead]
    )
    post_new(
        admin_a,
        hub_a,
        publish=True,
        academic_year="2026-27",
        code="NCP25-01",
        leads=[{"person": lead.pk}],
        sessions=[
            session_row(date="2027-03-29", start="13:00", end="16:00"),
            session_row(date="2027-03-28", start="13:00", end="16:00"),
            session_row(date="2027-09-03", start="13:00", end="16:00"),
        ],
    )
    group = WorkGroupPage.objects.get(slug="fractions")
    assert group.live
    html = admin_a.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode()
    for words in (
        "Easter Monday",
        "at a weekend",
        "outside the academic year",
        "The code NCP25-01",
        "also leads “Other”",
    ):
        assert words in html, words


def test_an_edited_page_publishes_in_the_admin(admin_a, hub_a):
    group = make_group(hub_a, sessions=TWO_DAYS)
    row = group.sessions.get(status="scheduled")
    rows = [session_row(id=row.pk, date="2027-01-21", start="13:00", end="16:00")]
    data = (
        typed(sessions=[], title="New title", slug=group.slug)
        | nested_form_data({"sessions": inline_formset(rows, initial=1)})
        | {"action-publish": "1"}
    )
    assert admin_a.post(reverse("wagtailadmin_pages:edit", args=[group.pk]), data).status_code == 302
    stored = WorkGroupPage.objects.get(pk=group.pk)
    assert (stored.title, stored.first_starts_at.day) == ("New title", 21)


def test_a_page_without_settings_is_no_error(client, hub_a, reference_time):
    from wagtail_mathshub.hubs.models import HubSettings

    group = make_group(hub_a, sessions=TWO_DAYS, apply_via="own_form")
    HubSettings.objects.all().delete()
    for page in (group, index_of(hub_a), hub_a.site.root_page):
        host = hub_a.site.hostname
        assert client.get(page.get_url_parts()[2], headers={"host": host}).status_code == 200


def test_the_page_is_reached_by_its_successor_only_when_that_is_public(hub_a, client, reference_time):
    following = make_group(hub_a, title="Next year", slug="next", live=False)
    group = make_group(hub_a, slug="this", successor=Page.objects.get(pk=following.pk))
    host = {"headers": {"host": hub_a.site.hostname}}
    assert "Next year" not in client.get(group.get_url_parts()[2], **host).content.decode()
    following.save_revision().publish()
    assert "Next year" in client.get(group.get_url_parts()[2], **host).content.decode()
    assert clock.today() == date(2026, 11, 23)
