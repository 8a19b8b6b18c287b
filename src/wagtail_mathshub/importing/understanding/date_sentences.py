"""Which sentences of a page name days on which something takes place, and which name other days.

A page is full of dates that are no sessions: deadlines, interviews, by-lines, memories, terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wagtail_mathshub.importing.understanding.outline import Line, Piece
from wagtail_mathshub.scheduling.date_lines.cleaning import LINK, cleaned, hidden
from wagtail_mathshub.scheduling.date_lines.days import MONTH, WEEKDAY, NamedDay, find_days
from wagtail_mathshub.scheduling.date_lines.pasting import joined_lines

_SENTENCE_END = re.compile(
    r"(?<=[a-z\d)%][.!?])(?<!\b[Ww]eds\.)(?<!\bTues\.)(?<!\bThurs\.)(?<!\bSept\.)(?<!\bSt\.)(?<!\bMon\.)(?<!\bFri\.)(?<!\b[Ww]here\?)(?<!\b[Ww]hen\?)\s+(?=[A-Z\u2022])"
)
DEADLINE = re.compile(
    r"\b(?:clos(?:e|es|ed|ing)|deadline|expressions? of interest|no later than)\b"
    rf"|\b(?:by|before|until)\s+(?:(?:noon|midday|\d{{1,2}}(?:[.:]\d\d)?\s?[ap]m)\s+on\s+)?(?:the\s+)?(?:{WEEKDAY}\s+)?(?:the\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}\s+\d|\d{{1,2}}[/.]\d{{1,2}}[/.])",
    re.I,
)
OPENING = re.compile(
    r"\b(?:(?:applications?|registration|sign[- ]?up|booking|window|forms?|recruitment)\s+(?:will\s+)?opens?|opens? (?:on|from|for))\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:window|posted|published|updated|reviewed|prepared|printed|interviews?|shortlist(?:ing)?|since|last (?:year|friday|monday|week|month)"
    r"|half[- ]term:?|term (?:begins|ends|dates)|version|edition|(?:next )?board meeting|results|census|holiday|start date|end date)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|met|sat|began|filled|spoke|saw|went|took|came|joined|named|watched|visited|moved|gathered|heard|learned|found)\b",
    re.I,
)
_STATES_A_TIME = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b|-|\u2013|to\b)|\bnoon\b", re.I)
MOST_WORDS = 45


@dataclass(frozen=True)
class Sentence:
    """A sentence or a joined line, the lines that it stands on, and its piece."""

    text: str
    lines: tuple[Line, ...]
    piece: Piece

    @property
    def days(self) -> list[NamedDay]:
        """The days that it names."""
        return days_in(self.text)


def days_in(text: str) -> list[NamedDay]:
    """The days that a text names."""
    return find_days(hidden(LINK.sub(" ", cleaned(text))))[1]


def sentences_of(pieces: Sequence[Piece]) -> Iterator[Sentence]:
    """The sentences of pieces, with lines put together that hard breaks tore apart."""
    for piece in pieces:
        for text, lines in _joined(piece):
            for sentence in _SENTENCE_END.split(text):
                yield Sentence(sentence.strip(), lines, piece)


def _joined(piece: Piece) -> Iterator[tuple[str, tuple[Line, ...]]]:
    if piece.shape in ("list", "table"):
        yield from ((line.text, (line,)) for line in piece.lines)
        return
    waiting = [line for line in piece.lines if line.text]
    for text in joined_lines("\n".join(line.text for line in waiting)):
        taken: list[Line] = []
        while waiting and len(" ".join(line.text for line in taken)) < len(text.strip()):
            taken.append(waiting.pop(0))
        yield " ".join(text.split()), tuple(taken)


def names_sessions(sentence: Sentence) -> bool:
    """Whether the days of a sentence are days on which a group meets."""
    text, days = sentence.text, sentence.days
    if not days or DEADLINE.search(text) or OPENING.search(text) or _OTHER.search(text):
        return False
    if is_span(text, days) or len(text.split()) > MOST_WORDS:
        return False
    is_told = _PAST.search(text) and not _STATES_A_TIME.search(text)
    return not is_told


def is_span(text: str, days: Sequence[NamedDay]) -> bool:
    """Whether "4 January 2027 to 25 March 2027" stands there: a stretch of time, not two days."""
    plain = hidden(LINK.sub(" ", cleaned(text)))
    for one, next_one in pairwise(days):
        between = plain[one.end : next_one.start].strip()
        if one.start != next_one.start and re.fullmatch(r"-|to|until|till|through(?: to)?", between, re.I):
            return True
    return False
