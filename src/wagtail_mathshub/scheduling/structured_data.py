"""A slot in the words of schema.org's Event: when, whether it stands, and how to attend."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.publishing.json_ld import CONTEXT, stated
from wagtail_mathshub.taxonomy.vocabularies import Mode, SlotStatus

if TYPE_CHECKING:
    from wagtail_mathshub.scheduling.slots import Slot

SCHEDULED = f"{CONTEXT}/EventScheduled"
RESCHEDULED = f"{CONTEXT}/EventRescheduled"
POSTPONED = f"{CONTEXT}/EventPostponed"
CANCELLED = f"{CONTEXT}/EventCancelled"
ATTENDANCE = {
    Mode.ONLINE: f"{CONTEXT}/OnlineEventAttendanceMode",
    Mode.FACE_TO_FACE: f"{CONTEXT}/OfflineEventAttendanceMode",
    Mode.BLENDED: f"{CONTEXT}/MixedEventAttendanceMode",
}


def slot_data(slot: Slot) -> dict[str, Any]:
    """Start, end, status and attendance; {} for a slot of which no day is known."""
    day = slot.date or (slot.previous_date if slot.status == SlotStatus.POSTPONED else None)
    if day is None:
        return {}
    start, end = times_of(slot) if slot.date else (day.isoformat(), None)
    return stated(
        {
            "startDate": start,
            "endDate": end,
            "eventStatus": status_of(slot),
            "previousStartDate": _day(slot.previous_date) if slot.has_moved else None,
            "eventAttendanceMode": ATTENDANCE.get(Mode(slot.mode)) if slot.mode in Mode.values else None,
        }
    )


def times_of(slot: Slot) -> tuple[str | None, str | None]:
    """When a slot starts and ends, with London's offset on that day; the day alone where no time is known."""
    starts, ends = slot.span()
    if slot.date is None or starts is None or ends is None:
        return None, None
    if slot.start is None:
        return slot.date.isoformat(), slot.date.isoformat()
    return local(starts), local(ends) if slot.end else None


def local(moment: datetime) -> str:
    """A moment as London's wall time with its offset."""
    return moment.astimezone(LONDON).isoformat()


def status_of(slot: Slot) -> str:
    """The eventStatus of a slot."""
    if slot.status == SlotStatus.CANCELLED:
        return CANCELLED
    if slot.status == SlotStatus.POSTPONED:
        return POSTPONED
    return RESCHEDULED if slot.has_moved else SCHEDULED


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
