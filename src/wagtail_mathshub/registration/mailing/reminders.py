"""Reminds those with a place of a session a week before it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils.crypto import salted_hmac

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.mailing.announcing import CALLED_OFF
from wagtail_mathshub.registration.models import Application, Message
from wagtail_mathshub.registration.states import MessageKind, State
from wagtail_mathshub.taxonomy.vocabularies import SlotStatus
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

AHEAD = timedelta(days=7)
# Nobody's telephone rings at midnight.
FROM = time(8)


def sessions_coming_up() -> Any:
    """The sessions that stand, of published groups with sign-ups, of which people are reminded from now on."""
    now = clock.now()
    last = now.date() + AHEAD if now.time() >= FROM else now.date() + AHEAD - timedelta(days=1)
    sessions = get_model(WorkGroupMixin)._meta.get_field("sessions").related_model
    rows = sessions.objects.filter(
        status=SlotStatus.SCHEDULED,
        date__gte=now.date(),
        date__lte=last,
        starts_at__gt=now,
        page__live=True,
        page__mathshub_seats__isnull=False,
    )
    return rows.select_related("page").order_by("starts_at", "pk")


def remind(session: Any) -> int:
    """Write to all who take part, once for each date of a session. How many emails that makes."""
    if session.page.state.delivery.key in CALLED_OFF:
        return 0
    name = f"reminder:{session.pk}:{session.date}"
    written = set(Message.objects.filter(once__startswith=f"{name}:").values_list("once", flat=True))
    count = 0
    for application in _concerned(session):
        for address in outbox.addresses_of(application):
            once = f"{name}:{application.pk}:{_mark(address)}"
            if once not in written:
                data = {"session": session.pk, "date": str(session.date)}
                outbox.tell_address(application, MessageKind.REMINDER, address, once=once, **data)
                count += 1
    return count


def _concerned(session: Any) -> Any:
    # Who was given the place within the week has read the dates a moment ago.
    week_before = datetime.combine(session.date - AHEAD, FROM, tzinfo=clock.LONDON)
    told = Message.objects.filter(kind=MessageKind.CONFIRMED, created_at__gte=week_before)
    rows = Application.objects.filter(page_id=session.page_id, state=State.CONFIRMED, erased_at=None)
    rows = rows.exclude(pk__in=told.filter(application__page_id=session.page_id).values("application_id"))
    return rows.select_related("site__root_page").prefetch_related("participants").order_by("number")


def _mark(address: str) -> str:
    # Tells addresses apart after one was erased, without keeping it.
    return salted_hmac("mathshub.reminder", address, algorithm="sha256").hexdigest()[:16]
