"""Headings and what stands below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wagtail_mathshub.importing.understanding.outline import Piece
from wagtail_mathshub.importing.understanding.standard_headings import field_of_heading, is_dates_heading


@dataclass(eq=False)
class Section:
    """A heading (None before the first) and the pieces up to the next."""

    heading: Piece | None = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading's words."""
        return self.heading.text if self.heading else ""

    @property
    def field_name(self) -> str:
        """Which of the standard texts stands here; "" for others."""
        return field_of_heading(self.title)

    @property
    def holds_dates(self) -> bool:
        """Whether the heading says that dates stand here."""
        return is_dates_heading(self.title)

    @property
    def all_pieces(self) -> list[Piece]:
        """The heading and what stands below it."""
        return [self.heading, *self.pieces] if self.heading else self.pieces


def sections_of(pieces: Sequence[Piece]) -> list[Section]:
    """The sections of a page, whatever the levels of their headings."""
    sections = [Section()]
    for piece in pieces:
        if piece.level:
            sections.append(Section(piece))
        else:
            sections[-1].pieces.append(piece)
    return [section for section in sections if section.heading or section.pieces]
