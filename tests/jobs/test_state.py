"""Where an advert stands, and which lists hold it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import index_of, make_job
from tests.pages.families import FAMILIES
from wagtail_mathshub import clock
from wagtail_mathshub.finding.search import search
from wagtail_mathshub.jobs.queries import jobs, open_jobs
from wagtail_mathshub.jobs.state import closing_soon_until, is_open, state_column, state_of
from wagtail_mathshub.pages.models import HubJobIndexPage, JobAdvertPage

NOON = datetime(2026, 12, 4, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
START = datetime(2026, 10, 20, tzinfo=UTC)
FAMILY = FAMILIES[4]


@pytest.fixture
def advert(hub_a):
    return make_job(hub_a)


def listed(client, hub, page):
    return client.get(page.get_url_parts()[2], headers={"host": hub.site.hostname}).content.decode()


@pytest.mark.django_db
@pytest.mark.indexed
def test_an_advert_leaves_every_list_one_second_after_its_time_and_keeps_its_address(hub_a, client):
    advert = make_job(hub_a, title="Zanzibar lead", closes_at=NOON)
    index, home = index_of(hub_a, HubJobIndexPage), hub_a.site.root_page
    found = lambda: [hit.page for hit in search("Zanzibar", hub=hub_a).items]  # noqa: E731
    with clock.frozen_at(NOON - SECOND):
        assert "Zanzibar lead" in listed(client, hub_a, index)
        assert "1 open role" in listed(client, hub_a, index)
        assert "Zanzibar lead" in listed(client, hub_a, home)
        assert found() == [advert]
        assert "JobPosting" in listed(client, hub_a, advert)
    with clock.frozen_at(NOON + SECOND):
        assert "Zanzibar lead" not in listed(client, hub_a, index)
        assert "0 open roles" in listed(client, hub_a, index)
        assert "Zanzibar lead" not in listed(client, hub_a, home)
        assert found() == []
        answer = client.get(advert.get_url_parts()[2], headers={"host": hub_a.site.hostname})
        assert answer.status_code == 200
        assert "Closed on Friday 4 December 2026 at noon" in answer.content.decode()
        assert "JobPosting" not in answer.content.decode()
        assert "Apply by email" not in answer.content.decode()


@pytest.mark.django_db
def test_in_the_very_minute_of_closing_it_is_closed(hub_a):
    advert = make_job(hub_a, closes_at=NOON)
    with clock.frozen_at(NOON):
        assert state_of(advert) == "closed"
        assert not open_jobs().exists()


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-11-23", "2026-11-26"),  # Monday: Tuesday, Wednesday, Thursday.
        ("2026-11-26", "2026-12-01"),  # Thursday: Friday, Monday, Tuesday.
        ("2026-12-23", "2026-12-30"),  # Christmas Day and the substitute for Boxing Day are left out.
        ("2027-03-25", "2027-04-01"),  # Good Friday and Easter Monday are left out.
    ],
)
def test_closing_soon_counts_working_days_and_the_whole_of_the_last_one(today, last):
    now = datetime.fromisoformat(f"{today}T10:00").replace(tzinfo=clock.LONDON)
    limit = closing_soon_until(now).astimezone(clock.LONDON)
    assert (limit - SECOND).date().isoformat() == last
    assert limit.time().isoformat() == "00:00:00"


MOMENTS = st.integers(0, 170 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filled=st.booleans(), withdrawn=st.booleans(), closes_at=st.none() | MOMENTS, now=MOMENTS)
def test_the_rule_in_python_and_the_rule_in_sql_agree(advert, filled, withdrawn, closes_at, now):
    rows = JobAdvertPage.objects.filter(pk=advert.pk)
    rows.update(filled=filled, withdrawn=withdrawn, closes_at=closes_at)
    row = rows.annotate(found=state_column(now)).get()
    assert row.found == state_of(row, now=now)
    assert rows.filter(is_open(now)).exists() == (row.found in ("open", "closing_soon"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "words"), [("filled", "Somebody has been found"), ("withdrawn", "has been withdrawn")]
)
def test_a_role_that_is_filled_or_withdrawn_says_so_and_leaves_the_list(hub_a, client, field, words):
    advert = make_job(hub_a, title="Zanzibar lead", **{field: True})
    assert "Zanzibar" not in listed(client, hub_a, index_of(hub_a, HubJobIndexPage))
    assert words in listed(client, hub_a, advert)


@pytest.mark.django_db
def test_a_closing_date_that_was_put_off_is_said(hub_a, client):
    with clock.frozen_at(NOON):
        later = NOON + timedelta(days=14)
        advert = make_job(hub_a, closes_at=later, extended_from=NOON)
        text = listed(client, hub_a, advert)
    assert "Extended: it was to close on 4 December at noon." in text
    assert "14 days left" in text


@pytest.mark.django_db
def test_a_draft_is_a_draft_and_an_approved_future_one_is_scheduled(hub_a):
    draft = make_job(hub_a, title="Draft", live=False)
    assert draft.state == "draft"
    later = make_job(hub_a, title="Later", live=False, go_live_at=clock.now() + timedelta(days=2))
    assert state_of(later) == "draft"
    later.save_revision().publish()
    assert state_of(JobAdvertPage.objects.get(pk=later.pk)) == "scheduled"
    assert not jobs().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_the_closing_time_typed_is_londons_on_any_site(editor_a, hub_a, settings, zone):
    from wagtail.users.models import UserProfile

    settings.TIME_ZONE = zone
    UserProfile.objects.create(user=editor_a, current_time_zone="Pacific/Auckland")
    client = Client()
    client.force_login(editor_a)
    url = reverse(
        "wagtailadmin_pages:add",
        args=["mathshub_pages", "jobadvertpage", index_of(hub_a, HubJobIndexPage).pk],
    )
    client.post(url, FAMILY.typed(closes_at="2027-06-04 12:00"))
    stored = JobAdvertPage.objects.get().get_latest_revision_as_object()
    assert stored.closes_at == datetime(2027, 6, 4, 11, 0, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts": "2027-02-01", "ends": "2027-01-01"}, "ends"),
        ({"pay_min": "300", "pay_max": "200"}, "pay_max"),
        ({"closes_at": "2027-01-01 12:00", "extended_from": "2027-02-01 12:00"}, "extended_from"),
        ({"filled": "on", "withdrawn": "on"}, "withdrawn"),
        ({"apply_via": "link", "action-publish": "1"}, "apply_url"),
        ({"apply_via": "email", "action-publish": "1"}, "apply_email"),
        ({"fte": "1.5"}, "fte"),
    ],
)
def test_bad_input_is_said_on_its_field_and_nothing_typed_is_lost(publisher_a, hub_a, fields, field):
    client = Client()
    client.force_login(publisher_a)
    url = reverse(
        "wagtailadmin_pages:add",
        args=["mathshub_pages", "jobadvertpage", index_of(hub_a, HubJobIndexPage).pk],
    )
    answer = client.post(url, FAMILY.typed(**fields, who_can_apply="Anybody who counts"))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "Anybody who counts" in answer.content.decode()
