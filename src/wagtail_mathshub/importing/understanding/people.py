"""A page about people: names, roles, schools; the text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.understanding.drafting import Draft
from wagtail_mathshub.importing.understanding.outline import Line, Piece
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.sign_up import email_of
from wagtail_mathshub.taxonomy.vocabularies import PersonRole

_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?|Rev|Sir|Dame)\.? )?"
_NAME = re.compile(
    rf"{_TITLE}[A-Z][\w'\u2019-]*\.?(?: (?:de|van|von|der|la|le|al|bin|[A-Z][\w'\u2019-]*\.?)){{1,4}}(?:,? (?:MBE|OBE|CBE))?"
)
_NO_NAME = re.compile(
    r"\b(?:by|with|from|words|school|academy|college|university|trust|hub|lead|leads|leader|manager|teacher|headteacher|head|director|chair|board|team|maths|mathematics"
    r"|primary|secondary|group|work|street|road|year|stage|our|the|meet|about|news|contact|how|what|who|when|where|key|autumn|spring|summer|term"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|session|day|workshop|lesson|reception|early|years)\b",
    re.I,
)
_SPLIT = re.compile(r"\s+[-\u2013\u2014|]\s+|\s*[:,]\s+")
_PLACE = re.compile(
    r"\b(?:school|academy|college|university|trust|federation|nursery|infants|juniors)\b", re.I
)
_ROLE = re.compile(
    r"\b(?:lead|leader|chair|director|manager|administrator|head ?teacher|principal|specialist|co-?ordinator|teacher|officer|member|advis[eo]r|consultant)\b",
    re.I,
)
_ALSO: tuple[tuple[str, str], ...] = (
    ("board_chair", r"^(?:vice[- ])?chair\b|\bboard chair\b|\bchair of the (?:strategic )?board\b"),
    ("administrator", r"\badmin(?:istrator|istration)?\b"),
    ("maths_hub_lead", r"^(?:maths )?hub lead\b"),
    ("mastery_specialist", r"\bmastery specialist\b"),
)
MOST_WORDS = 14


@dataclass
class FoundPerson:
    """A name, and the lines beside or below it."""

    name: str
    said: list[str] = field(default_factory=list)
    email: str = ""

    @property
    def has_role(self) -> bool:
        """Whether what stands beside the name is what somebody does, rather than any short line."""
        return bool(_ROLE.search(self.row()["role_words"]))

    def row(self) -> dict[str, str]:
        """The person as a row: `role` is a key of the vocabulary or ""."""
        short = [
            text
            for text in self.said
            if len(text.split()) <= MOST_WORDS and not text.endswith(".") and "@" not in text
        ]
        words = next((text for text in short if _ROLE.search(text)), short[0] if short else "")
        place = next(
            (
                part
                for text in short
                for part in _SPLIT.split(text)
                if _PLACE.search(part) and not _ROLE.search(part)
            ),
            "",
        )
        bio = "\n".join(text for text in self.said if text not in short and "@" not in text)
        return {
            "name": self.name,
            "role": role_key(words),
            "role_words": words,
            "organisation": place,
            "email": self.email,
            "bio": bio,
        }


def people(reading: PageReading, confidence: float) -> Plan:
    """The plan for a page about people: its text, and the people as rows."""
    draft = Draft(PlanKind.PEOPLE, reading.title, list(reading.pieces), reading.page.slug)
    found = people_in(reading.pieces)
    if found:
        draft.guess_rows(
            "people", [person.row() for person in found], 0.7, ", ".join(one.name for one in found)
        )
    return draft.plan(confidence)


def people_in(pieces: Sequence[Piece]) -> list[FoundPerson]:
    """The people, whether each stands on a line of their own or above their roles."""
    found: list[FoundPerson] = []
    is_open = False
    for piece in pieces:
        for line in piece.lines:
            person = _on_one_line(line) if piece.shape in ("list", "table") else _starts(line)
            if person:
                found.append(person)
                is_open = piece.shape not in ("list", "table")
            elif is_open and found and not piece.level:
                _say(found[-1], line)
            elif piece.level:
                is_open = False
    return [one for one in found if one.said]


def _starts(line: Line) -> FoundPerson | None:
    if is_name(line.text):
        return FoundPerson(line.text.strip())
    return _on_one_line(line) if len(line.text.split()) <= MOST_WORDS else None


def _on_one_line(line: Line) -> FoundPerson | None:
    parts = _SPLIT.split(line.text, maxsplit=1)
    if len(parts) == 2 and is_name(parts[0]) and (_ROLE.search(parts[1]) or _PLACE.search(parts[1])):
        person = FoundPerson(parts[0].strip(), [parts[1].strip()])
        person.email = next((email for link in line.links if (email := email_of(link))), "")
        return person
    return None


def _say(person: FoundPerson, line: Line) -> None:
    emails = list(filter(None, (email_of(link) for link in line.links)))
    if emails and not person.email:
        person.email = emails[0]
    person.said.append(line.text)


def is_name(text: str) -> bool:
    """Whether a line is the name of a person and nothing else."""
    plain = text.strip()
    return bool(_NAME.fullmatch(plain)) and not _NO_NAME.search(plain)


def role_key(words: str) -> str:
    """The key of the role that words name; "" where the vocabulary has none."""
    plain = words.lower()
    for key, pattern in _ALSO:
        if re.search(pattern, plain) and not re.search(r"\b(?:deputy|assistant|vice)\b", plain):
            return key
    return next(_named_roles(plain), "")


def _named_roles(plain: str) -> Iterator[str]:
    labels = sorted(
        ((str(label).lower(), key) for key, label in PersonRole.choices), key=lambda one: -len(one[0])
    )
    yield from (
        key for label, key in labels if re.search(rf"\b{re.escape(label)}\b", plain) and key != "author"
    )
