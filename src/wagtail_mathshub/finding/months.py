"""The calendar by months: a list of days with holidays in their place, and a small grid."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from wagtail_mathshub.publishing.wording import month_words

if TYPE_CHECKING:
    from wagtail_mathshub.finding.agenda import Appointment

MONDAY = 0
Holiday = tuple[date, date, str]


@dataclass(frozen=True)
class Day:
    """A day with its sessions and events, or the holiday that begins on it."""

    day: date
    appointments: list[Appointment] = field(default_factory=list)
    holiday: Holiday | None = None

    @property
    def anchor(self) -> str:
        """Where the day is on the page."""
        return f"d-{self.day.isoformat()}"


@dataclass(frozen=True)
class Month:
    """A month of the list."""

    first: date
    days: list[Day]

    @property
    def title(self) -> str:
        """Like "January 2027"."""
        return month_words(self.first)

    @property
    def anchor(self) -> str:
        """Where the month is on the page."""
        return f"m-{self.first:%Y-%m}"

    @property
    def count(self) -> int:
        """How many sessions and events it has."""
        return sum(len(day.appointments) for day in self.days)

    @property
    def weeks(self) -> list[list[Day | None]]:
        """Its weeks from Monday on, each of seven days; None for days of other months."""
        known = {day.day: day for day in self.days if day.appointments}
        weeks = calendar.Calendar(MONDAY).monthdatescalendar(self.first.year, self.first.month)
        return [
            [known.get(day, Day(day)) if day.month == self.first.month else None for day in week]
            for week in weeks
        ]


def months_of(shown: Iterable[Appointment], holidays: Iterable[Holiday]) -> list[Month]:
    """The months with at least one appointment, which come in order; holidays only within these."""
    by_day = [
        Day(day, list(found)) for day, found in groupby(shown, key=lambda appointment: appointment.slot.date)
    ]
    if not by_day:
        return []
    first, last = by_day[0].day, by_day[-1].day
    breaks = [Day(row[0], holiday=row) for row in holidays if first <= row[0] <= last]
    days = sorted([*by_day, *breaks], key=lambda day: (day.day, day.holiday is None))
    months = groupby(days, key=lambda day: day.day.replace(day=1))
    return [Month(month, list(found)) for month, found in months]


def following(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
