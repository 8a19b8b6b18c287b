"""Moves the demo's dates, codes and year keys by whole years, so that its year is this one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.taxonomy.academic_years import end_of, first_year, shifted, start_of

CODE = re.compile(r"NCP(\d\d)-")


@dataclass(frozen=True)
class Shift:
    """How many academic years, and how many whole weeks: weekdays stay what they are."""

    years: int = 0
    weeks: int = 0

    @classmethod
    def between(cls, written: str, wanted: str) -> Shift:
        """From one academic year to another: 52 or 53 weeks a year, so that terms stay in place."""
        days = (start_of(wanted) - start_of(written)).days
        return cls(first_year(wanted) - first_year(written), round(days / 7))

    def day(self, day: date | None) -> date | None:
        """A day, on the same weekday."""
        return day + timedelta(weeks=self.weeks) if day else None

    def moment(self, text: str | None) -> datetime | None:
        """A wall time of London, as an aware moment."""
        if not text:
            return None
        wall = datetime.fromisoformat(text).replace(tzinfo=None)
        return datetime.combine(self.day(wall.date()), wall.time(), tzinfo=LONDON)

    def key(self, year: str) -> str:
        """An academic year's key."""
        return shifted(year, self.years)

    def code(self, code: str | None) -> str:
        """A project's code: it holds a year."""
        return CODE.sub(lambda found: f"NCP{(int(found[1]) + self.years) % 100:02}-", code) if code else ""


def wall(text: str | None) -> time | None:
    """A wall time written as "13:00"."""
    return time.fromisoformat(text) if text else None


def terms(year: str, holidays: list[Any]) -> list[tuple[str, date, date]]:
    """The three terms of a year: what lies between its long holidays."""
    first, last = start_of(year), end_of(year) - timedelta(days=38)
    inside = [(start, end) for start, end in holidays if first <= start <= last and (end - start).days > 9]
    (christmas, easter), day = inside[:2], timedelta(days=1)
    return [
        ("autumn", first, christmas[0] - day),
        ("spring", christmas[1] + day, easter[0] - day),
        ("summer", easter[1] + day, last),
    ]
