"""What is known of the hub beforehand, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class HubFacts:
    """The hub that an import is for.

    `topics`, `audiences` and `local_authorities` are labels by key. `holidays` are first day, last day and name.
    """

    today: date
    academic_year: str
    topics: Mapping[str, str] = field(default_factory=dict)
    audiences: Mapping[str, str] = field(default_factory=dict)
    local_authorities: Mapping[str, str] = field(default_factory=dict)
    holidays: tuple[tuple[date, date, str], ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
