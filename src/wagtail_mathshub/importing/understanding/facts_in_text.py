"""Single facts that sentences state: code, years, whom it is for, cost, places, who leads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail_mathshub.taxonomy.years import Range, parse_years


@dataclass(frozen=True)
class Fact:
    """A value, and the words that state it."""

    value: Any
    source: str


# Words in any case; abbreviations in capitals only.
_AUDIENCES: dict[str, tuple[str, str]] = {
    "class_teacher": (r"class(?:room)? teachers?", ""),
    "teaching_assistant": (r"teaching assistants?", "TAs?"),
    "ect": (r"early career teachers?", "ECTs?|NQTs?"),
    "trainee": (r"trainee teachers?|trainees", "ITT"),
    "subject_lead": (
        r"(?:maths|mathematics|subject) (?:subject )?(?:lead(?:er)?s?|co-?ordinators?)|heads? of (?:department|maths|mathematics)",
        "HoDs?",
    ),
    "phase_lead": (r"(?:phase|key stage) lead(?:er)?s?", ""),
    "mat_lead": (r"trust (?:maths )?leads?|mat leads?", ""),
    "headteacher": (r"head ?teachers|senior leaders?", "SLT"),
    "senco": (r"sencos?", ""),
    "non_specialist": (r"non-?specialists?|trained in another subject", ""),
    "fe_teacher": (r"further education|fe (?:teachers|colleges)|college teachers|resit", ""),
    "llme": (r"local leaders? of math\w*", "LLMEs?"),
}
_PHASE_WORDS = re.compile(r"primary|secondary|post[- ]16|early years", re.I)
_CAPACITY = (
    re.compile(
        r"\b(?:there (?:are|is)|only|up to|limited to|maximum (?:of )?|(?:number of )?places(?: available)?:|capacity:)\s*(?:only )?"
        r"(?P<count>\d{1,3})\b(?!\s*(?:from|per|each|for each|in each|minutes|hours|days|%|years))(?:\s*(?P<unit>schools?|[a-z]+))?",
        re.I,
    ),
    re.compile(r"\b(?P<count>\d{1,3}) (?P<unit>places)\b(?! (?:from|per|each|for each|in each))", re.I),
)
_UNITS = {"places", "place", "people", "participants", "teachers", "delegates", "schools", "school", ""}
_MONEY = r"\u00a3\s?(?P<{}>\d[\d,]*)(?:\.\d\d)?"
_POUNDS, _ALSO = rf"{_MONEY.format('pounds')}", rf"{_MONEY.format('also')}"
_FUNDED = re.compile(
    rf"\b(?:schools?|departments?)\b[^.]{{0,40}}\b(?:receives?|gets?|paid|funded|claim|subsidy|funding)\b[^.\u00a3]{{0,30}}{_POUNDS}"
    rf"|{_ALSO}[^.]{{0,20}}\b(?:to|for) (?:each|your|the|participating) schools?\b",
    re.I,
)
_CHARGE = re.compile(
    rf"\b(?:charge|fee|invoice)\b[^.\u00a3]{{0,20}}{_POUNDS}[^.]{{0,60}}\b(?:miss|attend|absen|notice)"
    rf"|{_ALSO}[^.]{{0,20}}\b(?:charge|fee)\b[^.]{{0,40}}\b(?:miss|non-attend|not attend|absen)",
    re.I,
)
_FREE = re.compile(
    r"\b(?:free (?:to|for|of charge)|(?:is|are|be|costs?:?) (?:completely |entirely )?free\b|^free\b|fully[- ]funded|no (?:cost|charge)\b|at no cost"
    r"|nothing;|costs? (?:you )?nothing|^nothing\b)",
    re.I,
)
_NAME = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof)\.? )?[A-Z][\w'\u2019-]+(?: (?:de|van|von|la|le|di|al))?(?: [A-Z][\w'\u2019-]+){1,2}"
_LED = re.compile(
    rf"(?:\b[Ll]ed by:? |\b(?:[Ww]ork [Gg]roup |WG |[Cc]ourse |[Cc]ohort )?[Ll]ead(?:er)?s?(?:\(s\))?: ?|\b[Ff]acilitated by |\b[Rr]un by )"
    rf"(?P<names>{_NAME}(?:(?:, | and | & ){_NAME}){{0,4}})"
)
_STRANDS = (
    ("mastering_number", r"\bmastering number\b"),
    ("sktm", r"\bSKTM\b|\bspecialist knowledge for teaching\b"),
    ("innovation", r"\bresearch (?:&|and) innovation\b|\blocal project\b"),
    (
        "teaching_for_mastery",
        r"\bteaching[ -]for[ -]mastery\b|\bmastery (?:readiness|development|embedding|sustaining|specialists?)\b|\b(?:embedding|sustaining) mastery\b|\btfm\b",
    ),
    ("leadership", r"\bleadership\b|\bsubject leads?\b|\blead programme\b"),
    ("curriculum_pedagogy", r"\bcontinuity\b|\bsecuring foundations\b|\bcore maths\b"),
)
_STAGES = re.compile(r"\b(readiness|development|embedding|sustaining)\b", re.I)


def years_in(texts: Sequence[str]) -> Fact | None:
    """The school years of the first text that names any; phases count only where no text names years."""
    for is_phase in (False, True):
        for text in texts:
            found: Range | None = parse_years(text if is_phase else _PHASE_WORDS.sub(" ", text))
            if found:
                return Fact(found, text)
    return None


def audiences_in(texts: Sequence[str], known: Iterable[str]) -> Fact | None:
    """The keys of those for whom something is, from the first text that names any."""
    keys = set(known) or set(_AUDIENCES)
    for text in texts:
        if found := [key for key in _AUDIENCES if key in keys and _is_for(key, text)]:
            return Fact(found, text)
    return None


def _is_for(key: str, text: str) -> bool:
    words, short = _AUDIENCES[key]
    return bool(
        re.search(rf"\b(?:{words})\b", text, re.I) or (short and re.search(rf"\b(?:{short})\b", text))
    )


def capacity_in(texts: Sequence[str]) -> Fact | None:
    """How many places there are: (number, "schools" or "participants")."""
    for text in texts:
        for pattern in _CAPACITY:
            found = pattern.search(text)
            unit = (found["unit"] or "").lower() if found else "none"
            if found and unit in _UNITS and int(found["count"]):
                return Fact(
                    (int(found["count"]), "schools" if unit.startswith("school") else "participants"), text
                )
    return None


def strand_in(texts: Sequence[str]) -> Fact | None:
    """The strand that titles and headings name."""
    return _first_key(_STRANDS, texts)


def _first_key(patterns: Sequence[tuple[str, str]], texts: Sequence[str]) -> Fact | None:
    for text in texts:
        for key, pattern in patterns:
            if re.search(pattern, text, re.I):
                return Fact(key, text)
    return None


def stage_in(texts: Sequence[str]) -> Fact | None:
    """The stage of teaching for mastery that a title names."""
    found = [
        (match[1].lower(), text)
        for text in texts
        if (match := _STAGES.search(text)) and re.search("mastery|tfm", text, re.I)
    ]
    return Fact(*found[0]) if found else None


def free_in(texts: Sequence[str]) -> Fact | None:
    """Where a text says that nothing is to be paid."""
    return next((Fact(True, text) for text in texts if _FREE.search(text)), None)


def funding_in(texts: Sequence[str]) -> Fact | None:
    """Whole pounds that a school receives."""
    return _pounds(_FUNDED, [text for text in texts if not _CHARGE.search(text)])


def charge_in(texts: Sequence[str]) -> Fact | None:
    """Whole pounds for each missed session."""
    return _pounds(_CHARGE, texts)


def _pounds(pattern: re.Pattern[str], texts: Sequence[str]) -> Fact | None:
    for text in texts:
        if found := pattern.search(text):
            written = found["pounds"] or found["also"]
            return Fact(int(written.replace(",", "")), text)
    return None


def leads_in(texts: Sequence[str]) -> Fact | None:
    """The names of those who lead something."""
    for text in texts:
        if found := _LED.search(text):
            return Fact(re.split(r", | and | & ", found["names"]), text)
    return None
