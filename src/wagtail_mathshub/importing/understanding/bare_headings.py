"""Lines that are headings in all but name: bold, or known wording on a line of its own."""

from __future__ import annotations

import re

from wagtail_mathshub.importing.understanding.standard_headings import field_of_heading, is_dates_heading
from wagtail_mathshub.scheduling.date_lines.cleaning import cleaned, hidden
from wagtail_mathshub.scheduling.date_lines.days import find_days

GROUP, BOLD, PLAIN = 7, 8, 9
MOST_WORDS = 12
COHORT = re.compile(
    r"(?:cohort|group|programme|course|round)\s*(?:\d{1,2}|[A-H]|one|two|three|four)\b[^.]{0,60}", re.I
)
_DAY = re.compile(r"(?:session|day|workshop|meeting|part|module)s?\s*\d", re.I)


def bare_level(text: str, *, is_bold: bool, is_alone: bool) -> int:
    """The level of a line that stands for a heading; 0 for a line of text."""
    words = text.split()
    if not words or len(words) > MOST_WORDS or re.search(r"[.,;!]$|:\s*\S|@", text) or has_date(text):
        return 0
    if COHORT.fullmatch(text.strip(" :")):
        return GROUP
    if is_bold and not _DAY.match(text):
        return BOLD
    # A plain line says too little, unless it is the wording that such pages share.
    is_known = bool(field_of_heading(text)) or is_dates_heading(text)
    return PLAIN if is_alone and is_known and len(words) <= 7 else 0


def has_date(text: str) -> bool:
    """Whether a day is named."""
    return bool(find_days(hidden(cleaned(text)))[1])
