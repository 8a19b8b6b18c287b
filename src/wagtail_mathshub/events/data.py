"""Events as plain data."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.hubs.page_data import image_data, page_data
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.organisations.venue import venue_data
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.taxonomy.vocabularies import EventKind, Mode, SlotStatus


def event_data(event: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """One event, complete for a card."""
    starts, ends = event.span()
    kind = EventKind(event.kind).label if event.kind in EventKind.values else ""
    return page_data(event, "event", "event", scope) | {
        "uid": event.uid,
        "summary": event.summary,
        "kind": scope.labelled(event.kind, kind) if kind else None,
        "state": scope.labelled(event.state, event.state.label),
        "date": event.date,
        "start": event.start,
        "end": event.end,
        "starts_at": starts,
        "ends_at": ends,
        "previous_date": event.previous_date,
        "mode": scope.labelled(event.mode, Mode(event.mode).label),
        "status": scope.labelled(event.status, SlotStatus(event.status).label),
        "venue": venue_data(event),
        "audiences": [scope.labelled(row.key, row.label) for row in event.audiences.all()],
        "speakers": [
            {"name": row.shown_name, "slug": row.person.slug if row.person else "", "talk": row.talk}
            for row in event.speakers.all()
        ],
        "capacity": event.capacity,
        "invitation_only": event.invitation_only,
        "booking_url": "" if event.invitation_only else event.booking_url,
        "image": image_data(event, found),
    }
