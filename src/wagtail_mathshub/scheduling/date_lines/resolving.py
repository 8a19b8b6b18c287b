"""From a day as written to a date: the year that it belongs to, and what contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.scheduling.date_lines.days import NamedDay
from wagtail_mathshub.scheduling.warnings import LineWarning
from wagtail_mathshub.taxonomy.academic_years import (
    academic_year_of,
    end_of,
    is_valid_key,
    next_key,
    previous_key,
    start_of,
)

LEAP_YEAR = 2024


def dated(
    named: NamedDay, written: str, *, academic_year: str | None
) -> tuple[date | None, list[LineWarning]]:
    """The date of a day as `written`, or None where it cannot be known, with the reasons."""
    if _date(named, named.year or LEAP_YEAR) is None:
        return None, [_warning("impossible_date", _("There is no such day as {text}."), text=written)]
    if named.is_week:
        sentence = _("{text} names a week, not a day. Fill in the date.")
        return None, [_warning("week_only", sentence, text=written)]
    if named.year is None and not academic_year:
        return _guessed(named, written)
    day = _date(named, named.year or _year_within(named.month, academic_year or ""))
    if day is None:
        return None, [
            _warning("impossible_date", _("There is no such day as {text} in that year."), text=written)
        ]
    return day, _contradictions(named, day)


def stated_year(days: Sequence[NamedDay]) -> str | None:
    """The academic year of the first date that has its year: the others of the line share it."""
    for named in days:
        day = _date(named, named.year) if named.year else None
        key = academic_year_of(day) if day else ""
        if is_valid_key(key):
            return key
    return None


def _date(named: NamedDay, year: int) -> date | None:
    try:
        return date(year, named.month, named.day)
    except ValueError:
        return None


def _year_within(month: int, academic_year: str) -> int:
    first, last = start_of(academic_year), end_of(academic_year)
    return first.year if month >= first.month else last.year


def _guessed(named: NamedDay, written: str) -> tuple[date | None, list[LineWarning]]:
    today = clock.today()
    this_year = academic_year_of(today)
    first, last = start_of(previous_key(this_year)), end_of(next_key(this_year))
    days = [_date(named, year) for year in range(first.year, last.year + 1)]
    fitting = [day for day in days if day and first <= day <= last and day.weekday() == named.weekday]
    if not fitting:
        sentence = _("{text} has no year. Fill in the date, or the academic year of the page.")
        return None, [_warning("no_year", sentence, text=written)]
    nearest = min(fitting, key=lambda day: abs(day - today))
    sentence = _("{text} has no year: {day} was taken, because the weekday agrees.")
    words = day_words(nearest, weekday=True, year=True)
    return nearest, [_warning("year_guessed", sentence, text=written, day=words)]


def _contradictions(named: NamedDay, day: date) -> list[LineWarning]:
    if named.weekday is None or named.weekday == day.weekday():
        return []
    sentence = _("{day} is a {right}, not a {wrong}.")
    right, wrong = WEEKDAYS[day.weekday()], WEEKDAYS[named.weekday]
    words = day_words(day, year=True)
    return [_warning("weekday_mismatch", sentence, day=words, right=str(right), wrong=str(wrong))]


def _warning(key: str, sentence: str, **words: str) -> LineWarning:
    return LineWarning(key, sentence.format(**words))
