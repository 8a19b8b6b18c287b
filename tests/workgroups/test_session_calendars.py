"""Sessions as entries of a calendar."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from tests.factories import OrganisationFactory, make_group, on
from wagtail_mathshub import clock
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.workgroups.calendars import appointment_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
DAY = date(2027, 2, 4)


def entry(hub, *, group=None, extra="", **session):
    page = make_group(hub, sessions=[{**on(DAY), **session}], **(group or {}))
    viewpoint = Viewpoint(site=hub.site, absolute=True)
    return appointment_of(page.sessions.get(), page, viewpoint, extra=extra)


def test_an_entry_says_what_a_teacher_needs(hub_a):
    place = OrganisationFactory(
        site=hub_a.site, name="Fen School", address="1 High Street\nFenmarsh", postcode="FM1 2AB"
    )
    found = entry(
        hub_a,
        label="Day 1",
        organisation=place,
        venue_text="Room 3",
        mode="face_to_face",
        arrive_from=time(12, 30),
        note="Bring counters.",
    )
    assert found.summary == "Fractions: Day 1"
    assert found.location == "Fen School, Room 3, 1 High Street, Fenmarsh, FM1 2AB"
    assert (found.day, found.start, found.end) == (DAY, time(13), time(16))
    assert found.url == "http://alder.example.org/work-groups/fractions/"
    assert found.description.split("\n") == [
        "Face to face.",
        "Arrive from 12.30pm.",
        "Bring counters.",
        found.url,
    ]
    assert found.status == "CONFIRMED"


def test_a_postcode_that_stands_in_the_address_is_said_once(hub_a):
    place = OrganisationFactory(site=hub_a.site, name="Fen School", address="1 Road, AB1", postcode="AB1")
    assert entry(hub_a, organisation=place).location == "Fen School, 1 Road, AB1"


def test_online_is_a_place_too(hub_a):
    assert entry(hub_a, mode="online").location == "Online"
    assert entry(hub_a).location == ""


def test_the_joining_link_is_told_only_as_an_extra(hub_a):
    link = "https://meet.example.org/zanzibar"
    assert "zanzibar" not in repr(entry(hub_a, joining_link=link, mode="online"))
    assert link in entry(hub_a, joining_link=link, extra=link).description


@pytest.mark.parametrize(
    ("status", "expected", "summary"),
    [("cancelled", "CANCELLED", "Cancelled: Fractions"), ("postponed", "TENTATIVE", "Postponed: Fractions")],
)
def test_what_does_not_take_place_says_so(hub_a, status, expected, summary):
    found = entry(hub_a, status=status)
    assert (found.status, found.summary) == (expected, summary)
    assert f"This was {status}." in found.description


def test_a_moved_session_says_from_which_day(hub_a):
    found = entry(hub_a, previous_date=date(2027, 1, 28))
    assert found.status == "CONFIRMED"
    assert "Moved from Thursday 28 January 2027." in found.description
    assert "Moved" not in entry(hub_a, previous_date=DAY).description


@pytest.mark.parametrize(
    ("override", "expected"),
    [("cancelled", "CANCELLED"), ("postponed", "TENTATIVE"), ("full", "CONFIRMED"), ("", "CONFIRMED")],
)
def test_a_group_that_is_called_off_takes_its_sessions_along(hub_a, override, expected):
    found = entry(hub_a, group={"override_state": override, "override_note": "The school is shut."})
    assert found.status == expected
    assert ("The school is shut." in found.description) == (expected != "CONFIRMED")


def test_a_cancelled_session_stays_so_in_a_postponed_group(hub_a):
    assert entry(hub_a, status="cancelled", group={"override_state": "postponed"}).status == "CANCELLED"


def test_an_override_that_has_lapsed_calls_nothing_off(hub_a):
    yesterday = clock.today() - timedelta(days=1)
    assert (
        entry(hub_a, group={"override_state": "cancelled", "override_until": yesterday}).status == "CONFIRMED"
    )
    today = entry(hub_a, group={"override_state": "cancelled", "override_until": clock.today()})
    assert today.status == "CANCELLED"


def test_unknown_times_are_said_in_words(hub_a):
    assert "The time is to be confirmed." in entry(hub_a, start=None, end=None).description
    assert "Times: until 4pm." in entry(hub_a, start=None).description
    assert "When it ends is to be confirmed." in entry(hub_a, end=None).description
