"""Sessions as entries of a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.appointments import slot_appointment
from wagtail_mathshub.taxonomy.vocabularies import OverrideState, SlotStatus

if TYPE_CHECKING:
    from wagtail_mathshub.feeds.ical import Appointment
    from wagtail_mathshub.publishing.references import Viewpoint

CALLED_OFF = {OverrideState.CANCELLED: SlotStatus.CANCELLED, OverrideState.POSTPONED: SlotStatus.POSTPONED}


def appointment_of(session: Any, page: Any, viewpoint: Viewpoint, *, extra: str = "") -> Appointment:
    """The entry for a session that has a date.

    The joining link is not in it: only who has a place may be told, as `extra`.
    """
    called_off = _called_off(page)
    return slot_appointment(
        session,
        page,
        viewpoint,
        title=f"{page.title}: {session.label}" if session.label else page.title,
        status=SlotStatus.CANCELLED if session.status == SlotStatus.CANCELLED else called_off,
        reason=page.override_note if called_off else "",
        extra=extra,
    )


def _called_off(page: Any) -> str:
    # A whole group that is cancelled or postponed takes its sessions along, whatever each of them says.
    lasts = page.override_until is None or clock.today() <= page.override_until
    return CALLED_OFF.get(page.override_state, "") if lasts else ""
