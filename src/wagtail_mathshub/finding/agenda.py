"""The calendar of a hub: sessions of Work Groups and events, in the order of their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Q, Value
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.events.queries import events
from wagtail_mathshub.events.wording import calendar_chip as event_chip
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.taxonomy.vocabularies import Delivery, SlotStatus
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.queries import for_lists, work_groups
from wagtail_mathshub.workgroups.texts import LONG_COLUMNS
from wagtail_mathshub.workgroups.wording import calendar_chip as group_chip

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

SHOWN = 6
STANDING = [Delivery.UPCOMING, Delivery.IN_PROGRESS]
EVENT, WORK_GROUP = "event", "work_group"


@dataclass(frozen=True)
class Appointment:
    """One day of a Work Group or an event: the slot with its times, its label, and the page."""

    kind: str
    slot: Any
    label: str
    page: Any

    @property
    def chip(self) -> dict[str, str] | None:
        """What stands in the way of taking part, or what invites to: the state that a reader should know."""
        if not self.slot.stands:
            return {"key": self.slot.status, "label": self.slot.get_status_display()}
        if self.slot.has_moved:
            day = day_words(self.slot.previous_date)
            return {"key": "moved", "label": _("Moved from {day}").format(day=day)}
        return event_chip(self.page) if self.kind == EVENT else group_chip(self.page)

    @property
    def part(self) -> str:
        """Which part of the whole it is: the session's label, or "Session 2 of 6"."""
        # A bare number is the number that follows anyway.
        if self.kind == EVENT or (self.label and not self.label.isdigit()):
            return self.label
        standing = [session for session in self.page.sessions.all() if session.stands]
        numbers = [n for n, session in enumerate(standing, start=1) if session.pk == self.slot.pk]
        if not numbers or len(standing) == 1:
            return ""
        return _("Session {number} of {all}").format(number=numbers[0], all=len(standing))

    @property
    def place(self) -> Place:
        """Where it stands in the order of all."""
        return Place(self.slot.starts_at, self.kind, self.slot.pk)


@dataclass(frozen=True)
class Place:
    """A place in the order of appointments: by their start, then events before sessions, then by key."""

    starts_at: datetime
    kind: str
    key: int

    def following(self, kind: str) -> Q:
        """The slots of one kind that come after this place."""
        if kind > self.kind:
            return Q(starts_at__gte=self.starts_at)
        later = Q(starts_at__gt=self.starts_at)
        return later | Q(starts_at=self.starts_at, pk__gt=self.key) if kind == self.kind else later


@dataclass(frozen=True)
class Agenda:
    """The slots of each kind that were asked for."""

    slots: dict[str, Any]

    def count(self) -> int:
        """How many there are in all."""
        return sum(rows.count() for rows in self.slots.values())

    def shown(self, limit: int, *, offset: int = 0, after: Place | None = None) -> list[Appointment]:
        """Some of them, the nearest first: from an offset on, or after the place of another."""
        parts = [self._keys(kind, after) for kind in self.slots]
        if not parts:
            return []
        every = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        keys = list(every.order_by("starts_at", "kind_of", "pk")[offset : offset + limit])
        found = {kind: self._rows(kind, [key for _at, of, key in keys if of == kind]) for kind in self.slots}
        return [found[kind][key] for _at, kind, key in keys if key in found[kind]]

    def _keys(self, kind: str, after: Place | None) -> Any:
        rows = self.slots[kind].filter(after.following(kind)) if after else self.slots[kind]
        marked = rows.annotate(kind_of=Value(kind, output_field=CharField()))
        return marked.order_by().values_list("starts_at", "kind_of", "pk")

    def _rows(self, kind: str, keys: list[int]) -> dict[int, Appointment]:
        if not keys:
            return {}
        rows = self.slots[kind].filter(pk__in=keys).select_related("organisation")
        if kind == EVENT:
            return {row.pk: Appointment(kind, row, "", row) for row in rows.defer("body")}
        rows = rows.select_related("page").defer(*(f"page__{name}" for name in LONG_COLUMNS))
        return {row.pk: Appointment(kind, row, row.label, row.page) for row in rows}


def coming_up(*, hub: HubSettings | None = None, most: int = SHOWN) -> list[Appointment]:
    """The next sessions and events that stand, the nearest first."""
    groups = work_groups(hub=hub).filter(delivery_state__in=STANDING)
    wanted = Q(status=SlotStatus.SCHEDULED, starts_at__isnull=False, ends_at__gte=clock.now())
    return _agenda(groups, events(hub=hub), wanted).shown(most)


def with_groups(shown: list[Appointment], hub: HubSettings | None) -> list[Appointment]:
    """The same with their Work Groups complete for what is said of places, in two queries."""
    keys = {row.page.pk for row in shown if row.kind == WORK_GROUP}
    if not keys:
        return shown
    groups = {group.pk: group for group in for_lists(work_groups(hub=hub).filter(pk__in=keys))}
    return [
        replace(row, page=groups.get(row.page.pk, row.page)) if row.kind == WORK_GROUP else row
        for row in shown
    ]


def appointments(
    *,
    hub: HubSettings | None = None,
    after: datetime | None = None,
    before: datetime | None = None,
    modes: Sequence[str] = (),
    kind: str = "",
    groups: Any = None,
    pages: Any = None,
) -> Agenda:
    """Sessions and events that end after a moment and start before another, cancelled ones included.

    Of all Work Groups and events that anybody may see, or only of those in `groups` and `pages`.
    """
    wanted = Q(starts_at__isnull=False)
    if after is not None:
        wanted &= Q(ends_at__gte=after)
    if before is not None:
        wanted &= Q(starts_at__lt=before)
    if modes:
        wanted &= Q(mode__in=modes)
    groups = work_groups(hub=hub) if groups is None else groups
    pages = events(hub=hub) if pages is None else pages
    return _agenda(groups if kind != EVENT else None, pages if kind != WORK_GROUP else None, wanted)


def _agenda(groups: Any, pages: Any, wanted: Q) -> Agenda:
    slots = {}
    model = get_model(WorkGroupMixin)
    if model is not None and groups is not None:
        sessions = model.sessions.rel.related_model.objects
        slots[WORK_GROUP] = sessions.filter(wanted, page__in=groups.order_by().values("pk"))
    if pages is not None and hasattr(pages.model, "starts_at"):
        slots[EVENT] = pages.filter(wanted)
    return Agenda(slots)
