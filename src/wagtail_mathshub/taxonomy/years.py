"""School years from Nursery to Year 13, and the phases, key stages and ages that follow."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

NURSERY, RECEPTION, LAST = -1, 0, 13
FIRST = NURSERY
Range = tuple[int, int]

PHASES: dict[str, tuple[Any, int, int]] = {
    "early_years": (_lazy("Early years"), -1, 0),
    "primary": (_lazy("Primary"), 1, 6),
    "secondary": (_lazy("Secondary"), 7, 11),
    "post_16": (_lazy("Post-16"), 12, 13),
}
KEY_STAGES: dict[str, tuple[Any, int, int]] = {
    "eyfs": (_lazy("Early years foundation stage"), -1, 0),
    "ks1": (_lazy("Key Stage 1"), 1, 2),
    "ks2": (_lazy("Key Stage 2"), 3, 6),
    "ks3": (_lazy("Key Stage 3"), 7, 9),
    "ks4": (_lazy("Key Stage 4"), 10, 11),
    "ks5": (_lazy("Key Stage 5"), 12, 13),
}
_NAMES = {"n": -1, "nursery": -1, "f1": -1, "r": 0, "yr": 0, "f2": 0, "reception": 0}

YEAR_CHOICES: list[tuple[int, Any]] = [
    (NURSERY, _lazy("Nursery")),
    (RECEPTION, _lazy("Reception")),
    *[(year, f"Year {year}") for year in range(1, LAST + 1)],
]

_NUMBER = r"(?:1[0-3]|[1-9])(?!\d)"
_UNIT = (
    r"(?:(?:(?:lower|upper)\s+)?(?:ks|key\s+stages?)\s*[1-5](?!\d)"
    rf"|(?:years?|yr?)\s*(?:{_NUMBER}|[rn](?![a-z0-9]))|yr(?![a-z0-9])|nursery|reception|eyfs|early\s+years|f[12](?!\d))"
)
_NO_DATE = r"(?!\s*(?:[ap]\.?m|st|nd|rd|th|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|[.:]\d|/\d\d)"
_JOIN = r"\s*(?:,\s*and|,|-|[\u2010-\u2014]|/|to|and|&)\s*"
_RANGE = re.compile(rf"(?<![a-z0-9]){_UNIT}(?:{_JOIN}(?:{_UNIT}|{_NUMBER}{_NO_DATE})){{0,12}}(?![a-z0-9])")
_PHASE = re.compile(r"(?<![a-z])(?:primary|secondary|post[- ]16)(?![a-z0-9])")
_PARTS = re.compile(rf"{_UNIT}|{_NUMBER}")
_LOWER_OR_UPPER = {"lower ks2": (3, 4), "upper ks2": (5, 6)}


def parse_year(text: str) -> int:
    """The year that "r", "Nursery", "Y5" or "Year 13" names. ValueError for anything else."""
    word = text.strip().lower()
    if word in _NAMES:
        return _NAMES[word]
    found = re.fullmatch(r"(?:years?|yr?)?\s*(\d{1,2})", word)
    if not found or not 1 <= int(found[1]) <= LAST:
        raise ValueError(f"{text!r} is no school year")
    return int(found[1])


def parse_years(text: str) -> Range | None:
    """The first range of years named in `text` ("Years 5-8", "Y5/6", "Reception and KS1"); else None."""
    found = _RANGE.search(text[:2000].lower())
    if not found:
        return _named_phases(text[:2000].lower())
    ranges: list[Range] = []
    is_stage = False
    for part in _PARTS.findall(found[0]):
        # In "KS2-3" the bare figure is a key stage too, in "Years 5-8" a year.
        is_stage = bool(re.match(r"ks|key|lower|upper", part)) or (is_stage and part.isdigit())
        ranges.append(_part_range(" ".join(part.split()), is_stage=is_stage))
    return min(first for first, _last in ranges), max(last for _first, last in ranges)


def _named_phases(text: str) -> Range | None:
    # Only where no year is named: "Oak Lodge Primary School, Year 7" is about Year 7.
    ranges = [phase_range(found[0].replace("-", "_").replace(" ", "_")) for found in _PHASE.finditer(text)]
    return (min(first for first, _last in ranges), max(last for _first, last in ranges)) if ranges else None


def _part_range(part: str, *, is_stage: bool) -> Range:
    if part in ("eyfs", "early years"):
        return key_stage_range("eyfs")
    if is_stage:
        half = re.sub(r"(?:ks|key stages?)\s*", "ks", part)
        return _LOWER_OR_UPPER.get(half) or key_stage_range(f"ks{part[-1]}")
    year = parse_year(re.sub(r"^(?:years?|yr?)\s*(?=[rn]$)", "", part) if part != "yr" else part)
    return year, year


def year_key(year: int) -> str:
    """The stable key: "n", "r", "1" to "13"."""
    return {NURSERY: "n", RECEPTION: "r"}.get(year, str(year))


def year_label(year: int) -> str:
    """The year in words: "Nursery", "Reception", "Year 6"."""
    names = {NURSERY: _("Nursery"), RECEPTION: _("Reception")}
    return names.get(year) or _("Year {number}").format(number=year)


def range_label(first: int | None, last: int | None) -> str:
    """A range in words: "Years 5 to 8", "Nursery and Reception", "All years" for none."""
    if first is None or last is None:
        return _("All years")
    if first == last:
        return year_label(first)
    numbered = first >= 1
    start = _("Years {number}").format(number=first) if numbered else year_label(first)
    end = str(last) if numbered else year_label(last)
    joined = _("{start} and {end}") if last - first == 1 else _("{start} to {end}")
    return joined.format(start=start, end=end)


def overlaps(first: int | None, last: int | None, other: Range) -> bool:
    """Whether a range (None: all years) shares a year with `other`."""
    return first is None or last is None or (first <= other[1] and last >= other[0])


def phases(first: int | None, last: int | None) -> list[str]:
    """The keys of the phases that a range touches; all of them for no range."""
    return [key for key, (_label, low, high) in PHASES.items() if overlaps(first, last, (low, high))]


def key_stages(first: int | None, last: int | None) -> list[str]:
    """The keys of the key stages that a range touches; all of them for no range."""
    return [key for key, (_label, low, high) in KEY_STAGES.items() if overlaps(first, last, (low, high))]


def ages(first: int | None, last: int | None) -> Range:
    """The youngest and the oldest age in a range: Year n is n+4 to n+5."""
    low = FIRST if first is None else first
    high = LAST if last is None else last
    return low + 4, high + 5


def phase_range(key: str) -> Range:
    """The years of a phase. KeyError for no phase."""
    return PHASES[key][1:]


def key_stage_range(key: str) -> Range:
    """The years of a key stage. KeyError for no key stage."""
    return KEY_STAGES[key][1:]
