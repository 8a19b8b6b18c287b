"""Hubs and their menus in the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from wagtail_mathshub.api.answers import ListShape
from wagtail_mathshub.api.parameters import Parameters, check_known
from wagtail_mathshub.hubs.kept import kept
from wagtail_mathshub.hubs.lists_api import FAULTS
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.navigation import menu_of
from wagtail_mathshub.hubs.queries import hubs
from wagtail_mathshub.hubs.scope import ALL, Scope, scope_of
from wagtail_mathshub.hubs.shapes import HubShape, NavigationShape
from wagtail_mathshub.publishing.addresses import site_address
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.renditions import images

router = Router(tags=["Hub"])
ROWS = ("lead_schools__organisation", "local_authorities", "terms", "holidays")


def hub_data(hub: HubSettings, logos: dict[int, Any]) -> dict[str, Any]:
    """A hub's settings, but for those that are its own business."""
    schools = sorted(hub.lead_schools.all(), key=lambda row: row.sort_order or 0)
    return {
        "key": hub.key,
        "name": hub.name,
        "short_name": hub.short_name,
        "url": site_address(hub.site),
        "area": hub.area_text,
        "local_authorities": [{"key": row.key, "label": row.label} for row in hub.local_authorities.all()],
        "lead_schools": [row.organisation.name for row in schools],
        "hub_lead": hub.hub_lead.name if hub.hub_lead else "",
        "email": hub.email,
        "phone": hub.phone,
        "address": hub.address,
        "ncetm_url": hub.ncetm_url,
        "newsletter_url": hub.newsletter_url,
        "social_links": hub.social_links,
        "colours": [hub.colour_1, hub.colour_2],
        "palette": hub.palette,
        "logo": logos.get(hub.logo_id),
        "terms": [
            {
                "academic_year": row.academic_year,
                "term": row.term,
                "first_day": row.first_day,
                "last_day": row.last_day,
            }
            for row in hub.terms.all()
        ],
        "holidays": [
            {"name": row.name, "first_day": row.first_day, "last_day": row.last_day}
            for row in hub.holidays.all()
        ],
        "labels": hub.labels,
    }


def _many(rows: Any, viewpoint: Viewpoint) -> list[dict[str, Any]]:
    found = list(rows.select_related("hub_lead", "site__root_page").prefetch_related(*ROWS))
    logos = images({hub.logo_id for hub in found if hub.logo_id}, viewpoint)
    return [hub_data(hub, logos) for hub in found]


@router.get("hub", response={200: HubShape} | FAULTS, operation_id="hub", summary="The hub", url_name="hub")
def hub_detail(request: HttpRequest, parameters: Query[Parameters]) -> HttpResponse:
    """The hub of the host asked, or the one that is named."""
    check_known(request, Parameters)

    def data() -> dict[str, Any]:
        scope = _one_hub(request, parameters)
        return _many(hubs().filter(pk=scope.hub.pk if scope.hub else None), scope.viewpoint)[0]

    return kept(request, data)


@router.get(
    "hubs",
    response={200: ListShape[HubShape]} | FAULTS,
    operation_id="hubs_list",
    summary="All hubs of this installation",
    url_name="hubs",
)
def hubs_list(request: HttpRequest, parameters: Query[Parameters]) -> HttpResponse:
    """Every hub, by name."""
    check_known(request, Parameters)

    def data() -> dict[str, Any]:
        items = _many(hubs(), scope_of(request, ALL).viewpoint)
        return {"count": len(items), "items": items, "next": None, "facets": {}}

    return kept(request, data)


@router.get(
    "navigation",
    response={200: NavigationShape} | FAULTS,
    operation_id="navigation",
    summary="The hub's menu",
    url_name="navigation",
)
def navigation(request: HttpRequest, parameters: Query[Parameters]) -> HttpResponse:
    """The hub's home page, and the public pages that are shown in menus, in the tree's order."""
    check_known(request, Parameters)

    def data() -> dict[str, Any]:
        scope = _one_hub(request, parameters)
        home, items = menu_of(scope.hub)
        return {
            "home": page_link(home, scope.viewpoint) if home else None,
            "items": [page_link(page, scope.viewpoint) for page in items],
        }

    return kept(request, data)


def _one_hub(request: HttpRequest, parameters: Parameters) -> Scope:
    # Of all hubs together there is neither a name nor a menu: the host's own then.
    return scope_of(request, "" if parameters.hub == ALL else parameters.hub)
