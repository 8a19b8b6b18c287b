"""The calendar files that go with an email."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.feeds import ical
from wagtail_mathshub.feeds.ical import Appointment, Party
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.registration.mailing.announcing import Change
from wagtail_mathshub.workgroups.calendars import appointment_of

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


@dataclass(frozen=True)
class CalendarFile:
    """One file: its name, what it says, and what a calendar program is asked to do with it."""

    name: str
    text: str
    method: str


@dataclass(frozen=True)
class Inviter:
    """Makes the files for one person who has a place in a group."""

    group: Any
    viewpoint: Viewpoint
    organiser: Party
    attendee: Party

    def all_dates(self) -> list[CalendarFile]:
        """Every session with a date in one file, for their calendar. Programs take but one of an invitation."""
        rows = self.group.sessions.select_related("organisation")
        entries = [self._entry(row) for row in rows if row.date]
        kept = [entry for entry in entries if entry.status != ical.CANCELLED]
        return [self._file("dates.ics", kept, ical.PUBLISH)] if kept else []

    def changed(self, changes: Iterable[Change]) -> list[CalendarFile]:
        """One invitation or cancellation for each session: what was said before, and the session now or None."""
        return self._invitations([entry for change in changes if (entry := self._changed(change))])

    def whole_group(self) -> list[CalendarFile]:
        """The same for every session that is not over, as the whole group goes ahead or does not."""
        today = clock.today()
        rows = self.group.sessions.select_related("organisation")
        return self._invitations([self._entry(row) for row in rows if row.date and row.date >= today])

    def _invitations(self, entries: list[Appointment]) -> list[CalendarFile]:
        files = []
        for number, entry in enumerate(entries, start=1):
            cancelled = entry.status == ical.CANCELLED
            invited = replace(entry, organiser=self.organiser, attendee=self.attendee)
            method = ical.CANCEL if cancelled else ical.REQUEST
            files.append(self._file(f"date-{number}.ics", [invited], method))
        return files

    def _changed(self, change: Change) -> Appointment | None:
        if change.session is not None and change.session.date:
            return self._entry(change.session)
        # It was deleted, or waits for a new date: the old one goes out of their calendar.
        return self._former(change) if change.before and change.before["date"] else None

    def _entry(self, session: Any) -> Appointment:
        entry = appointment_of(session, self.group, self.viewpoint)
        if not session.joining_link or entry.status == ical.CANCELLED:
            return entry
        extra = _("Join online: {link}").format(link=session.joining_link)
        return appointment_of(session, self.group, self.viewpoint, extra=extra)

    def _former(self, change: Change) -> Appointment:
        before = change.before or {}
        title = f"{self.group.title}: {before['label']}" if before["label"] else self.group.title
        why = _("A new date will follow.") if change.session is not None else _("This was cancelled.")
        return Appointment(
            uid=f"session-{change.key}@{install_id()}",
            summary=_("Cancelled: {title}").format(title=title),
            day=date.fromisoformat(before["date"]),
            start=_time(before["start"]),
            end=_time(before["end"]),
            status=ical.CANCELLED,
            changed_at=self.group.last_published_at,
            description=why,
        )

    def _file(self, name: str, entries: list[Appointment], method: str) -> CalendarFile:
        calendar = ical.Calendar(name=self.group.title, appointments=entries, method=method)
        return CalendarFile(name, ical.write(calendar).decode(), method)


def _time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None
