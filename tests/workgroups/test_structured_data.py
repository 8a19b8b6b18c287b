"""A Work Group for search engines: its sessions, their changes, its places and what it costs."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.factories import OrganisationFactory, PersonFactory, make_group, on
from tests.schema_org import things_of
from tests.visitors import read
from wagtail_mathshub import clock
from wagtail_mathshub.taxonomy.models import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
SECRET = "https://join.example.org/secret"


@pytest.fixture
def course(client, hub_a):
    """Makes a Work Group, and reads its Course from its page."""

    def made(**fields):
        group = make_group(hub_a, **({"apply_via": "email"} | fields))
        return things_of(read(client, hub_a, group))["Course"]

    return made


def sessions_of(course):
    return course["hasCourseInstance"]["subEvent"]


def test_a_group_is_a_course_with_an_event_for_each_session(client, hub_a):
    school = OrganisationFactory(
        site=hub_a.site, name="Elm School", address="1 Elm Road\nFenmarsh", postcode="ZZ99 1AA"
    )
    lead = PersonFactory(site=hub_a.site, name="Ana", public_email="ana@example.org")
    group = make_group(
        hub_a,
        title="Fractions",
        summary="How fractions grow.",
        code="NCP26-17",
        year_from=5,
        year_to=8,
        leads=[lead],
        outcomes="See parts\nName parts",
        prior_participation="Readiness",
        apply_via="email",
        capacity=12,
        stated_confirmed=6,
        sessions=[
            on(date(2027, 2, 4), organisation=school, mode="face_to_face", label="Day 1"),
            on(date(2027, 4, 15), "09:30", "11:00", mode="online", joining_link=SECRET),
            on(date(2027, 5, 4), None, None, mode="blended", venue_text="Town hall"),
        ],
    )
    group.audiences = [Audience.objects.create(key="ect", label="Early career teachers")]
    group.save()
    text = read(client, hub_a, group)
    course = things_of(text)["Course"]
    address = "http://alder.example.org/work-groups/fractions/"
    assert course["@id"] == f"{address}#course"
    assert course["description"] == "How fractions grow."
    assert course["courseCode"] == "NCP26-17"
    assert course["educationalLevel"] == "Years 5 to 8"
    assert course["audience"]["educationalRole"] == "Early career teachers"
    assert course["teaches"] == ["See parts", "Name parts"]
    assert course["provider"]["name"] == "Alder Hub"
    instance = course["hasCourseInstance"]
    assert instance["courseMode"] == "Blended"
    assert (instance["startDate"], instance["endDate"]) == ("2027-02-04T13:00:00+00:00", "2027-05-04")
    assert instance["instructor"] == {"@type": "Person", "name": "Ana"}
    assert (instance["maximumAttendeeCapacity"], instance["remainingAttendeeCapacity"]) == (12, 6)
    first, second, third = sessions_of(course)
    assert first["name"] == "Fractions: Day 1"
    assert first["location"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 Elm Road, Fenmarsh",
        "postalCode": "ZZ99 1AA",
        "addressCountry": "GB",
    }
    assert second["location"] == {"@type": "VirtualLocation", "url": address}
    assert [place["@type"] for place in third["location"]] == ["Place", "VirtualLocation"]
    assert [event["eventAttendanceMode"].rpartition("/")[2] for event in (first, second, third)] == [
        "OfflineEventAttendanceMode",
        "OnlineEventAttendanceMode",
        "MixedEventAttendanceMode",
    ]
    assert third["startDate"] == third["endDate"] == "2027-05-04"
    assert SECRET not in text
    assert "ana@example.org" not in str(course)


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        (date(2027, 3, 27), "2027-03-27T13:00:00+00:00", "2027-03-27T16:00:00+00:00"),
        (date(2027, 3, 28), "2027-03-28T13:00:00+01:00", "2027-03-28T16:00:00+01:00"),
        (date(2027, 10, 30), "2027-10-30T13:00:00+01:00", "2027-10-30T16:00:00+01:00"),
        (date(2027, 10, 31), "2027-10-31T13:00:00+00:00", "2027-10-31T16:00:00+00:00"),
    ],
)
def test_one_o_clock_is_one_o_clock_on_both_sides_of_the_clock_change(course, day, starts, ends):
    event = sessions_of(course(sessions=[on(day)]))[0]
    assert (event["startDate"], event["endDate"]) == (starts, ends)


def test_a_session_that_runs_across_the_clock_change_keeps_its_length(course):
    event = sessions_of(course(sessions=[on(date(2027, 3, 28), "00:30", "02:30")]))[0]
    assert event["startDate"].endswith("00:30:00+00:00")
    assert event["endDate"].endswith("02:30:00+01:00")


def status(event):
    return event["eventStatus"].rpartition("/Event")[2]


def test_moved_postponed_and_cancelled_sessions_say_so(course):
    rows = [
        on(date(2027, 2, 4)),
        on(date(2027, 2, 11), previous_date=date(2027, 2, 10)),
        on(date(2027, 2, 18), status="postponed"),
        on(None, status="postponed", previous_date=date(2027, 2, 19)),
        on(date(2027, 2, 25), status="cancelled"),
        on(None),
    ]
    made = course(sessions=rows)
    events = sessions_of(made)
    assert [status(event) for event in events] == [
        *("Scheduled", "Rescheduled", "Postponed", "Postponed", "Cancelled")
    ]
    assert events[1]["previousStartDate"] == "2027-02-10"
    assert events[3]["startDate"] == "2027-02-19"
    assert made["hasCourseInstance"]["endDate"] == "2027-02-11T16:00:00+00:00"


@pytest.mark.parametrize(("state", "shown"), [("cancelled", "Cancelled"), ("postponed", "Postponed")])
def test_what_an_editor_says_of_the_group_holds_for_its_sessions_too(course, state, shown):
    made = course(sessions=[on(date(2027, 2, 4))], override_state=state)
    assert status(made["hasCourseInstance"]) == status(sessions_of(made)[0]) == shown
    assert "offers" not in made


def test_a_cancelled_session_stays_cancelled_in_a_postponed_group(course):
    rows = [on(date(2027, 2, 4), status="cancelled"), on(date(2027, 2, 5))]
    made = course(sessions=rows, override_state="postponed")
    assert [status(event) for event in sessions_of(made)] == ["Cancelled", "Postponed"]


def test_without_a_date_there_is_no_event(course):
    assert "subEvent" not in course(sessions=[on(None)])["hasCourseInstance"]


OPEN = {"sessions": [on(date(2027, 2, 4))], "capacity": 10, "capacity_unit": "participants"}


@pytest.mark.parametrize(
    ("fields", "availability"),
    [
        ({"stated_confirmed": 1}, "InStock"),
        ({"stated_confirmed": 9}, "LimitedAvailability"),
        ({"stated_confirmed": 10}, "SoldOut"),
        ({"stated_confirmed": 10, "has_waiting_list": False}, "SoldOut"),
        ({"opens_at": datetime(2026, 12, 1, 9, tzinfo=clock.LONDON)}, "PreOrder"),
        ({"closes_at": datetime(2026, 11, 1, 9, tzinfo=clock.LONDON)}, None),
        ({"apply_via": "invitation"}, None),
        ({"apply_via": "none"}, None),
        ({"override_state": "closed"}, None),
    ],
)
def test_what_is_offered_follows_the_state_of_recruitment(course, fields, availability):
    offer = course(**(OPEN | fields)).get("offers")
    assert (offer and offer["availability"].rpartition("/")[2]) == availability


def test_a_free_group_costs_nothing_and_another_says_no_price(course):
    free = course(**OPEN)
    assert (free["offers"]["price"], free["offers"]["priceCurrency"]) == (0, "GBP")
    assert free["isAccessibleForFree"] is True
    paid = course(**OPEN, title="Paid", cost_free=False)
    assert "price" not in paid["offers"]
    assert paid["isAccessibleForFree"] is False


def test_nought_places_left_are_said(course):
    made = course(**OPEN, stated_confirmed=10)["hasCourseInstance"]
    assert made["remainingAttendeeCapacity"] == 0


def test_places_for_schools_are_no_number_of_people(course):
    made = course(**(OPEN | {"capacity_unit": "schools", "stated_confirmed": 3}))["hasCourseInstance"]
    assert "maximumAttendeeCapacity" not in made
    assert "remainingAttendeeCapacity" not in made


@pytest.mark.parametrize(
    ("rows", "workload"),
    [
        ([on(date(2027, 2, 4)), on(date(2027, 2, 5), "09:00", "10:30")], "PT4H30M"),
        ([on(date(2027, 2, 4), "09:00", "09:45")], "PT45M"),
        ([on(date(2027, 2, 4)), on(date(2027, 2, 5), status="cancelled")], "PT3H"),
        ([on(date(2027, 2, 4)), on(date(2027, 2, 5), "09:00", None)], None),
    ],
)
def test_the_workload_is_said_where_every_session_has_both_times(course, rows, workload):
    assert course(sessions=rows)["hasCourseInstance"].get("courseWorkload") == workload
