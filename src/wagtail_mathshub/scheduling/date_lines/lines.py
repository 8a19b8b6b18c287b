"""Read one pasted line: "Workshop 1 - Wed 13th Jan - 1300-1630 - Market Hall"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wagtail_mathshub.scheduling.date_lines import places
from wagtail_mathshub.scheduling.date_lines.results import ParsedLine
from wagtail_mathshub.scheduling.date_lines.times import Times
from wagtail_mathshub.scheduling.warnings import Holiday
from wagtail_mathshub.taxonomy.academic_years import is_valid_key

_OVERRIDES = (
    ("postponed", re.compile(r"\bpostponed\b", re.I)),
    ("cancelled", re.compile(r"\bcancell?ed\b", re.I)),
)
_STANDALONE = re.compile(r"\W*(?:\bdates?\b|\btimes?\b|\bvenues?\b|\bis\b|\bare\b|\band\b|\W)*", re.I)
LABEL_LENGTH, VENUE_LENGTH, NOTE_LENGTH = 120, 200, 300


@dataclass(frozen=True)
class _Stretch:
    """The text that belongs to one date (or to dates that stand together), with what it says."""

    text: str
    times: Times
    place: places.Place
    postcode: str


def parse_line(
    text: str, *, academic_year: str | None = None, holidays: Sequence[Holiday] = ()
) -> ParsedLine:
    """Read a line; `holidays` are first day, last day and name. Whatever the text, nothing is raised.

    A date without a year gets the one that it has in `academic_year` ("2026-27").
    """
    line = _Reader(text, academic_year if academic_year and is_valid_key(academic_year) else None)
    return line.read(holidays)
