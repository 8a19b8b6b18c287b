"""Writes calendars (RFC 5545): appointments in, bytes out. It knows no model and no request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils.encoding import iri_to_uri
from icalendar import Calendar as Component
from icalendar import Event, vCalAddress, vDuration, vText, vUri

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.feeds.london_zone import london_zone

MEDIA_TYPE = "text/calendar; charset=utf-8"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
# An invitation says REQUEST or CANCEL, and has one entry alone; what is handed out to be kept says PUBLISH.
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
PRODUCT = "-//wagtail-mathshub//Calendar//EN"
REFRESHED = timedelta(hours=1)
COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)

LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters, halves of characters, and what turns the direction of all the text that follows.
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f]")
ESCAPES = (("\\", r"\\"), (";", r"\;"), (",", r"\,"), ("\n", r"\n"))


@dataclass(frozen=True)
class Party:
    """Somebody who invites or is invited: an email address, and a name that may be empty."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class Appointment:
    """One entry: a day in London with wall times, each of which may still be unknown.

    Without a start it is for the day. `changed_at` is aware, None when unknown. An entry of an
    invitation has an organiser, and an attendee who has accepted already.
    """

    uid: str
    summary: str
    day: date
    start: time | None = None
    end: time | None = None
    status: str = CONFIRMED
    changed_at: datetime | None = None
    description: str = ""
    location: str = ""
    url: str = ""
    organiser: Party | None = None
    attendee: Party | None = None


@dataclass(frozen=True)
class Calendar:
    """A named list of appointments; `method` is for calendars that are sent and not published."""

    name: str
    appointments: Sequence[Appointment] = ()
    description: str = ""
    url: str = ""
    method: str = PUBLISH


class _Text(vText):
    """Text as the standard escapes it. The library takes a backslash before an N for a line break."""

    def to_ical(self) -> bytes:
        text = str(self)
        for raw, escaped in ESCAPES:
            text = text.replace(raw, escaped)
        return text.encode()


def write(calendar: Calendar) -> bytes:
    """The calendar as a file, always the same for the same appointments."""
    component = Component()
    for name, value in _properties(calendar):
        component.add(name, value)
    years = [entry.day.year for entry in calendar.appointments] or [COUNTED_FROM.year]
    component.add_component(london_zone(min(years), max(years)))
    for entry in calendar.appointments:
        component.add_component(_event(entry))
    return component.to_ical()


def sequence_of(changed_at: datetime | None) -> int:
    """How often an entry has changed, as far as calendars care: minutes since 2020 of its last change."""
    return max(0, int((changed_at - COUNTED_FROM).total_seconds()) // 60) if changed_at else 0


def one_line(text: str) -> str:
    """`text` in one line, without characters that could do harm."""
    return " ".join(_harmless(text).split())


def lines(text: str) -> str:
    """`text` with its line breaks, without characters that could do harm."""
    return "\n".join(" ".join(line.split()) for line in _harmless(text).split("\n")).strip()


def _harmless(text: str) -> str:
    return UNWANTED.sub("", LINE_BREAKS.sub("\n", text))


def _properties(calendar: Calendar) -> list[tuple[str, Any]]:
    name, refreshed = _Text(one_line(calendar.name)), vDuration(REFRESHED)
    refreshed.params["VALUE"] = "DURATION"
    rows: list[tuple[str, Any]] = [
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", calendar.method),
        ("name", name),
        ("x-wr-calname", name),
        ("x-wr-timezone", LONDON.key),
        ("refresh-interval", refreshed),
        ("x-published-ttl", vDuration(REFRESHED)),
    ]
    if description := lines(calendar.description):
        rows += [("description", _Text(description)), ("x-wr-caldesc", _Text(description))]
    if calendar.url:
        rows.append(("url", _address(calendar.url)))
    return rows


def _event(entry: Appointment) -> Event:
    event, stamp = Event(), (entry.changed_at or COUNTED_FROM).astimezone(UTC).replace(microsecond=0)
    event.add("uid", _Text(one_line(entry.uid)))
    event.add("sequence", sequence_of(entry.changed_at))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", _Text(one_line(entry.summary)))
    event.add("status", entry.status)
    _add_times(event, entry)
    if location := one_line(entry.location):
        event.add("location", _Text(location))
    if description := lines(entry.description):
        event.add("description", _Text(description))
    if entry.url:
        event.add("url", _address(entry.url))
    _add_parties(event, entry)
    return event


def _add_parties(event: Event, entry: Appointment) -> None:
    if entry.organiser:
        event.add("organizer", _party(entry.organiser))
    if entry.attendee:
        # They have their place: nobody waits for the answer that programs offer to send.
        answered = {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT"}
        event.add("attendee", _party(entry.attendee, **answered))


def _party(party: Party, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{UNSAFE_IN_ADDRESS.sub('', UNWANTED.sub('', party.email))}")
    # A quotation mark has no way into a parameter.
    if name := one_line(party.name).replace('"', "'"):
        address.params["CN"] = name
    address.params.update(parameters)
    return address


def _add_times(event: Event, entry: Appointment) -> None:
    keeps_free = entry.start is not None and entry.status == CONFIRMED
    event.add("transp", "OPAQUE" if keeps_free else "TRANSPARENT")
    if entry.start is None:
        event.add("dtstart", entry.day)
        return
    event.add("dtstart", datetime.combine(entry.day, entry.start, tzinfo=LONDON))
    # Without an end it is a moment: no time is made up.
    if entry.end and entry.end > entry.start:
        event.add("dtend", datetime.combine(entry.day, entry.end, tzinfo=LONDON))


def _address(url: str) -> vUri:
    return vUri(iri_to_uri(UNSAFE_IN_ADDRESS.sub("", UNWANTED.sub("", url))))
