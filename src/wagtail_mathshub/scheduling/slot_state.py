"""Where a single slot stands: in Python over its span, and as conditions on its columns."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Q, Value, When

from wagtail_mathshub.taxonomy.vocabularies import Delivery, SlotStatus

if TYPE_CHECKING:
    from wagtail_mathshub.scheduling.slots import Slot


def slot_state(slot: Slot, now: datetime) -> Delivery:
    """The state of `slot` at the aware moment `now`."""
    if slot.status == SlotStatus.CANCELLED:
        return Delivery.CANCELLED
    if slot.status == SlotStatus.POSTPONED:
        return Delivery.POSTPONED
    starts, ends = slot.span()
    if starts is None or ends is None:
        return Delivery.DATES_TBC
    if now < starts:
        return Delivery.UPCOMING
    return Delivery.IN_PROGRESS if now <= ends else Delivery.FINISHED


def slot_state_column(now: datetime) -> Case:
    """The same as an expression without a subquery."""
    rules = (
        (Q(status=SlotStatus.CANCELLED), Delivery.CANCELLED),
        (Q(status=SlotStatus.POSTPONED), Delivery.POSTPONED),
        (Q(starts_at=None), Delivery.DATES_TBC),
        (Q(starts_at__gt=now), Delivery.UPCOMING),
        (Q(ends_at__gte=now), Delivery.IN_PROGRESS),
    )
    whens = [When(condition, then=Value(str(key))) for condition, key in rules]
    return Case(*whens, default=Value(str(Delivery.FINISHED)), output_field=CharField())


def is_over(now: datetime) -> Q:
    """Slots whose day is past, whatever became of them."""
    return Q(ends_at__lt=now)
