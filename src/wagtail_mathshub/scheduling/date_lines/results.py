"""What a pasted line was understood to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from wagtail_mathshub.scheduling.warnings import LineWarning


@dataclass(frozen=True)
class ParsedSession:
    """One session. Unknown dates and times are None, unknown texts are empty; times are London's."""

    label: str = ""
    date: date | None = None
    start: time | None = None
    end: time | None = None
    arrive_from: time | None = None
    mode: str = "tbc"
    venue_text: str = ""
    postcode: str = ""
    note: str = ""


@dataclass(frozen=True)
class ParsedLine:
    """One line: its sessions, what an editor should look at, and the times that it states.

    `arrive_from`, `start` and `end` of a line without sessions hold for the lines below it.
    `time` is the only time of a line that gives one ("5pm on 29 March"). `override` is
    "postponed" or "cancelled" where the line says so.
    """

    text: str
    sessions: tuple[ParsedSession, ...] = ()
    warnings: tuple[LineWarning, ...] = ()
    override: str | None = None
    arrive_from: time | None = None
    start: time | None = None
    end: time | None = None
    time: time | None = None

    @property
    def has_times(self) -> bool:
        """Whether the line states any time."""
        return any((self.arrive_from, self.start, self.end))
