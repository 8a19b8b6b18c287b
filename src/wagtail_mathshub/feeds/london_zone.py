"""Europe/London as a calendar carries it: the two rules of its clock, for the years that are asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from wagtail_mathshub.clock import LONDON

MARCH, OCTOBER = 3, 10
# The present rule holds since 1996, and nobody plans for the next century.
FIRST_YEAR, LAST_YEAR = 1996, 2099
NO_HOURS, ONE_HOUR = timedelta(0), timedelta(hours=1)


@lru_cache(maxsize=64)
def london_zone(first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE that is right from the first of the years to the end of the last, with a year to spare.

    By yearly rules and not by a list of days: Outlook, too, reads those.
    """
    first = min(max(first_year - 1, FIRST_YEAR), LAST_YEAR)
    last = max(min(last_year + 1, LAST_YEAR), first)
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    zone.add("x-lic-location", LONDON.key)
    zone.add_component(_summer(first, last))
    zone.add_component(_winter(first, last))
    return zone


def _summer(first: int, last: int) -> TimezoneDaylight:
    part = TimezoneDaylight()
    for name, value in _rule("BST", MARCH, first, last, NO_HOURS, ONE_HOUR).items():
        part.add(name, value)
    return part


def _winter(first: int, last: int) -> TimezoneStandard:
    part = TimezoneStandard()
    for name, value in _rule("GMT", OCTOBER, first, last, ONE_HOUR, NO_HOURS).items():
        part.add(name, value)
    return part


def _rule(
    name: str, month: int, first: int, last: int, before: timedelta, after: timedelta
) -> dict[str, Any]:
    # One o'clock in Greenwich. A rule begins by the clock that is left behind, and ends in UTC.
    return {
        "tzname": name,
        "dtstart": (_change(first, month) + before).replace(tzinfo=None),
        "tzoffsetfrom": before,
        "tzoffsetto": after,
        "rrule": {"freq": "yearly", "bymonth": month, "byday": "-1su", "until": _change(last, month)},
    }


def _change(year: int, month: int) -> datetime:
    last_day = date(year, month, 31)
    sunday = last_day - timedelta(days=(last_day.weekday() + 1) % 7)
    return datetime(sunday.year, sunday.month, sunday.day, 1, tzinfo=UTC)
