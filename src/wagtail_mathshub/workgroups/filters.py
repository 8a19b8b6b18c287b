"""How a teacher narrows down Work Groups: the same filters for the API and for pages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from django.db.models import Count, Exists, OuterRef, Q
from pydantic import Field

from wagtail_mathshub import clock
from wagtail_mathshub.api.conditions import (
    PK,
    Narrow,
    any_of,
    for_key_stages,
    for_phases,
    for_years,
    having,
    in_column,
    key_stage_options,
    phase_options,
    words_in,
    year_options,
)
from wagtail_mathshub.api.listing import Facet, Listing, Unasked
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import Ids, ListParameters, Moment, Words, Years, keys
from wagtail_mathshub.hubs.queries import all_terms
from wagtail_mathshub.scheduling.slots import span_of
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.models import LocalAuthority
from wagtail_mathshub.taxonomy.vocabularies import (
    ApplyVia,
    Delivery,
    Mode,
    Phase,
    Recruitment,
    SlotStatus,
    Stage,
    Strand,
    Term,
)
from wagtail_mathshub.workgroups import status_columns
from wagtail_mathshub.workgroups.queries import with_states


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
    project: Ids = Field([], description="Ids of projects.", examples=[[12]])
    area: Words = Field([], description="Keys of local authorities that may take part.")
    starts_after: Moment | None = Field(None, description="First session at this moment or later.")
    starts_before: Moment | None = Field(None, description="First session before this moment.")
    closes_before: Moment | None = Field(None, description="Sign-up closes before this moment.")
    archived: bool | None = Field(
        None, description="Only archived groups, or none of them. Without it and `academic_year`: none."
    )
    order: Literal["", "start", "-start", "closing", "title", "newest"] = ""


def _in_state(column: str) -> Narrow:
    return lambda rows, values: with_states(rows).filter(**{f"{column}__in": values})


def _area(rows: Any, values: list[str]) -> Any:
    named = rows.model._base_manager.filter(pk=OuterRef("pk"), local_authorities__key__in=values)
    return rows.filter(_open_to_all(rows) | Exists(named))


def _open_to_all(rows: Any) -> Q:
    limited = rows.model._base_manager.filter(pk=OuterRef("pk"), local_authorities__isnull=False)
    return Q(neighbours_welcome=True) | Q(~Exists(limited))


def _area_counts(rows: Any) -> dict[str, int]:
    # A group that is open to all counts for every area, and one that names some for those.
    everybody = rows.order_by().filter(_open_to_all(rows)).count()
    limited = rows.order_by().filter(neighbours_welcome=False, local_authorities__isnull=False)
    named = dict(limited.values_list("local_authorities__key").annotate(number=Count("pk", distinct=True)))
    areas = LocalAuthority.objects.filter(hubs__isnull=False).values_list("key", flat=True)
    return {key: everybody + named.get(key, 0) for key in sorted({*areas, *named})}


def _academic_years(rows: Any, values: list[str]) -> Any:
    now = academic_years.current()
    known = {"current": now, "next": academic_years.next_key(now)}
    return rows.filter(academic_year__in=[known.get(value, value) for value in values])


def _terms(rows: Any, values: list[str]) -> Any:
    return rows.filter(meeting_in(rows.model, values))


def meeting_in(model: Any, terms: Collection[str]) -> Q:
    """Work Groups with a session in one of these terms, of any year.

    The terms of the hub in whose tree the group lies: neighbouring hubs do not keep the same days.
    """
    sessions = model.sessions.rel.related_model.objects
    spans = sorted(
        (row.settings.site.root_page.path, row.first_day, row.last_day)
        for row in all_terms()
        if row.term in terms
    )
    wanted: Q = Q(pk__in=[])
    for path, found in groupby(spans, key=itemgetter(0)):
        within = any_of(_days(first, last) for _path, first, last in found)
        held = sessions.filter(within, page=OuterRef("pk"), status=SlotStatus.SCHEDULED)
        wanted = wanted | Q(Q(path__startswith=path) & Exists(held))
    return wanted


def _days(first: date, last: date) -> Q:
    # By the stored moments, which an index holds, and not by the days.
    begins, ends = span_of(first, None, None)[0], span_of(last, None, None)[1]
    return Q(starts_at__gte=begins, starts_at__lt=ends)


def _term_counts(rows: Any) -> dict[str, int]:
    return {key: rows.filter(meeting_in(rows.model, [key])).order_by().count() for key in Term.values}


def _archived(rows: Any, value: bool) -> Any:
    condition = status_columns.archived(clock.now())
    return rows.filter(condition) if value else rows.exclude(condition)


LISTING = Listing(
    filters={
        "year": for_years,
        "phase": for_phases,
        "key_stage": for_key_stages,
        "audience": having("audiences__key"),
        "strand": in_column("strand"),
        "stage": in_column("stage"),
        "mode": in_column("sessions_mode"),
        "term": _terms,
        "academic_year": _academic_years,
        "recruitment": _in_state("recruitment_state"),
        "delivery": _in_state("delivery_state"),
        "apply_via": in_column("apply_via"),
        "code": in_column("effective_code"),
        "project": in_column("project_id"),
        "area": _area,
        "starts_after": lambda rows, value: rows.filter(first_starts_at__gte=value),
        "starts_before": lambda rows, value: rows.filter(first_starts_at__lt=value),
        "closes_before": lambda rows, value: rows.filter(closes_at__lt=value),
        "archived": _archived,
        "q": words_in("title", "summary", "effective_code"),
    },
    facets={
        "year": Facet(year_options),
        "phase": Facet(phase_options),
        "key_stage": Facet(key_stage_options),
        "audience": Facet(column="audiences__key"),
        "area": Facet(counts=_area_counts),
        "term": Facet(counts=_term_counts),
        "strand": Facet(column="strand", options=Strand),
        "mode": Facet(column="sessions_mode", options=Mode),
        "recruitment": Facet(column="recruitment_state", options=Recruitment, prepare=with_states),
        "delivery": Facet(column="delivery_state", options=Delivery, prepare=with_states),
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
    unasked=Unasked(lambda rows: _archived(rows, False), asked_by=("academic_year", "archived")),
)
