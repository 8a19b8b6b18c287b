"""How to sign up: a form's address or an email, from links, also those that only say "click here"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from wagtail_mathshub.importing.understanding.document_links import is_document
from wagtail_mathshub.importing.understanding.outline import Line, Link, Piece
from wagtail_mathshub.importing.understanding.sections import sections_of

_FORM_HOST = re.compile(
    r"(?:^|\.)(?:forms\.gle|forms\.office\.com|forms\.microsoft\.com|eventbrite\.[a-z.]+|ticketsource\.[a-z.]+|surveymonkey\.[a-z.]+|jotform\.[a-z.]+)$"
    r"|^forms\.|eventbrite",
    re.I,
)
_FORM_PATH = re.compile(r"docs\.google\.com/forms|/forms?/", re.I)
APPLY = re.compile(
    r"\b(?:appl(?:y|ications?|ying)|sign(?:ing)?[- ]?up|regist(?:er|ration)|book(?:ing)?|interest(?:ed)?|join|enrol|reserve|your place"
    r"|complete (?:the|our|this)|fill in|reply|take part)\b",
    re.I,
)
_WRITE = re.compile(r"\b(?:write to|e-?mail|contact|send)\b", re.I)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
_MISSING = re.compile(r"\bplease (?:e-?mail|contact)\s*[.:)]*$", re.I)


@dataclass(frozen=True)
class SignUpWay:
    """`url` or `email`, and the words that told of it."""

    url: str = ""
    email: str = ""
    source: str = ""


@dataclass(frozen=True)
class _Candidate:
    rank: int
    way: SignUpWay


def sign_up_in(pieces: Sequence[Piece]) -> SignUpWay | None:
    """The best way that pieces name: a form, a link about signing up, an email."""
    candidates = [one for line, is_next in _lines(pieces) for one in _candidates(line, is_next=is_next)]
    return min(candidates, key=lambda one: one.rank).way if candidates else None


def missing_email(pieces: Sequence[Piece]) -> str:
    """A line that asks for an email to an address that the old site did not give; else ""."""
    return next(
        (line.text for line, _next in _lines(pieces) if not line.links and _MISSING.search(line.text)), ""
    )


def _lines(pieces: Sequence[Piece]) -> Iterator[tuple[Line, bool]]:
    for section in sections_of(pieces):
        for piece in section.pieces:
            for line in piece.lines:
                yield line, section.field_name == "what_to_do_next"


def _candidates(line: Line, *, is_next: bool) -> Iterator[_Candidate]:
    speaks = bool(APPLY.search(line.text))
    for link in line.links:
        email = email_of(link)
        if email:
            if is_next or speaks or _WRITE.search(line.text):
                yield _Candidate(2 if speaks or is_next else 4, SignUpWay(email=email, source=line.text))
        elif is_form(link.address):
            yield _Candidate(0, SignUpWay(url=link.address, source=line.text))
        elif not is_document(link.address) and (APPLY.search(link.words) or speaks or is_next):
            yield _Candidate(
                1 if APPLY.search(link.words) else 3, SignUpWay(url=link.address, source=line.text)
            )
    written = _ADDRESS.search(line.text)
    if written and not line.links and (is_next or speaks):
        yield _Candidate(5, SignUpWay(email=written[0].lower(), source=line.text))


def is_form(address: str) -> bool:
    """Whether an address is that of a form or of a ticket office."""
    parts = urlsplit(address)
    return bool(_FORM_HOST.search(parts.hostname or "") or _FORM_PATH.search(address))


def email_of(link: Link) -> str:
    """The address that a mailto link names; else ""."""
    if not link.address.startswith("mailto:"):
        return ""
    found = _ADDRESS.match(link.address.removeprefix("mailto:"))
    return found[0].lower() if found else ""
