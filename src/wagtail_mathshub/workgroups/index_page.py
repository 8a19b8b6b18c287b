"""The list of Work Groups as a page: its filters, and the cohorts of one project together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.api.conditions import phase_options, year_options
from wagtail_mathshub.api.listing import Options, counted_together, facet_counts, filtered
from wagtail_mathshub.api.parameters import tolerant
from wagtail_mathshub.publishing.listing import listed
from wagtail_mathshub.taxonomy.vocabularies import Term
from wagtail_mathshub.taxonomy.years import year_key
from wagtail_mathshub.workgroups.filters import LISTING, WorkGroupParameters, meeting_in
from wagtail_mathshub.workgroups.finder import finder_of
from wagtail_mathshub.workgroups.grouping import gathered
from wagtail_mathshub.workgroups.queries import for_lists, public_groups

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings


def index_context(index: Any, request: HttpRequest, hub: HubSettings | None) -> dict[str, Any]:
    """The Work Groups that the request's filters leave, a page at a time, and the form to narrow them down."""
    given = tolerant(WorkGroupParameters, request.GET)
    parameters = given.model_copy(update={"facets": ["audience"], "hub": "", "order": given.order})
    rows = public_groups(hub=hub).descendant_of(index)
    keys = LISTING.orders[parameters.order or LISTING.default_order]
    shown = for_lists(filtered(LISTING, rows, parameters)).order_by(*[key.ordering() for key in keys])
    count, counts = counted_together(LISTING, rows, parameters, options_of(rows.model))
    counts |= facet_counts(LISTING, rows, parameters)
    groups = listed(shown, request, count=count)
    finder = finder_of(_chosen(parameters), counts, count, hub)
    return {"work_groups": groups, "gathered": gathered(groups), "finder": finder}


def options_of(model: Any) -> dict[str, Options]:
    """The options of each filter that are counted together: conditions, or the column that holds them."""
    return {
        "year": year_options(),
        "phase": phase_options(),
        "term": {key: meeting_in(model, [key]) for key in Term.values},
        "mode": "sessions_mode",
        "recruitment": "recruitment_state",
    }


def _chosen(parameters: WorkGroupParameters) -> dict[str, list[str]]:
    values = {name: getattr(parameters, name) for name in LISTING.filters}
    chosen = {
        name: value if isinstance(value, list) else [value]
        for name, value in values.items()
        if value not in (None, "", [])
    }
    if "year" in chosen:
        chosen["year"] = [year_key(year) for year in chosen["year"]]
    return {name: [str(value) for value in found] for name, found in chosen.items()}
