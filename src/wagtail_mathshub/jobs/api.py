"""Job adverts in the API."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from wagtail_mathshub import clock
from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.conditions import PK, choice_options, in_column, words_in
from wagtail_mathshub.api.listing import Facet, Listing, Unasked
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import ListParameters, Moment, Parameters, keys
from wagtail_mathshub.hubs.lists_api import FAULTS, Family, page_detail, pages_list
from wagtail_mathshub.hubs.page_data import page_data
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.jobs.queries import files_of, for_cards, jobs
from wagtail_mathshub.jobs.shapes import JobDetailShape, JobShape
from wagtail_mathshub.jobs.state import is_open
from wagtail_mathshub.jobs.structured_data import employment_types
from wagtail_mathshub.jobs.wording import apply_link, pay_words
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.taxonomy.job_terms import JobKind, JobState, Workplace
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
        "kind": Facet(choice_options("kind", JobKind)),
        "phase": Facet(choice_options("phase", Phase)),
        "state": Facet(choice_options("job_state", JobState)),
    },
    orders={
        "closing": (Key("closes_at"), Key("title"), PK),
        "newest": (Key("first_published_at", descending=True), PK),
        "title": (Key("title"), PK),
    },
    default_order="closing",
    unasked=Unasked(lambda rows: rows.filter(is_open(clock.now())), asked_by=("state",)),
)


def _choice(scope: Scope, choices: Any, key: str) -> dict[str, str] | None:
    return scope.labelled(key, choices(key).label) if key and key in choices.values else None


def job_data(advert: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """One advert, complete for a card."""
    link = apply_link(advert, scope.hub_of(advert))
    return page_data(advert, "job", "job", scope) | {
        "summary": advert.summary,
        "state": scope.labelled(advert.state, advert.state.label),
        "kind": _choice(scope, JobKind, advert.kind),
        "phase": _choice(scope, Phase, advert.phase),
        "time_commitment": advert.time_commitment,
        "fte": str(advert.fte) if advert.fte is not None else None,
        "starts": advert.starts,
        "ends": advert.ends,
        "pay": _pay(advert),
        "host": advert.host.name if advert.host else "",
        "location": advert.location,
        "workplace": _choice(scope, Workplace, advert.workplace),
        "who_can_apply": advert.who_can_apply,
        "head_endorsement": advert.head_endorsement,
        "closes_at": advert.closes_at,
        "extended_from": advert.extended_from,
        "interviews": advert.interviews,
        "apply_url": link.address if link else "",
        "employment_type": employment_types(advert),
    }


def _pay(advert: Any) -> dict[str, Any]:
    return {
        "to": advert.pay_to,
        "minimum": advert.pay_min,
        "maximum": advert.pay_max,
        "unit": advert.pay_unit,
        "pro_rata": advert.pay_pro_rata,
        "note": advert.pay_note,
        "words": pay_words(advert),
    }


def _more(advert: Any, scope: Scope, found: Found) -> dict[str, Any]:
    person = advert.contact_person
    return {
        "documents": files_of(advert, scope.viewpoint),
        "contact": advert.contact_text or (person.name if person else ""),
    }


def _all(scope: Scope) -> Any:
    return jobs(hub=scope.hub)


FAMILY = Family(rows=_all, fill=for_cards, card=job_data, more=_more)


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
def jobs_detail(request: HttpRequest, id: int, parameters: Query[Parameters]) -> HttpResponse:
    """One advert, closed ones included."""
    return page_detail(request, id, parameters, FAMILY)
