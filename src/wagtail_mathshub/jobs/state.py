"""Where an advert stands: in Python, and as conditions on columns."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, CharField, Q, Value, When

from wagtail_mathshub import clock
from wagtail_mathshub.scheduling.bank_holidays import working_days_after
from wagtail_mathshub.scheduling.slots import span_of
from wagtail_mathshub.taxonomy.job_terms import JobState

if TYPE_CHECKING:
    from wagtail_mathshub.jobs.mixins import JobAdvertMixin

CLOSING_SOON_DAYS = 3


def closing_soon_until(now: datetime) -> datetime:
    """Adverts that close before this moment close soon: the end of the third working day after today."""
    last = working_days_after(now.astimezone(clock.LONDON).date(), CLOSING_SOON_DAYS)
    midnight = span_of(last + timedelta(days=1), None, None)[0]
    assert midnight is not None  # noqa: S101 - a day was given
    return midnight


def state_of(advert: JobAdvertMixin, *, now: datetime | None = None) -> JobState:
    """The state of `advert` now, or at an aware moment."""
    moment = now or clock.now()
    if not advert.live:
        return JobState.SCHEDULED if _is_scheduled(advert, moment) else JobState.DRAFT
    if advert.withdrawn:
        return JobState.WITHDRAWN
    if advert.filled:
        return JobState.FILLED
    if advert.closes_at is None:
        return JobState.OPEN
    if advert.closes_at <= moment:
        return JobState.CLOSED
    return JobState.CLOSING_SOON if advert.closes_at < closing_soon_until(moment) else JobState.OPEN


def _is_scheduled(advert: JobAdvertMixin, moment: datetime) -> bool:
    return advert.go_live_at is not None and advert.go_live_at > moment and advert.approved_schedule


def state_column(now: datetime) -> Case:
    """The same for adverts that are live, as an expression without a subquery."""
    rules = (
        (Q(withdrawn=True), JobState.WITHDRAWN),
        (Q(filled=True), JobState.FILLED),
        (Q(closes_at__lte=now), JobState.CLOSED),
        (Q(closes_at__lt=closing_soon_until(now)), JobState.CLOSING_SOON),
    )
    whens = [When(condition, then=Value(str(key))) for condition, key in rules]
    return Case(*whens, default=Value(str(JobState.OPEN)), output_field=CharField())


def is_open(now: datetime) -> Q:
    """Adverts that somebody can answer: neither filled, withdrawn nor past their closing minute."""
    return Q(filled=False, withdrawn=False) & (Q(closes_at=None) | Q(closes_at__gt=now))
