"""What is next in a hub: sessions of Work Groups and events, in the order of their days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail_mathshub import clock
from wagtail_mathshub.events.queries import coming_events
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.taxonomy.vocabularies import Delivery, SlotStatus
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.queries import work_groups

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

SHOWN = 6
STANDING = [Delivery.UPCOMING, Delivery.IN_PROGRESS]


@dataclass(frozen=True)
class Appointment:
    """One day of a Work Group or an event: the slot with its times, its label, and the page."""

    slot: Any
    label: str
    page: Any


def coming_up(*, hub: HubSettings | None = None, most: int = SHOWN) -> list[Appointment]:
    """The next sessions and events that stand, the nearest first."""
    ahead = [*_sessions(hub, most), *_events(hub, most)]
    return sorted(ahead, key=lambda appointment: appointment.slot.starts_at)[:most]


def _sessions(hub: HubSettings | None, most: int) -> list[Appointment]:
    model = get_model(WorkGroupMixin)
    if model is None:
        return []
    groups = work_groups(hub=hub).filter(delivery_state__in=STANDING)
    rows = model.sessions.rel.related_model.objects.filter(
        page__in=groups.order_by().values("pk"), status=SlotStatus.SCHEDULED, ends_at__gte=clock.now()
    )
    rows = rows.select_related("page", "organisation").order_by("starts_at", "pk")[:most]
    return [Appointment(row, row.label, row.page) for row in rows]


def _events(hub: HubSettings | None, most: int) -> list[Appointment]:
    rows = coming_events(hub=hub).filter(status=SlotStatus.SCHEDULED, starts_at__isnull=False)
    return [Appointment(row, "", row) for row in rows.select_related("organisation")[:most]]
