"""The register of a session: who has a place, and who was there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.registration.models import Attendance, Participant
from wagtail_mathshub.registration.refusals import Refused
from wagtail_mathshub.registration.states import State


def people_of(page_id: int) -> Any:
    """Those who have a place in a group, by school and name."""
    rows = Participant.objects.filter(application__page_id=page_id, application__state=State.CONFIRMED)
    return rows.select_related("application").order_by("application__school_name", "name", "pk")


@transaction.atomic
def mark_attendance(*, session: Any, marks: Mapping[int, bool | None], user: Any) -> int:
    """Note who was at a session, by the keys of participants; None takes a mark back. How many have a mark.

    Refused for somebody who has no place in the session's group.
    """
    known = set(people_of(session.page_id).values_list("pk", flat=True))
    if not set(marks) <= known:
        raise Refused("people", _("Somebody here has no place in this Work Group. Load the register again."))
    given = {key: present for key, present in marks.items() if present is not None}
    rows = Attendance.objects.filter(session=session.pk)
    rows.filter(participant__in=set(marks) - set(given)).delete()
    now = clock.now()
    Attendance.objects.bulk_create(
        [
            Attendance(
                participant_id=key,
                session=session.pk,
                session_label=session.label,
                session_date=session.date,
                present=present,
                marked_at=now,
                marked_by=user,
            )
            for key, present in given.items()
        ],
        update_conflicts=True,
        unique_fields=["participant", "session"],
        update_fields=["session_label", "session_date", "present", "marked_at", "marked_by"],
    )
    return rows.filter(participant__in=known).count()
