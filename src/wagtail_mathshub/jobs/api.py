"""Job adverts in the API."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from wagtail_mathshub import clock
from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.conditions import PK, in_column, words_in
from wagtail_mathshub.api.listing import Facet, Listing, Unasked
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import Id, ListParameters, Moment, Parameters, keys
from wagtail_mathshub.hubs.lists_api import FAULTS, Family, page_detail, pages_list
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.jobs.data import job_data, job_more
from wagtail_mathshub.jobs.queries import for_cards, jobs
from wagtail_mathshub.jobs.shapes import JobDetailShape, JobShape
from wagtail_mathshub.jobs.state import is_open
from wagtail_mathshub.taxonomy.job_terms import JobKind, JobState
from wagtail_mathshub.taxonomy.vocabularies import Phase

router = Router(tags=["Jobs"])


class JobParameters(ListParameters):
    """What the list of adverts takes."""

    kind: keys(JobKind) = []  # ty: ignore[invalid-type-form]
    phase: keys(Phase) = []  # ty: ignore[invalid-type-form]
    state: keys(JobState) = Field([], description="Without it: open and closing_soon.")  # ty: ignore[invalid-type-form]
    closes_before: Moment | None = None
    order: Literal["", "closing", "newest", "title"] = ""


LISTING = Listing(
    filters={
        "kind": in_column("kind"),
        "phase": in_column("phase"),
        "state": in_column("job_state"),
        "closes_before": lambda rows, value: rows.filter(closes_at__lt=value),
        "q": words_in("title", "summary", "who_can_apply", "location"),
    },
    facets={
        "kind": Facet(column="kind", options=JobKind),
        "phase": Facet(column="phase", options=Phase),
        "state": Facet(column="job_state", options=JobState),
    },
    orders={
        "closing": (Key("closes_at"), Key("title"), PK),
        "newest": (Key("first_published_at", descending=True), PK),
        "title": (Key("title"), PK),
    },
    default_order="closing",
    unasked=Unasked(lambda rows: rows.filter(is_open(clock.now())), asked_by=("state",)),
)


def _all(scope: Scope) -> Any:
    return jobs(hub=scope.hub)


FAMILY = Family(rows=_all, fill=for_cards, card=job_data, more=job_more)


@router.get(
    "jobs",
    response={200: ListShape[JobShape]} | FAULTS,
    operation_id="jobs_list",
    summary="Open roles, the next to close first",
    url_name="jobs",
)
def jobs_list(request: HttpRequest, parameters: Query[JobParameters]) -> HttpResponse:
    """Adverts that somebody can answer; others only where their state is asked for."""
    return pages_list(request, parameters, LISTING, FAMILY)


@router.get(
    "jobs/{id}",
    response={200: JobDetailShape} | FAULTS,
    operation_id="jobs_detail",
    summary="An advert with its files",
    url_name="job",
)
def jobs_detail(request: HttpRequest, id: Id, parameters: Query[Parameters]) -> HttpResponse:
    """One advert, closed ones included."""
    return page_detail(request, id, parameters, FAMILY)
