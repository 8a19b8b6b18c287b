"""What a Work Group's sessions say, in one place: facts, not state, for they need no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from wagtail_mathshub.taxonomy.vocabularies import Mode, SlotStatus

if TYPE_CHECKING:
    from wagtail_mathshub.scheduling.slots import Slot


@dataclass(frozen=True)
class SessionFacts:
    """What the sessions that stand say; `all_cancelled` looks at every session."""

    first_starts_at: datetime | None = None
    last_ends_at: datetime | None = None
    all_cancelled: bool = False
    has_undated: bool = False
    mode: str = Mode.TBC


def facts_of(sessions: Iterable[Slot]) -> SessionFacts:
    """The facts of `sessions`, over their computed spans."""
    rows = list(sessions)
    standing = [row for row in rows if row.stands]
    spans = [row.span() for row in standing]
    starts = [start for start, _end in spans if start]
    ends = [end for _start, end in spans if end]
    return SessionFacts(
        first_starts_at=min(starts, default=None),
        last_ends_at=max(ends, default=None),
        all_cancelled=bool(rows) and all(row.status == SlotStatus.CANCELLED for row in rows),
        has_undated=len(starts) < len(standing),
        mode=mode_of(standing),
    )


def mode_of(standing: Iterable[Slot]) -> str:
    """One mode for all: to be confirmed does not count beside another, several are blended."""
    known = {row.mode for row in standing} - {Mode.TBC}
    if not known:
        return Mode.TBC
    return known.pop() if len(known) == 1 else Mode.BLENDED
