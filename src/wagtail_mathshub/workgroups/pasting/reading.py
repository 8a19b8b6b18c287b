"""Dates that somebody pasted, read into sessions that are not saved yet, each with what looks odd about it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import holidays_of
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.publishing.wording import day_words, slot_words
from wagtail_mathshub.scheduling.date_lines import LineWarning, ParsedLine, ParsedSession, parse_lines
from wagtail_mathshub.scheduling.slots import Span, span_of
from wagtail_mathshub.scheduling.warnings import Holiday, slot_warnings
from wagtail_mathshub.taxonomy.academic_years import is_valid_key
from wagtail_mathshub.taxonomy.vocabularies import Mode, SlotStatus
from wagtail_mathshub.workgroups.clashes import clashes

MOST_CHARACTERS = 20_000
MOST_ROWS = 100
VENUE_LENGTH = 200
# What `slot_warnings` says of each row is not said once more for its line.
_OF_A_SLOT = frozenset(
    {"weekend", "bank_holiday", "hub_holiday", "outside_academic_year", "end_before_start"}
)

# What makes two sessions the same: day and start, or else the label.
Key = tuple[datetime.date | None, datetime.time | None, str]


@dataclass(frozen=True)
class PastedRow:
    """A session as it was read; `organisation` is a place of the hub, and warnings are sentences."""

    label: str = ""
    date: datetime.date | None = None
    start: datetime.time | None = None
    end: datetime.time | None = None
    arrive_from: datetime.time | None = None
    mode: str = Mode.TBC
    status: str = SlotStatus.SCHEDULED
    organisation: Organisation | None = None
    venue_text: str = ""
    note: str = ""
    warnings: tuple[str, ...] = ()

    def span(self) -> Span:
        """From when to when, as for a session that is saved."""
        return span_of(self.date, self.start, self.end)

    @property
    def key(self) -> Key:
        """What makes it the same as another session."""
        return key_of(self.date, self.start, self.label)

    @property
    def words(self) -> str:
        """When it is, for people to read."""
        return slot_words(self.date, self.start, self.end)

    @property
    def place(self) -> str:
        """Where it is, or how, for people to read."""
        named = str(self.organisation or self.venue_text)
        return named or (str(Mode(self.mode).label) if self.mode != Mode.TBC else "")

    @property
    def status_words(self) -> str:
        """That it is cancelled or postponed; "" where it stands."""
        return "" if self.status == SlotStatus.SCHEDULED else str(SlotStatus(self.status).label)


@dataclass(frozen=True)
class Unread:
    """A line of which nothing could be made, and why."""

    text: str
    why: str


@dataclass(frozen=True)
class Pasted:
    """What became of a pasted text: rows to add, lines to look at, and sessions that were there already."""

    rows: tuple[PastedRow, ...] = ()
    unread: tuple[Unread, ...] = ()
    already: tuple[str, ...] = ()

    @property
    def left(self) -> str:
        """The lines that could not be read, as a text."""
        return "\n".join(line.text for line in self.unread)

    @property
    def warnings(self) -> list[str]:
        """The warnings of all rows, each with its day."""
        return [f"{row.words}: {warning}" for row in self.rows for warning in row.warnings]


@dataclass(frozen=True)
class Setting:
    """Where the sessions are to go: the group's hub and year, who leads it, and its page, where it has one."""

    hub: HubSettings | None = None
    academic_year: str = ""
    people: Mapping[int, str] = field(default_factory=dict)
    page: int | None = None

    @property
    def year(self) -> str | None:
        """The academic year, where it is one."""
        return self.academic_year if is_valid_key(self.academic_year) else None


def key_of(day: datetime.date | None, start: datetime.time | None, label: str) -> Key:
    """What makes a session the same as another: its day and start, or its label while it has no day."""
    return (day, start, "") if day else (None, None, label.strip().casefold())


def read_sessions(text: str, setting: Setting, there: Collection[Key] = ()) -> Pasted:
    """Read a pasted text, in a constant number of queries; `there` are the sessions that exist already."""
    holidays = holidays_of(setting.hub)
    lines = parse_lines(text[:MOST_CHARACTERS], academic_year=setting.year, holidays=holidays)
    known, rows, already = set(there), [], []
    for line in lines:
        for row in _rows_of(line, setting, holidays):
            (already if row.key in known else rows).append(row)
            known.add(row.key)
    unread = [
        Unread(line.text.strip(), why) for index, line in enumerate(lines) if (why := _why_not(lines, index))
    ]
    unread += _too_much(text, rows)
    placed = _clashing(_placed(rows[:MOST_ROWS], setting.hub), setting)
    return Pasted(tuple(placed), tuple(unread), tuple(row.words for row in already))


def _rows_of(line: ParsedLine, setting: Setting, holidays: Sequence[Holiday]) -> Iterator[PastedRow]:
    sessions = _readable(line)
    said = _warnings_by_session(line, sessions)
    for session, sentences in zip(sessions, said, strict=True):
        odd = slot_warnings(
            session.date, session.start, session.end, academic_year=setting.year, holidays=holidays
        )
        status = SlotStatus(line.override) if line.override else SlotStatus.SCHEDULED
        sentences = [*sentences, *(warning.message for warning in odd)]
        if line.override:
            sentences.append(_("Marked as {status}, as the line says.").format(status=status.label.lower()))
        elif session.start and session.start == line.time and not session.end:
            sentences.append(_("The line gives one time. It was taken for the start."))
        venue = ", ".join(filter(None, (session.venue_text, session.postcode)))
        yield PastedRow(
            label=session.label,
            date=session.date,
            start=session.start,
            end=session.end,
            arrive_from=session.arrive_from,
            mode=session.mode,
            status=status,
            venue_text=venue[:VENUE_LENGTH],
            note=session.note,
            warnings=tuple(dict.fromkeys(sentences)),
        )


def _readable(line: ParsedLine) -> list[ParsedSession]:
    if any(warning.key == "impossible_date" for warning in line.warnings):
        return [session for session in line.sessions if session.date]
    return list(line.sessions)


def _warnings_by_session(line: ParsedLine, sessions: Sequence[ParsedSession]) -> list[list[str]]:
    """What is odd about a line belongs to the session whose day it names, or else to the first."""
    said: list[list[str]] = [[] for _session in sessions]
    for warning in line.warnings:
        if sessions and warning.key not in _OF_A_SLOT:
            said[_index_of(warning, sessions)].append(warning.message)
    return said


def _index_of(warning: LineWarning, sessions: Sequence[ParsedSession]) -> int:
    named = (
        index
        for index, session in enumerate(sessions)
        if session.date and warning.message.startswith(day_words(session.date, year=True))
    )
    return next(named, 0)


def _why_not(lines: Sequence[ParsedLine], index: int) -> str:
    line = lines[index]
    impossible = [warning.message for warning in line.warnings if warning.key == "impossible_date"]
    if impossible:
        return " ".join(impossible)
    if line.sessions:
        return ""
    if line.override:
        return _("This names no day. Mark the session that it is about, or say it under “Say it yourself”.")
    if line.has_times:
        is_used = any(other.sessions for other in lines[index + 1 :])
        return "" if is_used else _("These are times for the dates below them, and there is none.")
    return _("There is no date in this line.")


def _too_much(text: str, rows: Sequence[PastedRow]) -> Iterator[Unread]:
    if rest := text[MOST_CHARACTERS:].strip():
        yield Unread(rest, _("The text is too long. This is the part that was not read."))
    for row in rows[MOST_ROWS:]:
        why = _("Only {count} sessions are added at once.").format(count=MOST_ROWS)
        yield Unread(" ".join(filter(None, (row.label, row.words, row.venue_text))), why)


def _placed(rows: Sequence[PastedRow], hub: HubSettings | None) -> list[PastedRow]:
    """The rows with places of the hub in place of their names."""
    named = {_plain(row.venue_text) for row in rows if row.venue_text}
    places = _places_of(hub) if named and hub else {}
    return [_with_place(row, places) for row in rows]


def _places_of(hub: HubSettings) -> dict[str, Organisation]:
    found: dict[str, Organisation] = {}
    for place in Organisation.objects.filter(site=hub.site_id).order_by("pk"):
        found.setdefault(_plain(place.name), place)
        if place.postcode:
            found.setdefault(_plain(f"{place.name}, {place.postcode}"), place)
    return found


def _with_place(row: PastedRow, places: Mapping[str, Organisation]) -> PastedRow:
    if row.venue_text:
        if place := places.get(_plain(row.venue_text)) or places.get(
            _plain(row.venue_text.rsplit(", ", 1)[0])
        ):
            return replace(row, organisation=place, venue_text="")
        unknown = _("“{place}” is not among your places: it was kept in words.").format(place=row.venue_text)
        return replace(row, warnings=(*row.warnings, unknown))
    if row.mode in (Mode.FACE_TO_FACE, Mode.BLENDED):
        return replace(row, warnings=(*row.warnings, _("It is not said where it takes place.")))
    return row


def _plain(name: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split())


def _clashing(rows: Sequence[PastedRow], setting: Setting) -> list[PastedRow]:
    said: dict[Key, list[str]] = {}
    standing = [row for row in rows if row.status == SlotStatus.SCHEDULED]
    for row, sentence in clashes(standing, people=setting.people, hub=setting.hub, page=setting.page):
        said.setdefault(row.key, []).append(sentence)
    return [replace(row, warnings=(*row.warnings, *said.get(row.key, ()))) for row in rows]
