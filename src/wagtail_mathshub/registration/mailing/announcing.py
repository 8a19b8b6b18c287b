"""Finds dates that have changed since those with a place were last told of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.mailing.email_words import where_words
from wagtail_mathshub.registration.models import Application, Message, Seats
from wagtail_mathshub.registration.states import OPEN, MessageKind, MessageState, State
from wagtail_mathshub.taxonomy.vocabularies import Delivery, SlotStatus
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

# Somebody who puts three mistakes right one after the other causes one email.
SETTLED = timedelta(minutes=5)
CALLED_OFF = (Delivery.CANCELLED, Delivery.POSTPONED)
TOLD = ("date", "start", "end", "arrive", "place", "mode", "status", "link")


def groups_to_look_at() -> Any:
    """The published groups with sign-ups whose dates may differ from those announced, with their row."""
    now = clock.now()
    published = Q(last_published_at__gt=F("mathshub_seats__announced_at"))
    settled = Q(last_published_at=None) | Q(last_published_at__lte=now - SETTLED)
    # A group that is called off until a day comes back without anybody publishing it.
    comes_back = Q(override_state__in=CALLED_OFF, override_until__isnull=False)
    wanted = Q(mathshub_seats__announced_at=None) | (published & settled) | comes_back
    rows = get_model(WorkGroupMixin).objects.filter(wanted, live=True, mathshub_seats__isnull=False)
    return rows.select_related("mathshub_seats", "successor").order_by("pk")


def announce(group: Any) -> int:
    """Write to those concerned of what has changed in a group. How many applications were written to."""
    seats, looked_at = group.mathshub_seats, clock.now()
    before, now = seats.announced, snapshot(group)
    first = seats.announced_at is None
    if not first and now["group"]:
        # The dates of a group that is called off are told when it goes ahead again.
        now["sessions"] = before.get("sessions", {})
    with transaction.atomic():
        mine = Seats.objects.filter(pk=group.pk, announced_at=seats.announced_at)
        # Whoever stores it tells of it; another one who looked at the same moment does not.
        if not mine.update(announced=now, announced_at=looked_at) or first:
            return 0
        return _tell(group, before, now)


def _tell(group: Any, before: dict[str, Any], now: dict[str, Any]) -> int:
    if now["group"] != before.get("group", ""):
        if now["group"] == Delivery.CANCELLED:
            return _tell_cancelled(group)
        return _tell_confirmed(group, {"group": now["group"], "changes": []})
    changes = [] if now["group"] else list(differences(before.get("sessions", {}), now["sessions"]))
    return _tell_confirmed(group, {"changes": changes}) if changes else 0


def _tell_confirmed(group: Any, data: dict[str, Any]) -> int:
    count = 0
    for application in _applications(group).filter(state=State.CONFIRMED):
        if not _knows(application, group):
            outbox.tell_everybody(application, MessageKind.DATES_CHANGED, **data)
            count += 1
    return count


def _tell_cancelled(group: Any) -> int:
    rows = _applications(group).filter(state__in=OPEN).exclude(state=State.SUBMITTED)
    for application in rows:
        tell = outbox.tell_everybody if application.state == State.CONFIRMED else outbox.tell
        tell(application, MessageKind.CANCELLED)
    return len(rows)


def _applications(group: Any) -> Any:
    rows = Application.objects.filter(page_id=group.pk, erased_at=None).order_by("number")
    return rows.select_related("site__root_page").prefetch_related("participants")


def _knows(application: Application, group: Any) -> bool:
    # The email that confirms a place is written when it is sent, with the dates of that moment.
    later = Q(state=MessageState.WAITING) | Q(state=MessageState.SENT, sent_at__gte=group.last_published_at)
    return Message.objects.filter(later, application=application, kind=MessageKind.CONFIRMED).exists()


def snapshot(group: Any) -> dict[str, Any]:
    """What is told of a group's dates, as plain data."""
    delivery = group.state.delivery.key
    sessions = group.sessions.select_related("organisation")
    return {
        "group": delivery if delivery in CALLED_OFF else "",
        "sessions": {str(session.pk): session_data(session) for session in sessions},
    }


def session_data(session: Any) -> dict[str, Any]:
    """One session. Its joining link can be compared, and not read."""
    link = session.joining_link
    return {
        "label": session.label,
        "date": _text(session.date),
        "start": _text(session.start),
        "end": _text(session.end),
        "arrive": _text(session.arrive_from),
        "place": [session.organisation_id, session.venue_text],
        "where": where_words(session),
        "mode": session.mode,
        "status": session.status,
        "link": hashlib.sha256(link.encode()).hexdigest()[:16] if link else "",
    }


def differences(before: dict[str, Any], now: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What was told of each session that is otherwise now, with its key; None for a new one."""
    for key in dict.fromkeys([*before, *now]):
        was, here = before.get(key), now.get(key)
        if _matters(was, here):
            yield {"session": int(key), "before": was}


def _matters(was: dict[str, Any] | None, here: dict[str, Any] | None) -> bool:
    if was and here and all(was[name] == here[name] for name in TOLD):
        return False
    stood, stands = _stands(was), _stands(here)
    if not stood and not stands:
        return False
    # What is past is history: nobody has to be told that it was put right.
    days = [row["date"] for row in (was, here) if row and row["date"]]
    return not days or max(days) >= clock.today().isoformat()


def _stands(row: dict[str, Any] | None) -> bool:
    return row is not None and row["status"] != SlotStatus.CANCELLED


@dataclass(frozen=True)
class Change:
    """A session that is otherwise: what was told of it before, None for a new one; the session now, or None."""

    key: int
    before: dict[str, Any] | None
    session: Any


def changes_left(data: dict[str, Any], group: Any) -> list[Change]:
    """What a message was to tell and still differs."""
    rows = {row.pk: row for row in group.sessions.select_related("organisation")}
    changes = [
        Change(row["session"], row["before"], rows.get(row["session"])) for row in data.get("changes", [])
    ]
    return [
        change
        for change in changes
        if _matters(change.before, session_data(change.session) if change.session else None)
    ]


def _text(value: date | time | None) -> str:
    return value.isoformat() if value else ""
