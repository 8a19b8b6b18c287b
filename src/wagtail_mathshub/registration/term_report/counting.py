"""Counting schools and people by project, phase and local authority: plain rows in, lines of a table out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.taxonomy.years import PHASES, phases

CROSS_PHASE = "cross_phase"
NO_LETTER = re.compile(r"[^a-z0-9]+")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Group:
    """What a report needs to know of a Work Group."""

    project: int | None
    code: str | None
    title: str | None
    is_national: bool | None
    years: tuple[int | None, int | None]

    @cached_property
    def phase(self) -> str:
        """The phase of its years; cross-phase when they touch several, or when it is for all years."""
        touched = phases(*self.years)
        return touched[0] if len(touched) == 1 else CROSS_PHASE


@dataclass(frozen=True)
class Entry:
    """One school in one group: with how many people, of whom so many were there; or waiting for a place."""

    group: Group
    school: Key
    authority: str
    people: int
    attended: int = 0
    waits: bool = False


@dataclass
class Line:
    """One line of a table. A school counts once in a line, whatever it sends people to."""

    code: str
    name: str
    _schools: set[Key] = field(default_factory=set, repr=False)
    _waiting: set[Key] = field(default_factory=set, repr=False)
    people: int = 0
    attended: int = 0
    people_waiting: int = 0

    def add(self, entry: Entry) -> None:
        """Count one more."""
        if entry.waits:
            self._waiting.add(entry.school)
            self.people_waiting += entry.people
            return
        self._schools.add(entry.school)
        self.people += entry.people
        self.attended += entry.attended

    @property
    def schools(self) -> int:
        """Different schools with a place."""
        return len(self._schools)

    @property
    def schools_waiting(self) -> int:
        """Different schools that wait for a place."""
        return len(self._waiting)

    @property
    def label(self) -> str:
        """The code with the name."""
        return " ".join(part for part in (self.code, self.name) if part)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The cells of the line."""
        return self.schools, self.people, self.attended, self.schools_waiting, self.people_waiting


class Schools:
    """Which applications are of the same school, and in which local authority it is."""

    def __init__(
        self, rows: Iterable[tuple[int, str, str, str]], authorities: dict[tuple[int, str], str]
    ) -> None:
        self.authorities = authorities
        named: dict[Key, set[str]] = defaultdict(set)
        for _site, urn, name, postcode in rows:
            if urn:
                named[_named(name, postcode)].add(urn)
        # Who left out the number is known by name and postcode, where only one school has these.
        self.urns = {key: next(iter(urns)) for key, urns in named.items() if len(urns) == 1}

    def urn_of(self, urn: str, name: str, postcode: str) -> str:
        """The school's number; "" where nobody has given it."""
        return urn or self.urns.get(_named(name, postcode), "")

    def key_of(self, site: int, urn: str, name: str, postcode: str) -> Key:
        """The same for all applications of one school."""
        known = self.urn_of(urn, name, postcode)
        return (known,) if known else _named(name, postcode)

    def authority_of(self, site: int, urn: str, name: str, postcode: str) -> str:
        """Its local authority, as the hub's list of schools says; "" where it does not."""
        return self.authorities.get((site, self.urn_of(urn, name, postcode)), "")


def _named(name: str, postcode: str) -> Key:
    return _letters(name.replace("'", "").replace("\u2019", "")), _letters(postcode).replace(" ", "")


def _letters(text: str) -> str:
    return NO_LETTER.sub(" ", text.lower()).strip()


@dataclass(frozen=True)
class Table:
    """One of the report's tables."""

    key: str
    heading: str
    first_column: str
    lines: list[Line]


def tables_of(entries: list[Entry]) -> list[Table]:
    """By project, by phase and by local authority."""
    return [
        Table("projects", _("By project"), _("Project"), _counted(entries, _project)),
        Table("phases", _("By phase"), _("Phase"), _counted(entries, _phase)),
        Table("authorities", _("By local authority"), _("Local authority"), _counted(entries, _authority)),
    ]


def total_of(entries: Iterable[Entry]) -> Line:
    """All of them in one line."""
    line = Line("", _("All"))
    for entry in entries:
        line.add(entry)
    return line


# What comes first, and under which code and name something is counted.
Place = tuple[Key, str, str]


def _counted(entries: Iterable[Entry], place_of: Callable[[Entry], Place]) -> list[Line]:
    lines: dict[Place, Line] = {}
    for entry in entries:
        place = place_of(entry)
        lines.setdefault(place, Line(place[1], place[2])).add(entry)
    return [lines[place] for place in sorted(lines)]


def _project(entry: Entry) -> Place:
    group = entry.group
    if group.project is None:
        return (2, "", "", 0), "", _("No project")
    code, title = group.code or "", group.title or ""
    return (0 if group.is_national else 1, code, title.lower(), group.project), code, title


def _phase(entry: Entry) -> Place:
    phase = entry.group.phase
    if phase == CROSS_PHASE:
        return (len(PHASES),), "", _("Cross-phase")
    return (list(PHASES).index(phase),), "", str(PHASES[phase][0])


def _authority(entry: Entry) -> Place:
    if not entry.authority:
        return (1, ""), "", _("Not known")
    return (0, entry.authority), "", entry.authority
