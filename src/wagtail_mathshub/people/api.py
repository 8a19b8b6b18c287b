"""People in the API: those with a current role, and only what they want shown."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.conditions import PK, words_in
from wagtail_mathshub.api.listing import Listing, list_data
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import ListParameters, check_known, keys
from wagtail_mathshub.blocks.people import PersonShape
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.people.data import person_data
from wagtail_mathshub.people.queries import of_kind, people, with_current_role
from wagtail_mathshub.publishing.renditions import images
from wagtail_mathshub.taxonomy.vocabularies import PersonRole

router = Router(tags=["People and places"])


class PeopleParameters(ListParameters):
    """What the list of people takes."""

    who: Literal["", "leads", "llmes", "board", "all"] = ""
    role: keys(PersonRole) = []  # ty: ignore[invalid-type-form]
    order: Literal["", "name"] = ""


def _role(rows: Any, values: list[str]) -> Any:
    return rows.filter(with_current_role(Q(role__in=values)))


LISTING = Listing(
    filters={
        "who": lambda rows, value: rows.filter(of_kind(value)),
        "role": _role,
        "q": words_in("name"),
    },
    facets={},
    orders={"name": (Key("name"), PK)},
    default_order="name",
)


@router.get(
    "people",
    response={200: ListShape[PersonShape]} | FAULTS,
    operation_id="people_list",
    summary="Who is who in the hub",
    url_name="people",
)
def people_list(request: HttpRequest, parameters: Query[PeopleParameters]) -> HttpResponse:
    """People with a current role, by name."""
    check_known(request, PeopleParameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        rows = people(site=scope.site if scope.hub else None).filter(of_kind("all"))
        return list_data(LISTING, rows, parameters, request, partial(_items, scope))

    return kept(request, data)


def _items(scope: Scope, found: list[Any], bodies: bool) -> list[dict[str, Any]]:
    photos = images({person.photo_id for person in found if person.photo_id}, scope.viewpoint)
    return [person_data(person, photos) for person in found]
