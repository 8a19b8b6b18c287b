"""The calendar of a hub: sessions of Work Groups and events, in the order of their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wagtail_mathshub import clock
from wagtail_mathshub.events.queries import events
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.taxonomy.vocabularies import Delivery, SlotStatus
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.queries import work_groups

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

SHOWN = 6
MOST = 1000
STANDING = [Delivery.UPCOMING, Delivery.IN_PROGRESS]


@dataclass(frozen=True)
class Appointment:
    """One day of a Work Group or an event: the slot with its times, its label, and the page."""

    kind: str
    slot: Any
    label: str
    page: Any


def coming_up(*, hub: HubSettings | None = None, most: int = SHOWN) -> list[Appointment]:
    """The next sessions and events that stand, the nearest first."""
    groups = work_groups(hub=hub).filter(delivery_state__in=STANDING)
    return _merged(
        groups, events(hub=hub), {"status": SlotStatus.SCHEDULED, "ends_at__gte": clock.now()}, most
    )


def appointments(
    *,
    hub: HubSettings | None = None,
    after: datetime,
    before: datetime | None = None,
    modes: Sequence[str] = (),
    kind: str = "",
) -> list[Appointment]:
    """Sessions and events that end after a moment and start before another, cancelled ones included."""
    wanted: dict[str, Any] = {"ends_at__gte": after}
    if before is not None:
        wanted["starts_at__lt"] = before
    if modes:
        wanted["mode__in"] = modes
    groups = work_groups(hub=hub) if kind != "event" else None
    return _merged(groups, events(hub=hub) if kind != "work_group" else None, wanted, MOST)


def _merged(groups: Any, pages: Any, wanted: dict[str, Any], most: int) -> list[Appointment]:
    found = [*_sessions(groups, wanted, most), *_events(pages, wanted, most)]
    return sorted(found, key=lambda row: (row.slot.starts_at, row.page.pk, row.slot.pk))[:most]


def _sessions(groups: Any, wanted: dict[str, Any], most: int) -> list[Appointment]:
    model = get_model(WorkGroupMixin)
    if model is None or groups is None:
        return []
    rows = model.sessions.rel.related_model.objects.filter(page__in=groups.order_by().values("pk"), **wanted)
    rows = rows.select_related("page", "organisation").order_by("starts_at", "pk")[:most]
    return [Appointment("work_group", row, row.label, row.page) for row in rows]


def _events(pages: Any, wanted: dict[str, Any], most: int) -> list[Appointment]:
    if pages is None:
        return []
    rows = pages.filter(starts_at__isnull=False, **wanted).select_related("organisation")[:most]
    return [Appointment("event", row, "", row) for row in rows]
