"""The days that a line names, as written: turning them into dates is another step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wagtail_mathshub.scheduling.date_lines.cleaning import without

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
WEEKDAY = r"(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])"
_NAMED = rf"(?:\b{WEEKDAY}[\s,.:-]{{0,3}}(?:the\s+)?)?"
_DAY = r"\d{1,2}(?!\d)(?:\s?(?:st|nd|rd|th)(?![a-z]))?"
_AFTER = (
    rf"(?:\s?,?\s?\(?(?P<after>{WEEKDAY})\)?(?!\s*,?\s*(?:the\s+)?\d{{1,2}}\s*(?:st|nd|rd|th|/\d|{MONTH})))?"
)
_YEAR = (
    r"(?:(?:\s*,\s*|\s+|-)(?P<year>20[1-5]\d|(?:19|20)\d\d(?!\s*-\s*\d{4}))(?!\d|-\d{4}(?!-)|\s?(?:hrs|hours))"
    r"|\s*,?\s*'(?P<short>\d\d)(?!\d)"
    r"|[\s-](?P<bare>[2-4]\d)(?!\d|\s*[-:.]\s*\d|\s*(?:[ap]\.?m|to|noon)\b))?"
)
_WEEK = r"(?P<week>\b(?:w/?c|w/?b|week (?:commencing|beginning|starting|of))[\s:.]{0,3})?"
_LEAD = rf"(?P<lead>{_NAMED})"
_FREE = r"(?<![\d\u00a3])(?<!\d[.:/])"

_ISO = re.compile(
    rf"{_WEEK}{_LEAD}(?<![\d/.-])(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<days>\d{{1,2}})(?!\d)", re.I
)
_NUMERIC = re.compile(
    rf"{_WEEK}(?P<days>{_NAMED}(?<![\d/.-])\d{{1,2}})\s?(?P<sign>[/.-])\s?(?P<month>\d{{1,2}})\s?(?P=sign)\s?"
    rf"(?P<year>\d{{4}}|\d\d)(?![\d/]){_AFTER}",
    re.I,
)
_DAY_FIRST = re.compile(
    rf"{_WEEK}{_FREE}(?P<days>{_NAMED}(?<!\d){_DAY}"
    rf"(?:\s*(?:,\s*and\b|,|&|\+|/|and\b)\s*{_NAMED}{_DAY}){{0,11}}"
    rf"(?:\s*(?:-|to\b)\s*{_NAMED}{_DAY})?)"
    rf"\s*(?:of\s+)?-?\s*(?P<month>{MONTH})\.?{_YEAR}{_AFTER}",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEK}{_LEAD}\b(?P<month>{MONTH})\.?\s+(?:the\s+)?(?P<days>\d{{1,2}}(?:st|nd|rd|th)(?![a-z])"
    r"(?:\s*(?:,|&|and)\s*\d{1,2}(?:st|nd|rd|th)(?![a-z])){0,11}"
    r"|\d{1,2}(?!\d|\s*[-:.]\s*\d|\s*(?:[ap]\.?m|to|noon|x)\b))"
    rf"{_YEAR}{_AFTER}",
    re.I,
)
_NO_YEAR = re.compile(
    rf"{_WEEK}(?P<days>{_NAMED}(?<![\w/.-])\d{{1,2}})/(?P<month>\d{{1,2}})(?![\w/]){_AFTER}", re.I
)
_PATTERNS = (_ISO, _NUMERIC, _DAY_FIRST, _MONTH_FIRST, _NO_YEAR)
_ONE_DAY = re.compile(rf"(?:(?P<name>{WEEKDAY})[\s,.:-]{{0,3}}(?:the\s+)?)?(?P<number>\d{{1,2}})", re.I)
_RUN = re.compile(r"\d\s?(?:st|nd|rd|th)?\s*(?P<sign>-|to\b)\s*(?:[a-z]{3,9}\s+)?\d{1,2}\D{0,4}$", re.I)
_TIME_BEFORE = re.compile(r"\d\s*(?:[ap]\.?m)?\s*(?:-|to)\s*$", re.I)


@dataclass(frozen=True)
class NamedDay:
    """A day as written; `weekday` counts from Monday = 0. `start` and `end` are places in the text."""

    start: int
    end: int
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    is_week: bool = False
    in_run: bool = False


@dataclass(frozen=True)
class _Number:
    offset: int
    weekday: str
    number: int


def find_days(text: str) -> tuple[str, list[NamedDay]]:
    """`text` with its dates cut out, and the dates in the order of the text."""
    days: list[NamedDay] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if pattern is _NO_YEAR and not _is_plausible(found):
                continue
            named = list(_named_days(found, text))
            text = without(text, named[0].start, found.end())
            days.extend(named)
    return text, sorted(days, key=lambda day: (day.start, day.month, day.day))


def _is_plausible(found: re.Match[str]) -> bool:
    # "1/2" alone is more often a half, or two workshops, than 1 February.
    day, month = _numbers(found["days"])[-1].number, int(found["month"])
    return day <= 31 and month <= 12 and max(len(found["days"]), len(found["month"])) >= 2


def _named_days(found: re.Match[str], text: str) -> Iterator[NamedDay]:
    groups = found.groupdict()
    numbers = _numbers(groups["days"])
    start = found.start()
    in_run = is_run(groups["days"])
    if len(numbers) > 1 and (
        _TIME_BEFORE.search(text[max(0, start - 8) : start]) or (in_run and _is_long(numbers))
    ):
        numbers, in_run = numbers[-1:], False
        start = found.start("days") + numbers[0].offset
    for one in numbers:
        name = one.weekday or (groups.get("lead") or groups.get("after") or "" if len(numbers) == 1 else "")
        yield NamedDay(
            start=start,
            end=found.end(),
            day=one.number,
            month=_month(groups["month"]),
            year=_year(groups),
            weekday=WEEKDAYS.index(name[:3].lower()) if name else None,
            is_week=bool(groups["week"]),
            in_run=in_run,
        )


def is_run(days: str) -> bool:
    """Whether "12-13" or "Mon 12 to Tues 13" stands there, rather than single days."""
    return bool(_RUN.search(days))


def _numbers(written: str) -> list[_Number]:
    return [_Number(one.start(), one["name"] or "", int(one["number"])) for one in _ONE_DAY.finditer(written)]


def _is_long(numbers: list[_Number]) -> bool:
    # "Workbook 2 - 13 January" holds one date; runs of days are shorter than a week.
    return not 0 < numbers[-1].number - numbers[-2].number < 7


def _year(groups: dict[str, str | None]) -> int | None:
    written = groups.get("year") or groups.get("short") or groups.get("bare")
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


def _month(written: str) -> int:
    text = written.lower()
    return int(text) if text.isdigit() else MONTHS.index(text[:3]) + 1
