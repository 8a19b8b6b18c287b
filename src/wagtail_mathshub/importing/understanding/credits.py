"""By-lines in a text, and the names that an export gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wagtail_mathshub.importing.understanding.outline import Line, Piece
from wagtail_mathshub.scheduling.date_lines.days import MONTHS
from wagtail_mathshub.taxonomy.bylines import Byline, parse_byline

MOST_WORDS = 25
_STARTS = re.compile(r"(?:by|words|written by|written|authors?|posted by|posted)\b[\s:]", re.I)
_WITHIN = re.compile(r"^(?:an?|the) [\w\s-]{3,40}\bby [A-Z]", re.I)
_SAYS_NOTHING = {"by", "words", "written", "author", "authors", "posted", "on", "and", "with", "in"}


@dataclass(frozen=True)
class FoundByline:
    """A by-line and the line that it stands on."""

    byline: Byline
    line: Line

    @property
    def is_whole(self) -> bool:
        """Whether the line says nothing else."""
        year, _sep, month = (self.byline.month or "").partition("-")
        name = MONTHS[int(month) - 1] if month else ""
        kept = set(re.findall(r"\w+", " ".join(self.byline.authors).lower())) | _SAYS_NOTHING | {year}
        words = re.findall(r"\w+", self.line.text.lower())
        return bool(self.byline.authors) and all(
            word in kept or (name and word.startswith(name)) for word in words
        )


def byline_in(pieces: Sequence[Piece]) -> FoundByline | None:
    """The by-line among the first or the last lines of a text."""
    found = None
    for line in _places(pieces):
        text = line.text
        if len(text.split()) > MOST_WORDS:
            continue
        byline = parse_byline(text)
        if byline.authors and (_STARTS.match(text) or _WITHIN.match(text) or byline.month):
            return FoundByline(byline, line)
    return found


def _places(pieces: Sequence[Piece]) -> Iterator[Line]:
    chosen = [*pieces[:3], *pieces[-2:]]
    yield from (
        line
        for piece in dict.fromkeys(chosen)
        for line in piece.lines
        if piece.shape in ("heading", "paragraph")
    )


def named_authors(names: Sequence[str]) -> tuple[str, ...]:
    """The names of people among the authors of an export, without accounts."""
    return tuple(name for name in names if _is_person(name))


def _is_person(name: str) -> bool:
    return parse_byline(f"By {name}").authors == (name,) and len(name.split()) > 1
