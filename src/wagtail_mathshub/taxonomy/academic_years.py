"""Academic years: 1 September to 31 August, with keys like "2026-27"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from wagtail_mathshub import clock

LONGEST, LONGEST_BODY = 2000, 50_000

_KEY = re.compile(r"([12][0-9]{3})-([0-9]{2})")
_BETWEEN = r"(?:\s?[-/.\u2010-\u2014]\s?|\sto\s)"
_NO_DATE = (
    r"(?![\d/]|[.-]\d|\s*(?:[ap]\.?m|st|nd|rd|th)\b"
    r"|\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)"
)
_LONG = re.compile(
    rf"(?<!\d)(?<!\d[/.])(?P<first>(?:19|20)\d\d){_BETWEEN}(?P<second>(?:19|20)?\d\d){_NO_DATE}",
    re.IGNORECASE,
)
# Below 14 two figures are rather school years or times of day, unless they stand alone.
_SHORT = re.compile(
    rf"(?<!\d)(?<!\d[/.:-])(?P<first>1[4-9]|[2-5]\d){_BETWEEN}(?P<second>\d\d){_NO_DATE}", re.IGNORECASE
)
_ALONE = re.compile(rf"\s*(?P<first>\d\d){_BETWEEN}(?P<second>\d\d)\s*")
_SCHOOL_YEARS = re.compile(
    r"(?<![a-z])(?:years?|yrs?|y|ages?|aged)[\s-]*(?:1\d|[1-9])(?!\d)(?:\s?(?:[-/&\u2013]|to|and)\s?y?(?:1\d|[1-9])(?!\d))?",
    re.IGNORECASE,
)
_CODE = re.compile(r"NCP\s?\d\d\s?[-\u2010-\u2014]?\s?\d\d", re.IGNORECASE)
_UNDIVIDED = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)(?P<second>(?:19|20)\d\d)(?!\d)")


def key_of(first: int) -> str:
    """The key of the academic year that begins in calendar year `first`."""
    return f"{first}-{(first + 1) % 100:02}"


def is_valid_key(key: str) -> bool:
    """Whether `key` is two neighbouring years, like "2026-27"."""
    found = _KEY.fullmatch(key)
    return bool(found) and key_of(int(found[1])) == key


def first_year(key: str) -> int:
    """The calendar year in which the academic year begins. ValueError for no key."""
    if not is_valid_key(key):
        raise ValueError(f"{key!r} is no academic year")
    return int(key[:4])


def start_of(key: str) -> date:
    """1 September."""
    return date(first_year(key), 9, 1)


def end_of(key: str) -> date:
    """31 August."""
    return date(first_year(key) + 1, 8, 31)


def shifted(key: str, years: int) -> str:
    """The key that many years later (or earlier)."""
    return key_of(first_year(key) + years)


def next_key(key: str) -> str:
    """The year after."""
    return shifted(key, 1)


def previous_key(key: str) -> str:
    """The year before."""
    return shifted(key, -1)


def academic_year_of(day: date) -> str:
    """The key of the academic year in which `day` lies."""
    return key_of(day.year if day.month >= 9 else day.year - 1)


def current() -> str:
    """The key of this academic year, in London."""
    return academic_year_of(clock.today())


def label(key: str) -> str:
    """As people write it: "2026/27"; what is no key comes back as it is."""
    return key.replace("-", "/") if is_valid_key(key) else key


def parse_academic_year(text: str) -> str | None:
    """The key of the first academic year named in `text`, in any usual spelling; else None."""
    return next((key for key, _found in _named(text[:LONGEST])), None)


def years_named(text: str) -> list[str]:
    """The keys of all academic years named in `text`, each once, in the order of the years."""
    return sorted({key for key, _found in _named(text[:LONGEST_BODY])})


def shift_years(text: str, years: int) -> str:
    """`text` with every academic year in it that many years later, each in the spelling that it had."""
    found = sorted((match for _key, match in _named(text[:LONGEST])), key=lambda match: match.start())
    parts, end = [], 0
    for match in found:
        if match.start() >= end:
            parts += [text[end : match.start("first")], _moved(match["first"], years)]
            parts += [text[match.end("first") : match.start("second")], _moved(match["second"], years)]
            end = match.end("second")
    return "".join([*parts, text[end:]])


def _named(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    if (alone := _ALONE.fullmatch(text)) and (key := _consecutive(alone["first"], alone["second"])):
        yield key, alone
        return
    # Blanks in the place of what only looks like a year, so that the rest stays where it is.
    rest = _SCHOOL_YEARS.sub(_blanks, _CODE.sub(_blanks, text))
    for pattern in (_LONG, _UNDIVIDED, _SHORT):
        for found in pattern.finditer(rest):
            if key := _consecutive(found["first"], found["second"]):
                yield key, found


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _moved(digits: str, years: int) -> str:
    return f"{(int(digits) + years) % 10 ** len(digits):0{len(digits)}}"


def _consecutive(first: str, second: str) -> str | None:
    start = int(first) if len(first) == 4 else 2000 + int(first)
    following = start + 1 if len(second) == 4 else (start + 1) % 100
    return key_of(start) if int(second) == following else None
