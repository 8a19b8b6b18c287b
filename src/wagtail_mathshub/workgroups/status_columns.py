"""The rules of `status` over stored columns: Case/When without a subquery."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.expressions import Expression

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.taxonomy.academic_years import academic_year_of
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, Delivery, OverrideState, Recruitment
from wagtail_mathshub.workgroups import seats


def year_is_over(now: datetime) -> Q:
    """The academic year is given, and over."""
    return ~Q(academic_year="") & Q(academic_year__lt=academic_year_of(now.astimezone(LONDON).date()))


def delivery(now: datetime) -> Case:
    """The delivery key of each Work Group at the aware moment `now`."""
    over, undated = year_is_over(now), Q(first_starts_at=None)
    return _case(
        (_override(OverrideState.CANCELLED, now) | Q(all_cancelled=True), Delivery.CANCELLED),
        (_override(OverrideState.POSTPONED, now), Delivery.POSTPONED),
        (undated & over, Delivery.FINISHED),
        (undated, Delivery.DATES_TBC),
        (Q(first_starts_at__gt=now), Delivery.UPCOMING),
        (Q(last_ends_at__gte=now), Delivery.IN_PROGRESS),
        (Q(has_undated=True) & ~over, Delivery.IN_PROGRESS),
        otherwise=Delivery.FINISHED,
    )


def recruitment(now: datetime, percent: Expression | F) -> Case:
    """The recruitment key of each Work Group; `percent` is the hub's nearly-full share.

    It stands on the annotations `delivery_state` and `places_taken`.
    """
    full = Q(places_taken__gte=F("capacity"))
    few = Q(capacity__lte=F("places_taken") + 1) | Q(
        capacity__lte=F("places_taken") + (F("capacity") * percent + Value(99)) / Value(100)
    )
    return _case(
        (Q(delivery_state=Delivery.CANCELLED), Recruitment.CANCELLED),
        (Q(delivery_state=Delivery.POSTPONED), Recruitment.POSTPONED),
        (Q(delivery_state=Delivery.FINISHED), Recruitment.CLOSED),
        (_override(OverrideState.FULL, now), Recruitment.FULL),
        (_override(OverrideState.CLOSED, now), Recruitment.CLOSED),
        (Q(apply_via=ApplyVia.INVITATION), Recruitment.BY_INVITATION),
        (Q(apply_via=ApplyVia.NONE), Recruitment.CLOSED),
        (Q(opens_at__gt=now), Recruitment.OPENING_SOON),
        (Q(closes_at__lte=now), Recruitment.CLOSED),
        (Q(delivery_state=Delivery.IN_PROGRESS, accepts_late_joiners=False), Recruitment.CLOSED),
        (full & Q(has_waiting_list=True), Recruitment.WAITING_LIST),
        (full, Recruitment.FULL),
        (_override(OverrideState.NEARLY_FULL, now) | few, Recruitment.NEARLY_FULL),
        otherwise=Recruitment.OPEN,
    )


def with_percent(queryset: Any, percent: Expression) -> Any:
    """Annotate nearly_full_percent, on which the state of each group stands, in Python too."""
    return queryset.annotate(nearly_full_percent=percent)


def with_state(queryset: Any, *, now: datetime) -> Any:
    """Annotate delivery_state, recruitment_state and places_taken; it has nearly_full_percent already."""
    facts = queryset.annotate(places_taken=seats.taken(), delivery_state=delivery(now))
    return facts.annotate(recruitment_state=recruitment(now, F("nearly_full_percent")))


def archived(now: datetime) -> Q:
    """The academic year is over and the group is neither upcoming nor in progress."""
    # Said without the annotation, since nearly every list asks this and few ask for more.
    off = (
        _override(OverrideState.CANCELLED, now)
        | Q(all_cancelled=True)
        | _override(OverrideState.POSTPONED, now)
    )
    past = Q(first_starts_at__lte=now) & (Q(last_ends_at=None) | Q(last_ends_at__lt=now))
    return year_is_over(now) & (off | Q(first_starts_at=None) | past)


def _override(state: OverrideState, now: datetime) -> Q:
    today = now.astimezone(LONDON).date()
    return Q(override_state=state) & (Q(override_until=None) | Q(override_until__gte=today))


def _case(*rules: tuple[Q, Any], otherwise: Any) -> Case:
    whens = [When(condition, then=Value(str(key))) for condition, key in rules]
    return Case(*whens, default=Value(str(otherwise)), output_field=CharField())
