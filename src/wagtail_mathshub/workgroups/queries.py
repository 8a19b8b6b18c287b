"""What visitors may see of Work Groups, with what a card or a page needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Prefetch, Q, When
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import nearly_full_percent
from wagtail_mathshub.publishing.moments import first_of, next_moment
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import visible, visible_of_kind
from wagtail_mathshub.workgroups import seats, status_columns
from wagtail_mathshub.workgroups.texts import sections_of

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

MOST_COHORTS = 20
SOONEST = (F("first_starts_at").asc(nulls_last=True), "title", "pk")
VENUE_COLUMNS = ("name", "postcode", "address", "map_url", "access_notes")
LEAD_COLUMNS = ("name", "slug", "public_email", "school__name")


def work_groups(*, hub: HubSettings | None = None) -> Any:
    """The Work Groups that anybody may see, of one hub or of all, with their state annotated."""
    return with_states(public_groups(hub=hub))


def public_groups(*, hub: HubSettings | None = None) -> Any:
    """The same without their state, which takes long to say and which each group also knows in Python."""
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

    model = get_model(WorkGroupMixin)
    if model is None:
        return Site.objects.none()
    pages = visible_of_kind(model.objects.all(), site=hub.site if hub else None)
    return status_columns.with_percent(pages, nearly_full_percent(hub))


def with_states(groups: Any) -> Any:
    """With their state annotated, where it is not yet."""
    annotated = groups.query.annotations
    if "nearly_full_percent" not in annotated or "recruitment_state" in annotated:
        return groups
    return status_columns.with_state(groups, now=clock.now())


def current(groups: Any) -> Any:
    """Without those whose year is over and that have nothing more to come."""
    return groups.exclude(status_columns.archived(clock.now()))


def past(groups: Any) -> Any:
    """Those alone, whose year is over and that have nothing more to come."""
    return groups.filter(status_columns.archived(clock.now()))


def for_cards(groups: Any) -> Any:
    """In order of their first session, with everything that a card shows, in a few queries."""
    return _filled(groups, card_rows(groups.model)).select_related("lead_image")


def for_lists(groups: Any) -> Any:
    """With what a row of the list's page shows: the state, the project and the sessions."""
    sessions, *_others = card_rows(groups.model)
    return seats.joined(with_states(groups)).select_related("project").prefetch_related(sessions)


def for_data(groups: Any) -> Any:
    """The same without the picture, which is found together with those of the bodies, and with few columns."""
    sessions, leads, *others = card_rows(groups.model)
    own = [field.name for field in sessions.queryset.model._meta.concrete_fields]
    sessions.queryset = sessions.queryset.only(*own, *(f"organisation__{name}" for name in VENUE_COLUMNS))
    people = (f"person__{name}" for name in LEAD_COLUMNS)
    leads.queryset = leads.queryset.only("page", "sort_order", *people)
    return _filled(groups, (sessions, leads, *others))


def _filled(groups: Any, rows: Iterable[Any]) -> Any:
    filled = seats.joined(groups).select_related("project", "contact_person")
    return filled.prefetch_related(*rows).order_by(*SOONEST)


def card_rows(model: Any) -> tuple[Any, ...]:
    """The rows of other tables that a card shows."""
    sessions = model.sessions.rel.related_model.objects.select_related("organisation").order_by("sort_order")
    leads = model.leads.rel.related_model.objects.select_related("person__school").order_by("sort_order")
    return (Prefetch("sessions", queryset=sessions), Prefetch("leads", queryset=leads), "audiences")


def detail_context(group: Any, hub: HubSettings | None) -> dict[str, Any]:
    """What a Work Group's page shows beside its own fields."""
    # It stands on this module.
    from wagtail_mathshub.workgroups.nearby import nearby

    successor, cohorts = groups_beside(group, hub) if group.path else (None, [])
    sections = sections_of(group)
    return {
        "successor": successor,
        "cohorts": cohorts,
        "nearby": nearby(group, hub),
        "state": group.state,
        "sections": sections,
        "texts": {section["name"]: section for section in sections},
    }


def groups_beside(group: Any, hub: HubSettings | None) -> tuple[Any | None, list[Any]]:
    """Next year's group, and the hub's other groups of the same project and year by their start.

    Both in one query, and only what anybody may see.
    """
    cohorts = Q(project_id=group.project_id, academic_year=group.academic_year, project__isnull=False)
    if hub is not None:
        cohorts &= Q(path__startswith=hub.site.root_page.path)
    pages = type(group).objects.filter(Q(pk=group.successor_id) | cohorts).exclude(pk=group.pk)
    is_next = Case(When(pk=group.successor_id, then=0), default=1)
    rows = visible(pages).order_by(is_next, F("first_starts_at").asc(nulls_last=True), "pk")
    found = list(rows[: MOST_COHORTS + 1])
    successor = next((page for page in found if page.pk == group.successor_id), None)
    return successor, [page for page in found if page is not successor]


def next_change(now: datetime) -> datetime | None:
    """When the clock alone will next change what is shown of Work Groups."""
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

    model = get_model(WorkGroupMixin)
    if model is None:
        return None
    sessions = model.sessions.rel.related_model.objects.all()
    return first_of(
        next_moment(model.objects.live(), ["opens_at", "closes_at"], now),
        next_moment(sessions, ["starts_at", "ends_at"], now),
    )
