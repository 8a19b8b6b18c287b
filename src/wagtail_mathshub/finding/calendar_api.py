"""The calendar in the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from wagtail_mathshub import clock
from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.paging import address_after, cursor_values, wrong_cursor
from wagtail_mathshub.api.parameters import Moment, Parameters, aware, check_known, keys
from wagtail_mathshub.finding.agenda import Appointment, Place, appointments
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.taxonomy.vocabularies import Mode
from wagtail_mathshub.workgroups.data import session_data
from wagtail_mathshub.workgroups.shapes import AppointmentShape

router = Router(tags=["Finding"])


class CalendarParameters(Parameters):
    """What the calendar takes."""

    starts_after: Moment | None = Field(None, description="Still going on at this moment. Without it: now.")
    starts_before: Moment | None = None
    mode: keys(Mode) = []  # ty: ignore[invalid-type-form]
    kind: Literal["", "work_group", "event"] = ""
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=1_000_000)
    cursor: str = Field("", max_length=500, description="Where the last answer's `next` said to go on.")


@router.get(
    "sessions",
    response={200: ListShape[AppointmentShape]} | FAULTS,
    operation_id="sessions_list",
    summary="The calendar: sessions of Work Groups and events by their day",
    url_name="sessions",
)
def sessions_list(request: HttpRequest, parameters: Query[CalendarParameters]) -> HttpResponse:
    """Sessions and events in a range of days, the nearest first; cancelled and postponed ones say so."""
    check_known(request, CalendarParameters)
    return kept(request, lambda: _calendar(request, parameters))


def _calendar(request: HttpRequest, parameters: CalendarParameters) -> dict[str, Any]:
    scope = scope_of(request, parameters.hub)
    agenda = appointments(
        hub=scope.hub,
        after=parameters.starts_after or clock.now(),
        before=parameters.starts_before,
        modes=parameters.mode,
        kind=parameters.kind,
    )
    after = _place(parameters.cursor) if parameters.cursor else None
    offset = 0 if after else parameters.offset
    rows = agenda.shown(parameters.limit + 1, offset=offset, after=after)
    shown, more = rows[: parameters.limit], len(rows) > parameters.limit
    return {
        "count": agenda.count(),
        "items": [_appointment(row, scope) for row in shown],
        "next": address_after(request, _values(shown[-1].place)) if more else None,
        "facets": {},
    }


def _place(cursor: str) -> Place:
    starts_at, kind, key = cursor_values(cursor, 3)
    try:
        return Place(aware(datetime.fromisoformat(starts_at)), str(kind), int(key))
    except (ValueError, TypeError) as error:
        raise wrong_cursor() from error


def _values(place: Place) -> list[Any]:
    return [place.starts_at, place.kind, place.key]


def _appointment(row: Appointment, scope: Scope) -> dict[str, Any]:
    return session_data(row.slot, scope) | {
        "kind": row.kind,
        "label": row.label,
        "page": page_link(row.page, scope.viewpoint),
    }
