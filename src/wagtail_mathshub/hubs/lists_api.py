"""What the lists and details of all kinds of pages do alike in the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wagtail_mathshub.api.errors import ProblemShape, not_found
from wagtail_mathshub.api.listing import Listing, list_data
from wagtail_mathshub.api.parameters import Parameters, check_known
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.page_data import body_data, found_for_pages
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.publishing.references import Found

FAULTS = {400: ProblemShape, 401: ProblemShape, 404: ProblemShape, 422: ProblemShape}
One = Callable[[Any, Scope, Found], dict[str, Any]]


@dataclass(frozen=True)
class Family:
    """How one kind of page is read.

    `rows` finds the pages that anybody may see, `fill` what their cards need; `card` turns one into
    data, and `more` says what only its detail has, beside the body.
    """

    rows: Callable[[Scope], Any]
    fill: Callable[[Any], Any]
    card: One
    more: One = lambda page, scope, found: {}


def pages_list(request: HttpRequest, parameters: Any, listing: Listing, family: Family) -> HttpResponse:
    """A list of pages, complete for cards, with bodies where they are asked for."""
    check_known(request, type(parameters))

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        return list_data(listing, family.rows(scope), parameters, request, partial(items, scope), family.fill)

    def items(scope: Scope, pages: list[Any], bodies: bool) -> list[dict[str, Any]]:
        found = found_for_pages(pages, scope, bodies=bodies)
        return [
            family.card(page, scope, found) | ({"body": body_data(page, found)} if bodies else {})
            for page in pages
        ]

    return kept(request, data)


def page_detail(request: HttpRequest, key: int, parameters: Parameters, family: Family) -> HttpResponse:
    """One page with its body. Problem 404 for one that a visitor may not see."""
    check_known(request, Parameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        page = family.fill(family.rows(scope)).filter(pk=key).first()
        if page is None:
            raise not_found(_("There is no such page with this id here."))
        return detail_data(page, scope, family)

    return kept(request, data)


def detail_data(page: Any, scope: Scope, family: Family) -> dict[str, Any]:
    """One page with everything that its page says."""
    found = found_for_pages([page], scope, bodies=True, texts=True)
    data = family.card(page, scope, found)
    return data | {"body": body_data(page, found)} | family.more(page, scope, found)
