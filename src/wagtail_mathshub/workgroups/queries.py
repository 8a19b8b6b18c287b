"""What visitors may see of Work Groups, with what a card or a page needs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Prefetch
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import nearly_full_percent
from wagtail_mathshub.publishing.listing import listed
from wagtail_mathshub.publishing.moments import first_of, next_moment
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import visible
from wagtail_mathshub.workgroups import status_columns
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings


def work_groups(*, hub: HubSettings | None = None) -> Any:
    """The Work Groups that anybody may see, of one hub or of all, with their state annotated."""
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

    model = get_model(WorkGroupMixin)
    if model is None:
        return Site.objects.none()
    pages = visible(model.objects.all(), site=hub.site if hub else None)
    return status_columns.with_state(pages, now=clock.now(), percent=nearly_full_percent(hub))


def current(groups: Any) -> Any:
    """Without those whose year is over and that have nothing more to come."""
    return groups.exclude(status_columns.archived(clock.now()))


def for_cards(groups: Any) -> Any:
    """In order of their first session, with everything that a card shows, in a few queries."""
    return (
        groups.select_related("project", "lead_image", "contact_person")
        .prefetch_related(*card_rows(groups.model))
        .order_by(F("first_starts_at").asc(nulls_last=True), "title", "pk")
    )


def card_rows(model: Any) -> tuple[Any, ...]:
    """The rows of other tables that a card shows."""
    sessions = model.sessions.rel.related_model.objects.select_related("organisation").order_by("sort_order")
    leads = model.leads.rel.related_model.objects.select_related("person__school").order_by("sort_order")
    return (Prefetch("sessions", queryset=sessions), Prefetch("leads", queryset=leads), "audiences")


def detail_context(group: Any) -> dict[str, Any]:
    """What a Work Group's page shows beside its own fields."""
    return {
        "successor": visible_successor(group),
        "state": group.state,
        "sections": [
            {"name": name, "heading": group._meta.get_field(name).verbose_name, "text": group.text(name)}
            for name in TEXT_FIELDS
            if group.text(name)
        ],
    }


def visible_successor(group: Any) -> Any | None:
    """Next year's group, where anybody may see it."""
    if group.successor_id is None:
        return None
    return visible(type(group).objects.filter(pk=group.successor_id)).first()


def cohorts_of(group: Any) -> list[Any]:
    """The other public groups of the same project and year, in the order of their start."""
    if group.project_id is None:
        return []
    others = work_groups().filter(project_id=group.project_id, academic_year=group.academic_year)
    return list(others.exclude(pk=group.pk).order_by(F("first_starts_at").asc(nulls_last=True), "pk")[:20])


def index_context(index: Any, request: HttpRequest, hub: HubSettings | None) -> dict[str, Any]:
    """The hub's current Work Groups, a page of cards at a time."""
    groups = for_cards(current(work_groups(hub=hub)).descendant_of(index))
    return {"work_groups": listed(groups, request)}


def next_change(now: datetime) -> datetime | None:
    """When the clock alone will next change what is shown of Work Groups."""
    columns = ["expire_at", "opens_at", "closes_at", "first_starts_at", "last_ends_at"]
    groups = work_groups()
    sessions = groups.model.sessions.rel.related_model.objects.all()
    return first_of(next_moment(groups, columns, now), next_moment(sessions, ["starts_at", "ends_at"], now))
