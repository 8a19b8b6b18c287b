"""The search of a hub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.finding.views import hub_view
from wagtail_mathshub.hubs.page_meta import meta_for

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings


@hub_view("wagtail_mathshub/search_page.html")
def search(request: HttpRequest, hub: HubSettings) -> dict[str, Any]:
    """The page."""
    return {"current": "search", "meta": meta_for(request, hub, title="Search")}
