"""The calendar of a hub as a page."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_event, make_group, on
from tests.visitors import read
from wagtail_mathshub.hubs.models import HubHoliday

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
OPEN = {"apply_via": "email", "capacity": 12, "stated_confirmed": 5}


def calendar(client, hub, **query):
    return BeautifulSoup(read(client, hub, "/hub/calendar/", **query), "lxml")


def titles(page):
    return [title.get_text() for title in page.select(".mh-day__title a")]


def test_days_stand_by_month_with_what_a_reader_should_know(client, hub_a, hub_b):
    sessions = [
        on(date(2026, 10, 1), label="Day 0"),
        on(date(2027, 1, 11), label="Day 1", mode="online"),
        on(date(2027, 2, 4), status="cancelled", label="Day 2"),
        on(date(2027, 2, 9), previous_date=date(2027, 2, 2)),
    ]
    make_group(hub_a, title="Fractions", sessions=sessions, accepts_late_joiners=True, **OPEN)
    make_event(hub_a, title="Conference", date=date(2027, 1, 11), invitation_only=True)
    make_event(hub_b, title="Elsewhere", date=date(2027, 1, 11))
    page = calendar(client, hub_a)
    assert [month.get_text() for month in page.select(".mh-month h2")] == ["January 2027", "February 2027"]
    assert titles(page) == ["Conference", "Fractions", "Fractions", "Fractions"]
    items = [" ".join(item.get_text(" ", strip=True).split()) for item in page.select(".mh-day__item")]
    assert items[0] == "Conference Time to be confirmed To be confirmed By invitation"
    assert items[1] == "Fractions 1pm to 4pm Day 1 · Online 7 places left"
    assert "Cancelled" in items[2]
    assert "Session 3 of 3" in items[3]
    assert "Moved from 2 February" in items[3]


def test_a_day_with_two_dates_has_one_block_and_a_ring(client, hub_a):
    make_event(hub_a, title="Morning", date=date(2027, 1, 11))
    make_event(hub_a, title="Evening", date=date(2027, 1, 11))
    page = calendar(client, hub_a)
    assert len(page.select("li.mh-day")) == 1
    link = page.select_one(".mh-grid a")
    assert link["href"] == "#d-2027-01-11"
    assert link["class"] == ["mh-several"]
    assert link["aria-label"] == "Mon 11 January, 2 dates"


def test_a_holiday_is_a_line_in_its_place(client, hub_a):
    days = {"first_day": date(2026, 12, 21), "last_day": date(2027, 1, 1)}
    HubHoliday.objects.create(settings=hub_a, name="Christmas holiday", **days)
    HubHoliday.objects.create(
        settings=hub_a, name="Long gone", first_day=date(2026, 10, 26), last_day=date(2026, 10, 30)
    )
    make_event(hub_a, title="Before", date=date(2026, 12, 9))
    make_event(hub_a, title="After", date=date(2027, 1, 11))
    lines = [
        " ".join(line.get_text().split()) for line in calendar(client, hub_a).select(".mh-month__holiday")
    ]
    assert lines == ["Christmas holiday, Mon 21 December to Fri 1 January"]


def test_whole_months_are_shown_and_the_next_is_a_step_away(client, hub_a):
    for number in range(1, 29):
        make_event(hub_a, title=f"January {number}", slug=f"j-{number}", date=date(2027, 1, number))
        make_event(hub_a, title=f"February {number}", slug=f"f-{number}", date=date(2027, 2, number))
    page = calendar(client, hub_a)
    assert len(titles(page)) == 28
    following = page.find("a", string="Go on with February 2027")
    assert following["href"] == "?month=2027-02"
    later = calendar(client, hub_a, month="2027-02")
    assert titles(later)[0] == "February 1"
    assert "From February 2027 on." in later.get_text()


def test_filters_hold_and_go_into_the_calendar_file(client, hub_a):
    make_group(hub_a, title="Primary", year_from=1, year_to=6, sessions=[on(date(2027, 1, 11))], **OPEN)
    make_group(hub_a, title="Secondary", year_from=7, year_to=11, sessions=[on(date(2027, 1, 12))], **OPEN)
    page = calendar(client, hub_a, phase="primary")
    assert titles(page) == ["Primary"]
    assert page.select_one(".mh-pill[aria-current]").get_text() == "Primary"
    links = [link["href"] for link in page.select("#keep a")]
    assert links == [
        "webcal://alder.example.org/hub/calendar.ics?phase=primary",
        "/hub/calendar.ics?phase=primary&download=1",
    ]


def test_a_mistyped_address_shows_everything(client, hub_a):
    make_event(hub_a, title="Conference", date=date(2027, 1, 11))
    for query in ({"phase": "nursery-school"}, {"month": "2027-13"}, {"month": "0000-00"}, {"mode": "\0"}):
        assert titles(calendar(client, hub_a, **query)) == ["Conference"]


def test_an_empty_calendar_says_so(client, hub_a):
    assert "No date is fixed" in calendar(client, hub_a).get_text()


def test_a_host_that_is_no_hub_has_no_calendar(client, db):
    assert client.get("/hub/calendar/").status_code == 404
