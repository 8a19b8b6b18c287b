"""What a pasted line was understood to say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from wagtail_mathshub.scheduling.warnings import LineWarning


@dataclass(frozen=True)
class ParsedSession:
    """One session. Unknown dates and times are None, so is an unknown venue; times are London's."""

    label: str = ""
    date: datetime.date | None = None
    start: datetime.time | None = None
    end: datetime.time | None = None
    arrive_from: datetime.time | None = None
    mode: str = "tbc"
    venue_text: str | None = None
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
    arrive_from: datetime.time | None = None
    start: datetime.time | None = None
    end: datetime.time | None = None
    time: datetime.time | None = None

    @property
    def date(self) -> datetime.date | None:
        """The date of the first session."""
        return self.sessions[0].date if self.sessions else None

    @property
    def closing(self) -> datetime.time | None:
        """The moment of the day at which "5pm on 29 March" closes something."""
        return self.time

    @property
    def has_times(self) -> bool:
        """Whether the line states any time."""
        return any((self.arrive_from, self.start, self.end))
