"""The rows that the screens show, each with all that a line of it needs in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from wagtail_mathshub import clock
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.registration.states import QUEUED, MessageState, Outcome, State

LAPSES_WITHIN = timedelta(hours=24)


def listed(applications: QuerySet[Any]) -> QuerySet[Any]:
    """Applications with their Work Group, the number of their people, and their turn while they wait."""
    ahead = Application.objects.filter(
        page=OuterRef("page"), number__lte=OuterRef("number"), state__in=QUEUED, held=0
    )
    count = ahead.order_by().values("page").annotate(count=Count("pk")).values("count")
    waits = When(state__in=QUEUED, held=0, then=Subquery(count, output_field=IntegerField()))
    return applications.select_related("page", "site").annotate(
        people=_number_of("participants"), turn=Case(waits, default=Value(None), output_field=IntegerField())
    )


def _number_of(relation: str) -> Any:
    model: Any = Application._meta.get_field(relation).related_model
    rows = model.objects.filter(application=OuterRef("pk")).order_by().values("application")
    count = Subquery(rows.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    return Coalesce(count, Value(0))


def lapsing(applications: QuerySet[Any]) -> QuerySet[Any]:
    """Those whose offer runs out within a day."""
    soon = clock.now() + LAPSES_WITHIN
    return applications.filter(
        state=State.OFFERED, offers__outcome=Outcome.OPEN, offers__expires_at__lte=soon
    )


def of_same_school(application: Application, readable: QuerySet[Any]) -> QuerySet[Any]:
    """What else the same school asked for in the hub, known by its URN or else by its name."""
    same = Q(school_name__iexact=application.school_name) if application.school_name else Q(pk__in=[])
    if application.school_urn:
        same |= Q(school_urn=application.school_urn)
    rows = readable.filter(same, site=application.site_id).exclude(pk=application.pk)
    return listed(rows).order_by("-created_at", "-pk")


def messages_listed(messages: QuerySet[Message]) -> QuerySet[Any]:
    """Messages with what they are about, the failed ones first."""
    first = Case(When(state=MessageState.FAILED, then=0), default=1, output_field=IntegerField())
    return messages.select_related("application", "interest", "site").annotate(failed_first=first)


def interests_listed(interests: QuerySet[Interest]) -> QuerySet[Any]:
    """Interests with their Work Group."""
    return interests.select_related("page").annotate(work_group=F("page__title"))
