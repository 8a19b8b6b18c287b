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

_ONE = r"(?:years?\s*|yr?\s*)?(?:1[0-3]|[1-9])(?!\d)|nursery|reception|yr(?![a-z0-9])|f[12](?!\d)"
_AND = r"\s*(?:-|\u2013|/|to|and|&)\s*"
_YEARS = re.compile(rf"(?<![a-z0-9])(?P<first>{_ONE})(?:{_AND}(?P<last>{_ONE}))?(?![a-z0-9])")
_STAGE = re.compile(
    rf"(?<![a-z0-9])(?:ks|key stages?\s*)\s*(?P<first>[1-5])(?:{_AND}(?:ks)?(?P<last>[1-5]))?(?!\d)"
)
_MARKED = re.compile(r"y|n|r|f")


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
    """The first range of years named in `text` ("Years 5-8", "Y5/6", "KS1", "EYFS"); else None."""
    words = text[:2000].lower()
    if stage := _STAGE.search(words):
        last = stage["last"] or stage["first"]
        ends = (key_stage_range(f"ks{stage['first']}"), key_stage_range(f"ks{last}"))
        return ends[0][0], max(ends[0][1], ends[1][1])
    for found in _YEARS.finditer(words):
        if _MARKED.match(found["first"]):
            first = parse_year(found["first"])
            last_year = parse_year(found["last"]) if found["last"] else first
            return min(first, last_year), max(first, last_year)
    return key_stage_range("eyfs") if "eyfs" in words or "early years" in words else None


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
