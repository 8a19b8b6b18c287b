"""The headings that pages about Work Groups share, in the many ways in which they are written."""

from __future__ import annotations

import re
import unicodedata

_WORDINGS: dict[str, tuple[str, ...]] = {
    "who_can_take_part": (
        r"who (?:can|could|should|may) (?:take part|participate|join|attend|apply|get involved)",
        r"who(?: is|'s| are)?(?: it| this| the work ?group| this work ?group| this programme| the programme| this course)? ?(?:is )?(?:aimed at|for|suitable for)",
        r"who (?:is|are) (?:it|this|the work ?group|this work ?group|the programme) (?:for|aimed at|suitable for)",
        r"(?:target )?(?:audience|participants)",
        r"(?:is )?(?:this|it) (?:for|right for) (?:me|you|us)",
        r"eligibility",
    ),
    "what_is_involved": (
        r"what(?: is|'s) (?:involved|it about|this about|the work ?group about|it all about)",
        r"what (?:does it|will it|does this|does the work ?group|does participation) involve",
        r"(?:about|overview of) (?:this|the) (?:work ?group|programme|project|course)",
        r"(?:overview|the details|details|summary|content|structure|what to expect|how (?:does|will) it work)",
        r"what (?:will )?(?:happen|happens)",
    ),
    "what_you_will_learn": (
        r"what (?:will|would|might|can) (?:you|participants|teachers|i|we) (?:learn|gain)",
        r"what (?:you|participants|teachers|we|they)(?: will|'ll) learn",
        r"what are the benefits",
        r"(?:the )?benefits",
    ),
    "outcomes": (
        r"(?:intended|expected|what are the(?: intended)?|the)? ?outcomes",
        r"what (?:will )?(?:participants|teachers|people|you) (?:will )?take away",
    ),
    "expectations": (
        r"(?:what are the )?expectations(?: of (?:participants|schools|teachers)(?: and (?:their )?schools)?)?",
        r"what (?:is|are|will be) expected(?: of (?:you|us|schools|participants|me))?",
        r"(?:what is the |the |time )?commitment(?: required)?",
        r"what (?:do|will) (?:we|schools|participants) (?:need|have) to do",
    ),
    "cost_note": (
        r"(?:what (?:is|are|does) )?(?:the |it |there a )?(?:costs?|funding|price|fees?)(?: (?:and|&|/) (?:funding|costs?))?",
        r"how much (?:does|will) (?:it|this) cost",
        r"what will it cost",
        r"is there (?:a|any) cost",
    ),
    "what_to_do_next": (
        r"what (?:should|do|can) (?:you|i|we) do next",
        r"what (?:next|now)|next steps?",
        r"(?:how (?:to|do i|do we|can i|can we|do you) )?(?:apply|sign ?up|register|book|join|take part|get involved|enrol)(?: now| here)?",
        r"(?:interested|registration|applications?|booking|sign ?up form|want to (?:join|take part|know more))",
    ),
}
_PATTERNS = {name: re.compile("|".join(wordings)) for name, wordings in _WORDINGS.items()}
_DATES = re.compile(
    r"(?:(?:session |workshop |meeting |key |work ?group |the |local |online )*(?:dates?|sessions?|timetable|schedule|when|calendar)"
    r"(?: and| &|,)?(?: the)?(?: dates?| times?| venues?| locations?| where)*(?: (?:for|in) [\d/ -]+)?"
    r"|when (?:is|are|will) (?:it|they|the sessions|the meetings)(?: be)?|when and where(?: is it)?"
    r"|(?:autumn|spring|summer)(?: term)?(?: \d{4})?|(?:face[- ]to[- ]face|online) (?:dates|sessions)|venues?|location)"
)
_DAY = re.compile(
    r"(?:session|day|workshop|meeting|part|module|week|twilight)s? (?:\d{1,2}|one|two|three|four|five|six)\b.*"
)


def plain_heading(text: str) -> str:
    """A heading in lower case, without signs around it."""
    straight = unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("-", " ")
    return " ".join(straight.lower().strip(" ?:.!*\u2022|-\u2013\u2014").replace("?", "").split())


def field_of_heading(text: str) -> str:
    """The text that stands under a heading of standard wording: a name, or ""."""
    plain = plain_heading(text)
    return next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), "")


def is_dates_heading(text: str) -> bool:
    """Whether dates stand below."""
    return bool(_DATES.fullmatch(plain_heading(text)))


def is_day_heading(text: str) -> bool:
    """Whether it names one session: "Day 2", "Workshop 3: Fractions"."""
    return bool(_DAY.fullmatch(plain_heading(text)))
