"""An event for search engines."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import OrganisationFactory, PersonFactory, make_event, on
from tests.schema_org import things_of
from tests.visitors import read
from wagtail_mathshub.pages.models import HubEventSpeaker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def shown(client, hub_a):
    """Makes an event, and reads it from its page."""

    def made(**fields):
        event = make_event(hub_a, **fields)
        return things_of(read(client, hub_a, event)).get("EducationEvent")

    return made


def test_an_event_says_when_where_and_who(client, hub_a):
    place = OrganisationFactory(site=hub_a.site, name="Elm School", map_url="https://maps.example.org/elm")
    event = make_event(
        hub_a,
        summary="A day of talks.",
        organisation=place,
        venue_text="Hall",
        mode="face_to_face",
        capacity=60,
        booking_url="https://example.org/book",
        **on(date(2027, 7, 1), "10:00", "15:00"),
    )
    event.speakers = [
        HubEventSpeaker(person=PersonFactory(site=hub_a.site, name="Ana")),
        HubEventSpeaker(name="A. Guest"),
    ]
    event.save()
    data = things_of(read(client, hub_a, event))["EducationEvent"]
    assert (data["startDate"], data["endDate"]) == ("2027-07-01T10:00:00+01:00", "2027-07-01T15:00:00+01:00")
    assert data["location"]["name"] == "Elm School, Hall"
    assert [person["name"] for person in data["performer"]] == ["Ana", "A. Guest"]
    assert data["maximumAttendeeCapacity"] == 60
    assert data["organizer"]["@id"] == "http://alder.example.org/#hub"
    assert data["description"] == "A day of talks."
    assert "offers" not in data


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "EventScheduled"),
        ({"previous_date": date(2027, 6, 30)}, "EventRescheduled"),
        ({"previous_date": date(2027, 7, 1)}, "EventScheduled"),
        ({"status": "postponed"}, "EventPostponed"),
        ({"status": "cancelled"}, "EventCancelled"),
    ],
)
def test_the_status_is_what_became_of_it(shown, fields, status):
    data = shown(**on(date(2027, 7, 1)), **fields)
    assert data["eventStatus"] == f"https://schema.org/{status}"
    assert ("previousStartDate" in data) is (status == "EventRescheduled")


def test_a_day_without_times_is_a_day(shown):
    assert shown(**on(date(2027, 7, 1), None, "15:00"))["startDate"] == "2027-07-01"
    data = shown(**on(date(2027, 7, 1), "10:00", None))
    assert data["startDate"] == "2027-07-01T10:00:00+01:00"
    assert "endDate" not in data


def test_an_event_without_a_day_is_none(shown):
    assert shown() is None


def test_how_to_attend_is_left_out_while_it_is_not_known(shown):
    data = shown(**on(date(2027, 7, 1)))
    assert "eventAttendanceMode" not in data
    assert "location" not in data
