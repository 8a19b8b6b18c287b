"""The words of the filters in the API: every key that they take, with its label in the hub's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape
from wagtail_mathshub.api.parameters import Parameters, check_known
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.taxonomy import vocabularies as words
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.job_terms import JobKind, JobState
from wagtail_mathshub.taxonomy.licences import Licence
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority, Topic

router = Router(tags=["Hub"])
Words = list[KeyLabelShape]
FIXED = {
    "phase": words.Phase,
    "strand": words.Strand,
    "stage": words.Stage,
    "mode": words.Mode,
    "term": words.Term,
    "recruitment": words.Recruitment,
    "delivery": words.Delivery,
    "apply_via": words.ApplyVia,
    "event_kind": words.EventKind,
    "job_kind": JobKind,
    "job_state": JobState,
    "licence": Licence,
}
EDITED = {"audience": Audience, "topic": Topic, "area": LocalAuthority}


class WordsShape(BaseModel):
    """By filter: the keys that it takes, in their order, with their labels."""

    year: Words = Field(description="n (Nursery), r (Reception), 1 to 13.")
    phase: Words
    key_stage: Words
    audience: Words
    topic: Words
    area: Words = Field(description="Local authorities.")
    strand: Words
    stage: Words
    mode: Words
    term: Words
    recruitment: Words
    delivery: Words
    apply_via: Words
    event_kind: Words = Field(description="The filter `kind` of events.")
    job_kind: Words = Field(description="The filter `kind` of jobs.")
    job_state: Words = Field(description="The filter `state` of jobs.")
    licence: Words


@router.get(
    "vocabularies",
    response={200: WordsShape} | FAULTS,
    operation_id="vocabularies",
    summary="The keys of the filters, with their labels in the hub's words",
    url_name="vocabularies",
)
def vocabularies(request: HttpRequest, parameters: Query[Parameters]) -> HttpResponse:
    """What a front end writes beside the counts of facets."""
    check_known(request, Parameters)
    return kept(request, lambda: _words(scope_of(request, parameters.hub)))


def _words(scope: Scope) -> dict[str, Any]:
    def labelled(rows: Iterable[tuple[Any, Any]]) -> list[dict[str, str]]:
        return [scope.labelled(key, label) for key, label in rows if key]

    stages = [(key, stage[0]) for key, stage in years.KEY_STAGES.items()]
    numbers = [(years.year_key(year), label) for year, label in years.YEAR_CHOICES]
    edited = {name: model.objects.values_list("key", "label") for name, model in EDITED.items()}
    fixed = {name: choices.choices for name, choices in FIXED.items()}
    every = {"year": numbers, "key_stage": stages} | edited | fixed
    return {name: labelled(rows) for name, rows in every.items()}
