"""Calendars of a hub, of its lists, and of single Work Groups, sessions and events."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.cache import cache

from wagtail_mathshub import __version__
from wagtail_mathshub.conf import conf
from wagtail_mathshub.events import calendars as events
from wagtail_mathshub.feeds.ical import Appointment, Calendar, write
from wagtail_mathshub.finding.agenda import WORK_GROUP, Agenda, appointments
from wagtail_mathshub.workgroups import calendars as work_groups

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest

    from wagtail_mathshub.publishing.references import Viewpoint

# Far more than a hub holds in some years. What lies furthest back is left out first.
MOST = 2000


def entries(agenda: Agenda, viewpoint: Viewpoint) -> list[Appointment]:
    """The entries for an agenda, by their start."""
    rows = agenda.shown(MOST, offset=max(0, agenda.count() - MOST))
    return [
        work_groups.appointment_of(row.slot, row.page, viewpoint)
        if row.kind == WORK_GROUP
        else events.appointment_of(row.slot, viewpoint)
        for row in rows
    ]


def group_agenda(groups: Any) -> Agenda:
    """All sessions with a date of these Work Groups, however long ago."""
    return appointments(kind=WORK_GROUP, groups=groups)


def session_agenda(groups: Any, session: int) -> Agenda:
    """One of their sessions."""
    slots = group_agenda(groups).slots
    return Agenda({kind: rows.filter(pk=session) for kind, rows in slots.items()})


def fingerprint(calendar: Calendar) -> str:
    """What tells a calendar from every other, before it is written."""
    return hashlib.sha256(f"{__version__} {calendar!r}".encode()).hexdigest()[:32]


def written(calendar: Calendar) -> bytes:
    """The calendar as a file. Writing takes longer than all else, so what was written is kept by what is in it."""
    if not conf.api_cache_seconds:
        return write(calendar)
    key = f"mathshub:calendar:{fingerprint(calendar)}"
    found = cache.get(key)
    if found is None:
        found = write(calendar)
        cache.set(key, found, conf.api_cache_seconds)
    return found


def subscribe_address(request: HttpRequest, url: str) -> str:
    """The address of a calendar here, as calendar programs take it to subscribe: `webcal://host/path`."""
    absolute = urlsplit(request.build_absolute_uri(url))
    return absolute._replace(scheme="webcal").geturl()
