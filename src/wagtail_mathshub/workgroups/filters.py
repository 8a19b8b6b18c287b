"""How a teacher narrows down Work Groups: the same filters for the API and for pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any, Literal

from django.db.models import Exists, OuterRef, Q
from pydantic import Field

from wagtail_mathshub import clock
from wagtail_mathshub.api.listing import Facet, Listing
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import ListParameters, Moment, Words, Years, keys
from wagtail_mathshub.taxonomy import academic_years, years
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority
from wagtail_mathshub.taxonomy.vocabularies import (
    ApplyVia,
    Delivery,
    Mode,
    Phase,
    Recruitment,
    Stage,
    Strand,
    Term,
)
from wagtail_mathshub.taxonomy.year_range import overlapping
from wagtail_mathshub.workgroups import status_columns

YEAR_WORDS = ("current", "next")


class WorkGroupParameters(ListParameters):
    """What the list of Work Groups takes."""

    year: Years = []
    phase: keys(Phase, "The phase of the school.") = []  # ty: ignore[invalid-type-form]
    key_stage: Words = Field([], description="eyfs, ks1 to ks5.")
    audience: Words = Field([], description="Keys of audiences: class_teacher, teaching_assistant, ...")
    strand: keys(Strand) = []  # ty: ignore[invalid-type-form]
    stage: keys(Stage) = []  # ty: ignore[invalid-type-form]
    mode: keys(Mode) = []  # ty: ignore[invalid-type-form]
    term: keys(Term, "Groups with a session in that term of this or the chosen year.") = []  # ty: ignore[invalid-type-form]
    academic_year: Words = Field([], description="Keys like 2026-27, or `current`, `next`.")
    recruitment: keys(Recruitment) = []  # ty: ignore[invalid-type-form]
    delivery: keys(Delivery) = []  # ty: ignore[invalid-type-form]
    apply_via: keys(ApplyVia) = []  # ty: ignore[invalid-type-form]
    code: Words = Field([], description="Project codes like NCP26-17.")
    project: list[int] = Field([], description="Ids of projects.")
    area: Words = Field([], description="Keys of local authorities that may take part.")
    starts_after: Moment | None = Field(None, description="First session at this moment or later.")
    starts_before: Moment | None = Field(None, description="First session before this moment.")
    closes_before: Moment | None = Field(None, description="Sign-up closes before this moment.")
    archived: bool | None = Field(
        None, description="Only archived groups, or none of them. Without it and `academic_year`: none."
    )
    order: Literal["", "start", "-start", "closing", "title", "newest"] = ""


def _any(conditions: list[Q]) -> Q:
    return reduce(or_, conditions, Q(pk__in=[]))


def _ranges(rows: Any, ranges: list[years.Range]) -> Any:
    return rows.filter(_any([overlapping(wanted) for wanted in ranges]))


def _key_stages(rows: Any, values: list[str]) -> Any:
    return _ranges(rows, [years.key_stage_range(value) for value in values if value in years.KEY_STAGES])


def _having(relation: str) -> Any:
    """Rows with one of these keys in a relation, each row once."""

    def narrow(rows: Any, values: list[str]) -> Any:
        model = rows.model
        matching = model._base_manager.filter(pk=OuterRef("pk"), **{f"{relation}__key__in": values})
        return rows.filter(Exists(matching))

    return narrow


def _area(rows: Any, values: list[str]) -> Any:
    limited = rows.model._base_manager.filter(pk=OuterRef("pk"), local_authorities__isnull=False)
    named = rows.model._base_manager.filter(pk=OuterRef("pk"), local_authorities__key__in=values)
    return rows.filter(Q(neighbours_welcome=True) | ~Exists(limited) | Exists(named))


def _academic_years(rows: Any, values: list[str]) -> Any:
    now = academic_years.current()
    known = {"current": now, "next": academic_years.next_key(now)}
    return rows.filter(academic_year__in=[known.get(value, value) for value in values])


def _terms(rows: Any, values: list[str]) -> Any:
    from wagtail_mathshub.hubs.models import HubTerm

    sessions = rows.model.sessions.rel.related_model.objects
    spans = HubTerm.objects.filter(term__in=values).values_list("first_day", "last_day")
    within = _any([Q(date__gte=first, date__lte=last) for first, last in spans])
    return rows.filter(Exists(sessions.filter(within, page=OuterRef("pk"), status="scheduled")))


def _archived(rows: Any, value: bool) -> Any:
    condition = status_columns.archived(clock.now())
    return rows.filter(condition) if value else rows.exclude(condition)


def _search(rows: Any, words: str) -> Any:
    for word in words.split()[:10]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(effective_code__icontains=word)
        )
    return rows


def _phase_conditions() -> Mapping[str, Q]:
    return {key: overlapping(years.phase_range(key)) for key in years.PHASES}


def _key_stage_conditions() -> Mapping[str, Q]:
    return {key: overlapping(years.key_stage_range(key)) for key in years.KEY_STAGES}


def _year_conditions() -> Mapping[str, Q]:
    return {years.year_key(year): overlapping((year, year)) for year, _label in years.YEAR_CHOICES}


def _columns(column: str) -> Any:
    return lambda rows, values: rows.filter(**{f"{column}__in": values})


def _state_conditions(column: str, choices: Any) -> Any:
    return lambda: {str(key): Q(**{column: key}) for key in choices.values if key}


def _relation_conditions(relation: str, model: Any) -> Any:
    return lambda: {
        key: Q(**{f"{relation}__key": key}) for key in model.objects.values_list("key", flat=True)
    }


PK = Key("pk")
LISTING = Listing(
    filters={
        "year": lambda rows, values: _ranges(rows, [(value, value) for value in values]),
        "phase": lambda rows, values: _ranges(rows, [years.phase_range(value) for value in values]),
        "key_stage": _key_stages,
        "audience": _having("audiences"),
        "strand": _columns("strand"),
        "stage": _columns("stage"),
        "mode": _columns("sessions_mode"),
        "term": _terms,
        "academic_year": _academic_years,
        "recruitment": _columns("recruitment_state"),
        "delivery": _columns("delivery_state"),
        "apply_via": _columns("apply_via"),
        "code": _columns("effective_code"),
        "project": _columns("project_id"),
        "area": _area,
        "starts_after": lambda rows, value: rows.filter(first_starts_at__gte=value),
        "starts_before": lambda rows, value: rows.filter(first_starts_at__lt=value),
        "closes_before": lambda rows, value: rows.filter(closes_at__lt=value),
        "archived": _archived,
        "q": _search,
    },
    facets={
        "year": Facet(_year_conditions),
        "phase": Facet(_phase_conditions),
        "key_stage": Facet(_key_stage_conditions),
        "audience": Facet(_relation_conditions("audiences", Audience)),
        "area": Facet(_relation_conditions("local_authorities", LocalAuthority)),
        "strand": Facet(_state_conditions("strand", Strand)),
        "mode": Facet(_state_conditions("sessions_mode", Mode)),
        "recruitment": Facet(_state_conditions("recruitment_state", Recruitment)),
        "delivery": Facet(_state_conditions("delivery_state", Delivery)),
        "academic_year": Facet(column="academic_year"),
    },
    orders={
        "start": (Key("first_starts_at"), Key("title"), PK),
        "-start": (Key("first_starts_at", descending=True), Key("title"), PK),
        "closing": (Key("closes_at"), Key("title"), PK),
        "title": (Key("title"), PK),
        "newest": (Key("first_published_at", descending=True), PK),
    },
    default_order="start",
)
