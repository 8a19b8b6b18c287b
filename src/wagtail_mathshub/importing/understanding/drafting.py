"""A plan in the making: fields with their sources, and what of the text is left for the body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.converting import blocks_of, rich_text_of
from wagtail_mathshub.importing.findings import Guess, Loss, Notice
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.understanding.outline import Line, Piece, html_without

TITLE_LENGTH, SUMMARY_LENGTH, SLUG_LENGTH = 255, 400, 255
CUT_SHORT = "cut_short"


@dataclass
class Draft:
    """What is known so far of one page to make.

    `used` are lines, and `dropped` headings, that have become something else than text of the body.
    """

    kind: PlanKind
    title: str
    pieces: list[Piece]
    slug: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    guesses: list[Guess] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    used: set[Line] = field(default_factory=set)
    dropped: set[Piece] = field(default_factory=set)

    def guess(self, name: str, value: Any, confidence: float, source: str) -> None:
        """Fill a field, and say where it comes from."""
        self.fields[name] = value
        self.guesses.append(Guess(name, value, round(confidence, 2), source[:500]))

    def guess_rows(self, name: str, rows: list[dict[str, Any]], confidence: float, source: str) -> None:
        """Fill child rows, and say where they come from."""
        self.rows[name] = rows
        self.guesses.append(Guess(name, len(rows), round(confidence, 2), source[:500]))

    def notice(self, code: str, message: str, source: str = "") -> None:
        """Something that a person should look at."""
        self.notices.append(Notice(code, message, source))

    def rich_text(self, html: str) -> str:
        """HTML as a column of rich text holds it; losses are noted."""
        made = rich_text_of(html)
        self.losses += made.losses
        self.notices += made.notices
        return made.html

    def drop(self, pieces: Iterable[Piece]) -> None:
        """Leave pieces out of the body: a field holds them."""
        for piece in pieces:
            self.dropped.add(piece)

    def cut(self, text: str, length: int, name: str) -> str:
        """`text`, or as many of its words as a column holds, with a notice."""
        if len(text) <= length:
            return text
        short = shortened(text, length)
        sentence = _("The text for “{name}” was too long and was cut: {rest}")
        self.notice(CUT_SHORT, sentence.format(name=name, rest=text[len(short.rstrip("…")) :].strip()), text)
        return short

    def left_html(self) -> str:
        """What goes into the body, without headings that have nothing below them any more."""
        parts = [
            (piece, html_without(piece, self.used)) for piece in self.pieces if piece not in self.dropped
        ]
        return "".join(html for _piece, html in parts if html)

    def plan(self, confidence: float, *, part: str = "") -> Plan:
        """The plan, whose body is what is left."""
        blocks = blocks_of(self.left_html(), reading_only=self.kind == PlanKind.JOB)
        title = self.cut(self.title, TITLE_LENGTH, "title")
        return Plan(
            kind=self.kind,
            confidence=round(confidence, 2),
            title=title,
            part=part,
            slug=self.slug[:SLUG_LENGTH],
            fields=self.fields,
            rows=self.rows,
            body=blocks.items,
            guesses=tuple(self.guesses),
            notices=tuple(dict.fromkeys([*self.notices, *blocks.notices])),
            losses=tuple(dict.fromkeys([*self.losses, *blocks.losses])),
        )


def shortened(text: str, length: int) -> str:
    """As many words of `text` as fit, and a sign that there was more."""
    if len(text) <= length:
        return text
    words = text[: length - 1].rsplit(" ", 1)
    return words[0].rstrip(" ,;:-") + "…"


def summarise(draft: Draft, excerpt: str, pieces: Sequence[Piece]) -> None:
    """The summary: the old page's own excerpt, or else a first paragraph that says what the page is about."""
    plain = " ".join(excerpt.split())
    if plain:
        draft.guess("summary", draft.cut(plain, SUMMARY_LENGTH, "summary"), 0.9, plain)
        return
    for piece in pieces:
        if piece.level:
            return
        if len(piece.lines) == 1 and _is_introduction(piece):
            draft.guess("summary", shortened(piece.text, SUMMARY_LENGTH), 0.6, piece.text)
            if len(piece.text) <= SUMMARY_LENGTH and piece.html.count("<") == 2:
                draft.drop([piece])
            return


def _is_introduction(piece: Piece) -> bool:
    words = piece.text.split()
    is_prose = (
        piece.shape == "paragraph" and len(words) >= 7 and piece.text.rstrip().endswith((".", "!", "?"))
    )
    return is_prose and not piece.links and "cookies" not in piece.text.lower()
