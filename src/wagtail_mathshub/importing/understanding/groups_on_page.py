"""Several Work Groups on one page: which headings begin a group of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wagtail_mathshub.importing.understanding.date_sentences import names_sessions, sentences_of
from wagtail_mathshub.importing.understanding.outline import Piece
from wagtail_mathshub.importing.understanding.standard_headings import (
    field_of_heading,
    is_dates_heading,
    is_day_heading,
)
from wagtail_mathshub.scheduling.date_lines import parse_line
from wagtail_mathshub.taxonomy.codes import parse_code

_GROUP = re.compile(r"\b(?:cohort|group|programme|course|area|series|round|strand|pathway|sktm)\b", re.I)


@dataclass
class Group:
    """One group's heading ("" where it is missing) and pieces, the heading's piece first."""

    heading: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """The codes that are named."""
        texts = [self.heading, *(line.text for piece in self.pieces for line in piece.lines)]
        return {code for text in texts if (code := parse_code(text))}

    @property
    def has_sessions(self) -> bool:
        """Whether days are named on which it meets."""
        return any(names_sessions(sentence) for sentence in sentences_of(self.pieces))

    @property
    def is_put_off(self) -> bool:
        """Whether it says that it starts later."""
        return any(parse_line(sentence.text).override for sentence in sentences_of(self.pieces))


def groups_of(pieces: Sequence[Piece]) -> tuple[list[Group], list[Piece]]:
    """The groups and the pieces that all share; no groups where the page is about one."""
    for level in sorted({piece.level for piece in pieces if piece.level}):
        groups, common = _split(pieces, level)
        if _are_groups(groups):
            return _with_first(groups, common)
    return [], list(pieces)


def _split(pieces: Sequence[Piece], level: int) -> tuple[list[Group], list[Piece]]:
    groups: list[Group] = []
    current: Group | None = None
    for piece in pieces:
        if piece.level and piece.level <= level:
            current = Group(piece.text) if piece.level == level and _can_begin(piece) else None
            if current:
                groups.append(current)
        if current:
            current.pieces.append(piece)
    kept = [group for group in groups if group.has_sessions or (group.codes and group.is_put_off)]
    taken = {piece for group in kept for piece in group.pieces}
    return kept, [piece for piece in pieces if piece not in taken]


def _can_begin(piece: Piece) -> bool:
    text = piece.text
    return not (field_of_heading(text) or is_dates_heading(text) or is_day_heading(text))


def _are_groups(groups: Sequence[Group]) -> bool:
    if len(groups) < 2:
        return False
    codes = {min(group.codes) for group in groups if group.codes}
    if len(codes) >= 2 and all(group.codes for group in groups):
        return True
    return all(_GROUP.search(group.heading) or _has_own_texts(group) for group in groups)


def _has_own_texts(group: Group) -> bool:
    return any(piece.level and field_of_heading(piece.text) for piece in group.pieces)


def _with_first(groups: list[Group], common: list[Piece]) -> tuple[list[Group], list[Piece]]:
    # The first heading of a list of projects is often a picture, and so is missing.
    before = []
    for piece in common:
        if piece.level:
            break
        before.append(piece)
    first = Group("", before)
    others = {code for group in groups for code in group.codes}
    if first.has_sessions and first.codes and not first.codes & others:
        return [first, *groups], [piece for piece in common if piece not in before]
    return groups, common
