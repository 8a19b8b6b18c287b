"""What the lists and details of all kinds of pages do alike in the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wagtail_mathshub.api.errors import ProblemShape, not_found
from wagtail_mathshub.api.listing import Listing, list_data
from wagtail_mathshub.api.parameters import Parameters, check_known
from wagtail_mathshub.hubs.kept import NextChange, kept, nothing_else
from wagtail_mathshub.hubs.page_data import body_data, found_for_pages
from wagtail_mathshub.hubs.scope import Scope, scope_of
from wagtail_mathshub.publishing.references import Found

FAULTS = {404: ProblemShape, 422: ProblemShape}
One = Callable[[Any, Scope, Found], dict[str, Any]]


def pages_list(
    request: HttpRequest,
    parameters: Any,
    listing: Listing,
    *,
    rows: Callable[[Scope], Any],
    fill: Callable[[Any], Any],
    one: One,
    next_change: NextChange = nothing_else,
) -> HttpResponse:
    """A list of pages, complete for cards, with bodies where they are asked for."""
    check_known(request, type(parameters))

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        return list_data(listing, rows(scope), parameters, request, partial(items, scope), fill)

    def items(scope: Scope, pages: list[Any], bodies: bool) -> list[dict[str, Any]]:
        found = found_for_pages(pages, scope, bodies=bodies)
        return [
            one(page, scope, found) | ({"body": body_data(page, found)} if bodies else {}) for page in pages
        ]

    return kept(request, data, next_change)


def page_detail(
    request: HttpRequest,
    key: int,
    parameters: Parameters,
    *,
    rows: Callable[[Scope], Any],
    fill: Callable[[Any], Any],
    one: One,
    more: Callable[[Any, Scope, Found], dict[str, Any]] = lambda page, scope, found: {},
    next_change: NextChange = nothing_else,
) -> HttpResponse:
    """One page with its body. Problem 404 for one that a visitor may not see."""
    check_known(request, Parameters)

    def data() -> dict[str, Any]:
        scope = scope_of(request, parameters.hub)
        page = fill(rows(scope)).filter(pk=key).first()
        if page is None:
            raise not_found(_("There is no such page with this id here."))
        found = found_for_pages([page], scope, bodies=True)
        return one(page, scope, found) | {"body": body_data(page, found)} | more(page, scope, found)

    return kept(request, data, next_change)
