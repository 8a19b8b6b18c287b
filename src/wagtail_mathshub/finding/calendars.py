"""Calendars of a hub, of its lists, and of single Work Groups, sessions and events."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wagtail_mathshub.events import calendars as events
from wagtail_mathshub.feeds.ical import Appointment
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


def subscribe_address(request: HttpRequest, url: str) -> str:
    """The address of a calendar here, as calendar programs take it to subscribe: `webcal://host/path`."""
    absolute = urlsplit(request.build_absolute_uri(url))
    return absolute._replace(scheme="webcal").geturl()
