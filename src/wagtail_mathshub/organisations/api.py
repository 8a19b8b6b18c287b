"""Schools and venues in the API."""

from __future__ import annotations

from typing import Any, Literal

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.conditions import PK, any_of, in_column, words_in
from wagtail_mathshub.api.listing import Facet, Listing, list_data
from wagtail_mathshub.api.paging import Key
from wagtail_mathshub.api.parameters import ListParameters, Words, check_known, check_words
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.scope import scope_of
from wagtail_mathshub.organisations.data import ROLES, organisation_item
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.organisations.shapes import OrganisationShape

router = Router(tags=["People and places"])


class OrganisationParameters(ListParameters):
    """What the list of schools and venues takes."""

    role: Words = Field([], description="lead, strategic_partner, operational_partner, venue.")
    area: Words = Field([], description="Keys of local authorities.")
    order: Literal["", "name"] = ""


def _role(rows: Any, values: list[str]) -> Any:
    return rows.filter(any_of(Q(**{f"is_{value}": True}) for value in values))


LISTING = Listing(
    filters={"role": _role, "area": in_column("local_authority__key"), "q": words_in("name", "postcode")},
    facets={"area": Facet(column="local_authority__key")},
    orders={"name": (Key("name"), PK)},
    default_order="name",
)


@router.get(
    "organisations",
    response={200: ListShape[OrganisationShape]} | FAULTS,
    operation_id="organisations_list",
    summary="Schools, partners and venues",
    url_name="organisations",
)
def organisations_list(request: HttpRequest, parameters: Query[OrganisationParameters]) -> HttpResponse:
    """Schools and venues of the hub, by name."""
    check_known(request, OrganisationParameters)
    check_words("role", parameters.role, list(ROLES))

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        rows = Organisation.objects.select_related("local_authority")
        rows = rows.filter(site=scope.site) if scope.hub else rows
        return list_data(
            LISTING,
            rows,
            parameters,
            request,
            lambda found, bodies: [organisation_item(row, scope) for row in found],
        )

    return kept(request, data)
