"""The list of Work Groups: where each stands, how it fills, when it meets next and who leads it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub import clock
from wagtail_mathshub.api.conditions import for_phases, for_years
from wagtail_mathshub.desk.listings.columns import (
    ChipColumn,
    DayColumn,
    Exported,
    ListColumn,
    first_columns,
    london_day,
)
from wagtail_mathshub.desk.listings.disagreeing import disagreeing_groups
from wagtail_mathshub.desk.listings.filters import (
    PageListFilters,
    SeveralFilter,
    SeveralRowsFilter,
    in_column,
    pages_of_request,
    years_held,
)
from wagtail_mathshub.desk.listings.page_lists import PageList, hub_column
from wagtail_mathshub.desk.listings.queries import hubs_of, of_these_hubs
from wagtail_mathshub.hubs.queries import nearly_full_percent
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.taxonomy.academic_years import label as year_words
from wagtail_mathshub.taxonomy.vocabularies import (
    CapacityUnit,
    Delivery,
    Phase,
    Recruitment,
    SlotStatus,
    Strand,
)
from wagtail_mathshub.taxonomy.years import YEAR_CHOICES
from wagtail_mathshub.workgroups import status_columns
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.models import Project
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

NO_MEETING = (Delivery.CANCELLED, Delivery.POSTPONED)
CLOSING_DAYS = 14


def with_state(groups: Any) -> Any:
    """Where each stands now, the places left, and the moment of its next session."""
    now = clock.now()
    groups = status_columns.with_percent(groups, nearly_full_percent(None))
    groups = status_columns.with_state(groups, now=now)
    sessions = groups.model.sessions.rel.related_model.objects.filter(
        page=OuterRef("pk"), status=SlotStatus.SCHEDULED, ends_at__gte=now
    ).order_by("starts_at")
    return groups.annotate(
        next_starts_at=Subquery(sessions.values("starts_at")[:1]),
        places_left=F("capacity") - F("places_taken"),
    )


def delivery_of(group: Any) -> tuple[str, Any] | None:
    """Where a published group stands in its year; a draft stands nowhere yet."""
    return (group.delivery_state, Delivery(group.delivery_state).label) if group.live else None


def recruitment_of(group: Any) -> tuple[str, Any] | None:
    """Whether schools can join a published group."""
    return (group.recruitment_state, Recruitment(group.recruitment_state).label) if group.live else None


def places_words(group: Any) -> str:
    """Like "9 of 12 schools", "9, no limit"; "" where nothing is said."""
    taken, capacity = group.places_taken, group.capacity
    if capacity is None:
        return _("{taken}, no limit").format(taken=taken) if taken else ""
    if taken is None:
        text = _("{capacity} schools in all") if _by_school(group) else _("{capacity} in all")
    else:
        text = _("{taken} of {capacity} schools") if _by_school(group) else _("{taken} of {capacity}")
    return text.format(taken=taken, capacity=capacity)


def _by_school(group: Any) -> bool:
    return group.capacity_unit == CapacityUnit.SCHOOLS


def next_day(group: Any) -> Any:
    """The day of the next session, unless none will be held."""
    return None if group.delivery_state in NO_MEETING else london_day(group.next_starts_at)


def lead_names(group: Any) -> str:
    """Who leads it, in order."""
    return ", ".join(lead.person.name for lead in group.leads.all())


def no_dates() -> Q:
    """Groups of no past year, drafts too, that meet on no day yet."""
    return Q(first_starts_at=None, all_cancelled=False) & ~status_columns.year_is_over(clock.now())


def closing() -> Q:
    """Groups whose sign-up closes within two weeks."""
    now = clock.now()
    return Q(closes_at__gt=now, closes_at__lte=now + timedelta(days=CLOSING_DAYS))


def needs(groups: Any, values: list[str]) -> Any:
    """The groups at which somebody should look, for one of these reasons."""
    wanted = Q()
    if "no_dates" in values:
        wanted |= no_dates()
    if "closing" in values:
        wanted |= closing()
    if "disagrees" in values:
        wanted |= Q(pk__in=[found.pk for found in disagreeing_groups(groups)])
    return groups.filter(wanted)


def in_state(column: str) -> Any:
    """Published groups whose state is one of those asked for."""
    return lambda groups, values: groups.filter(live=True, **{f"{column}__in": values})


def led_by(groups: Any, people: list[Person]) -> Any:
    """Groups that one of the people leads."""
    leads = groups.model.leads.rel.related_model.objects.filter(person__in=people)
    return groups.filter(pk__in=leads.values("page"))


def projects_offered(request: Any) -> Any:
    """The projects of the user's own Work Groups."""
    groups = pages_of_request(WorkGroupList, request)
    used = groups.filter(project__isnull=False).values("project")
    return Project.objects.filter(of_these_hubs(hubs_of(groups)), pk__in=used)


def leads_offered(request: Any) -> Any:
    """The people who lead the user's own Work Groups."""
    groups = pages_of_request(WorkGroupList, request)
    leads = groups.model.leads.rel.related_model.objects.filter(page__in=groups.values("pk"))
    sites = [hub.site_id for hub in hubs_of(groups)]
    return Person.objects.filter(site__in=sites, pk__in=leads.values("person"))


class WorkGroupFilters(PageListFilters):
    """The filters of the list of Work Groups."""

    needs = SeveralFilter(
        needs,
        label=gettext_lazy("Look at"),
        choices=[
            ("no_dates", gettext_lazy("No dates yet")),
            ("closing", gettext_lazy("Sign-up closes within two weeks")),
            ("disagrees", gettext_lazy("Something disagrees")),
        ],
    )
    recruitment = SeveralFilter(
        in_state("recruitment_state"), label=gettext_lazy("Sign-up"), choices=Recruitment.choices
    )
    delivery = SeveralFilter(
        in_state("delivery_state"), label=gettext_lazy("Delivery"), choices=Delivery.choices
    )
    academic_year = SeveralFilter(in_column("academic_year"), label=gettext_lazy("Academic year"))
    phase = SeveralFilter(for_phases, label=gettext_lazy("Phase"), choices=Phase.choices)
    year = SeveralFilter(
        lambda rows, values: for_years(rows, [int(value) for value in values]),
        label=gettext_lazy("School year"),
        choices=YEAR_CHOICES,
    )
    strand = SeveralFilter(in_column("strand"), label=gettext_lazy("Strand"), choices=Strand.choices)
    project = SeveralRowsFilter(
        lambda rows, projects: rows.filter(project__in=projects),
        label=gettext_lazy("Project"),
        queryset=projects_offered,
    )
    lead = SeveralRowsFilter(led_by, label=gettext_lazy("Led by"), queryset=leads_offered)

    def offer_choices(self) -> None:
        """The academic years of the user's own groups."""
        self.offer("academic_year", years_held(self.pages))


class WorkGroupList(PageList):
    """Work Groups, those first that meet next."""

    mixin = WorkGroupMixin
    key = "work_groups"
    menu_label = gettext_lazy("Work Groups")
    icon = "group"
    searched = ("title", "draft_title", "effective_code")
    left_out = (*TEXT_FIELDS, "outcomes", "gap_tasks")
    default_ordering = "next_starts_at"
    filterset_class = WorkGroupFilters
    list_columns = [
        *first_columns(),
        hub_column(),
        ListColumn(
            "academic_year",
            gettext_lazy("Year"),
            lambda group: year_words(group.academic_year),
            sort_key="academic_year",
        ),
        ChipColumn("delivery", gettext_lazy("Delivery"), delivery_of),
        ChipColumn("recruitment", gettext_lazy("Sign-up"), recruitment_of),
        ListColumn(
            "places",
            gettext_lazy("Places taken"),
            places_words,
            sort_key="places_left",
            exports=(
                Exported("places_taken", gettext_lazy("Places taken"), lambda group: group.places_taken),
                Exported("capacity", gettext_lazy("Places"), lambda group: group.capacity),
            ),
        ),
        DayColumn("next_session", gettext_lazy("Next session"), next_day, sort_key="next_starts_at"),
        ListColumn("leads", gettext_lazy("Led by"), lead_names),
    ]

    def annotate(self, pages: Any) -> Any:
        """Where each stands, and who leads it."""
        leads = pages.model.leads.rel.related_model.objects.select_related("person").order_by("sort_order")
        return with_state(pages).prefetch_related(Prefetch("leads", queryset=leads))


WorkGroupFilters.of = WorkGroupList
