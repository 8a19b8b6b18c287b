"""A dated slot of a page as an entry of a calendar: what it is called, what it says, whether it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub.feeds.ical import CANCELLED, CONFIRMED, TENTATIVE, Appointment
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.wording import day_words, time_words, times_words
from wagtail_mathshub.taxonomy.vocabularies import Mode, SlotStatus

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint

STATUSES = {SlotStatus.CANCELLED: CANCELLED, SlotStatus.POSTPONED: TENTATIVE}


def slot_appointment(
    slot: Any,
    page: Any,
    viewpoint: Viewpoint,
    *,
    title: str,
    status: str = "",
    reason: str = "",
    extra: str = "",
) -> Appointment:
    """The entry for a slot that has a date, on behalf of its published page.

    `status` stands in for the slot's own where the whole page is called off, for the `reason` given;
    `extra` is text for the person that a calendar is sent to.
    """
    status, address = status or slot.status, address_of(page, viewpoint)
    words = (*_words(slot, status), reason, getattr(slot, "note", ""), extra, address)
    return Appointment(
        uid=slot.uid,
        summary=_titled(title, status),
        day=slot.date,
        start=slot.start,
        end=slot.end,
        status=STATUSES.get(SlotStatus(status), CONFIRMED),
        changed_at=page.last_published_at,
        description="\n".join(line for line in words if line),
        location=slot.full_address or (str(Mode.ONLINE.label) if slot.mode == Mode.ONLINE else ""),
        url=address,
    )


def _titled(title: str, status: str) -> str:
    # Not every calendar shows that something was cancelled.
    if status == SlotStatus.CANCELLED:
        return _("Cancelled: {title}").format(title=title)
    return _("Postponed: {title}").format(title=title) if status == SlotStatus.POSTPONED else title


def _words(slot: Any, status: str) -> Iterator[str]:
    if status == SlotStatus.CANCELLED:
        yield _("This was cancelled.")
    elif status == SlotStatus.POSTPONED:
        yield _("This was postponed. A new date will follow.")
    elif slot.has_moved:
        yield _("Moved from {day}.").format(day=day_words(slot.previous_date, weekday=True, year=True))
    if slot.start is None:
        yield _("The time is to be confirmed.")
        if slot.end:
            yield _("Times: {times}.").format(times=times_words(None, slot.end))
    elif slot.end is None:
        yield _("When it ends is to be confirmed.")
    if slot.mode in Mode.values and slot.mode != Mode.TBC:
        yield f"{Mode(slot.mode).label}."
    if arrive_from := getattr(slot, "arrive_from", None):
        yield _("Arrive from {time}.").format(time=time_words(arrive_from))
