"""Events: states, lists of what is to come, invitations, and columns that drafts leave alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import OrganisationFactory, index_of, make_event, on
from tests.pages.families import FAMILIES
from wagtail_mathshub.events.queries import coming_events, events, filtered
from wagtail_mathshub.events.warnings import date_warnings
from wagtail_mathshub.hubs.models import HubHoliday
from wagtail_mathshub.pages.models import HubEventIndexPage, HubEventPage, HubEventSpeaker
from wagtail_mathshub.scheduling.slot_state import slot_state, slot_state_column
from wagtail_mathshub.taxonomy.models import Audience

pytestmark = pytest.mark.django_db
FAMILY = FAMILIES[1]
DAY = date(2027, 2, 25)


def shown(client, hub, page, **query):
    return client.get(page.get_url_parts()[2], query, headers={"host": hub.site.hostname}).content.decode()


@pytest.fixture
def event(hub_a):
    return make_event(hub_a)


MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
DAYS = st.sampled_from([date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29), date(2026, 10, 25)])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    day=st.none() | DAYS,
    start=st.none() | MINUTES,
    end=st.none() | MINUTES,
    status=st.sampled_from(["scheduled", "postponed", "cancelled"]),
    hours=st.integers(-60, 60),
)
def test_the_rule_in_python_and_the_rule_in_sql_agree(event, day, start, end, status, hours):
    now = datetime(2027, 3, 28, 1, 0, tzinfo=UTC) + timedelta(hours=hours)
    event.date, event.start, event.end, event.status = day, start, end, status
    event.save(clean=False)
    row = HubEventPage.objects.annotate(found=slot_state_column(now)).get(pk=event.pk)
    assert row.found == slot_state(row, now)


def test_a_draft_leaves_the_public_columns_alone(hub_a):
    event = make_event(hub_a, **on(DAY))
    event.date = date(2027, 5, 1)
    event.save_revision()
    stored = HubEventPage.objects.get()
    assert (stored.date, stored.starts_at.date()) == (DAY, DAY)
    event.save_revision().publish()
    assert HubEventPage.objects.get().starts_at.date() == date(2027, 5, 1)


def test_the_list_holds_what_is_to_come_and_past_ones_on_request(client, hub_a, reference_time):
    make_event(hub_a, title="Past", **on(date(2026, 11, 1)))
    make_event(hub_a, title="Today", **on(date(2026, 11, 23), "09:00", "10:00"))
    make_event(hub_a, title="Later", **on(DAY))
    make_event(hub_a, title="Some day")
    assert [row.title for row in coming_events(hub=hub_a)] == ["Later", "Some day"]
    index = index_of(hub_a, HubEventIndexPage)
    assert "2 events to come" in shown(client, hub_a, index)
    past = shown(client, hub_a, index, past="1")
    assert past.index("Today") < past.index("Past")


def test_lists_by_kind_and_audience(hub_a):
    ect = Audience.objects.create(key="ect", label="ECTs")
    event = make_event(hub_a, title="A", kind="webinar")
    event.audiences = [ect]
    event.save()
    make_event(hub_a, title="B", kind="conference")
    rows = events(hub=hub_a)
    assert [row.title for row in filtered(rows, {"kind": "conference"})] == ["B"]
    assert [row.title for row in filtered(rows, {"audience": "ect"})] == ["A"]


def test_an_event_by_invitation_offers_no_booking(client, hub_a, reference_time):
    open_to_all = make_event(hub_a, title="A", booking_url="https://example.org/book", **on(DAY))
    invited = make_event(
        hub_a, title="B", booking_url="https://example.org/book", invitation_only=True, **on(DAY)
    )
    assert "https://example.org/book" in shown(client, hub_a, open_to_all)
    text = shown(client, hub_a, invited)
    assert "By invitation only. The hub contacts those who are invited." in text
    assert "https://example.org/book" not in text


def test_a_moved_a_cancelled_and_an_undated_event_say_so(client, hub_a, reference_time):
    moved = make_event(hub_a, title="A", previous_date=date(2027, 1, 5), **on(DAY))
    assert "Moved from Tuesday 5 January 2027" in shown(client, hub_a, moved)
    cancelled = make_event(hub_a, title="B", status="cancelled", **on(DAY))
    assert "Cancelled" in shown(client, hub_a, cancelled)
    assert "Date to be confirmed" in shown(client, hub_a, make_event(hub_a, title="C"))


def test_speakers_and_the_place_with_its_access_are_shown(client, hub_a):
    hall = OrganisationFactory(site=hub_a.site, name="Hall", postcode="ZZ99 1AA", access_notes="Hearing loop")
    event = make_event(hub_a, organisation=hall, **on(DAY))
    event.speakers.add(HubEventSpeaker(name="Ana", talk="Bar models"))
    event.save()
    text = shown(client, hub_a, event)
    for words in ("Hall, ZZ99 1AA", "Hearing loop", "<strong>Ana</strong>", "Bar models"):
        assert words in text


def test_odd_dates_are_a_warning_and_no_obstacle(client, editor_a, hub_a):
    HubHoliday.objects.create(
        settings=hub_a, first_day=date(2027, 2, 15), last_day=date(2027, 2, 21), name="Half-term"
    )
    event = make_event(hub_a, **on(date(2027, 2, 20)))
    assert len(date_warnings(event)) == 2
    client.force_login(editor_a)
    assert "Half-term" in client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()


def test_an_end_before_the_start_is_refused_and_nothing_typed_is_lost(client, editor_a, hub_a):
    client.force_login(editor_a)
    index = index_of(hub_a, HubEventIndexPage)
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "hubeventpage", index.pk])
    answer = client.post(
        url, FAMILY.typed(date="2027-02-25", start="16:00", end="13:00", venue_text="The barn")
    )
    assert "The end must be after the start" in answer.content.decode()
    assert "The barn" in answer.content.decode()


def test_an_events_name_in_calendars_holds_its_key(event):
    assert event.uid.startswith(f"event-{event.pk}@")
