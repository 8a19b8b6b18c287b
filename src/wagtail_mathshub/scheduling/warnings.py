"""What looks odd about a date: said to editors, never in their way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.scheduling.bank_holidays import SATURDAY, bank_holiday_name
from wagtail_mathshub.taxonomy.academic_years import end_of, is_valid_key, label, start_of

Holiday = tuple[date, date, str]


@dataclass(frozen=True)
class LineWarning:
    """A stable key, and a sentence for an editor."""

    key: str
    message: str


def slot_warnings(
    day: date | None,
    start: time | None,
    end: time | None,
    *,
    academic_year: str | None = None,
    holidays: Sequence[Holiday] = (),
) -> list[LineWarning]:
    """Warnings for a date and its times; `holidays` are first day, last day and name."""
    found = list(_day_warnings(day, academic_year, holidays)) if day else []
    if start and end and end <= start:
        found.append(LineWarning("end_before_start", _("It ends before it starts.")))
    return found


def _day_warnings(day: date, academic_year: str | None, holidays: Sequence[Holiday]) -> Iterator[LineWarning]:
    words = day_words(day, weekday=True, year=True)
    if day.weekday() >= SATURDAY:
        yield LineWarning("weekend", _("{day} is at a weekend.").format(day=words))
    if name := bank_holiday_name(day):
        sentence = _("{day} is a bank holiday ({name}).")
        yield LineWarning("bank_holiday", sentence.format(day=words, name=name))
    for first, last, name in holidays:
        if first <= day <= last:
            sentence = _("{day} is in a school holiday of your hub ({name}).")
            yield LineWarning("hub_holiday", sentence.format(day=words, name=name or day_words(first)))
            break
    if (
        academic_year
        and is_valid_key(academic_year)
        and not start_of(academic_year) <= day <= end_of(academic_year)
    ):
        sentence = _("{day} is outside the academic year {year}.")
        yield LineWarning("outside_academic_year", sentence.format(day=words, year=label(academic_year)))
