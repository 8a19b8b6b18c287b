"""The sessions of a group as a calendar for somebody who has a place: with the joining links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail_mathshub.feeds.ical import Appointment, Calendar
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.workgroups.calendars import appointment_of

if TYPE_CHECKING:
    from wagtail.models import Site

LONGEST_NAME = 60


def own_calendar(group: Any, site: Site) -> Calendar:
    """All sessions of the group that have a date."""
    viewpoint = Viewpoint(site=site, absolute=True)
    dated = [session for session in group.sessions.all() if session.date]
    return Calendar(group.title, [_entry(session, group, viewpoint) for session in dated])


def _entry(session: Any, group: Any, viewpoint: Viewpoint) -> Appointment:
    link = session.joining_link
    extra = _("Join online: {link}").format(link=link) if link else ""
    return appointment_of(session, group, viewpoint, extra=extra)


def file_name(group: Any) -> str:
    """What the calendar's file is called: nothing of who downloads it."""
    return f"{slugify(group.title)[:LONGEST_NAME].strip('-') or 'calendar'}.ics"
