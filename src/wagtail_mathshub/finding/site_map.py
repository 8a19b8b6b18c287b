"""Every page of a hub's site, for search engines and for front ends that build all pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.articles.mixins import HubArticleMixin
from wagtail_mathshub.finding.kinds import page_model
from wagtail_mathshub.finding.routing import kind_of, lists_of
from wagtail_mathshub.hubs.page_data import API
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.jobs.queries import jobs
from wagtail_mathshub.jobs.state import is_open
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import visible


def site_map(scope: Scope) -> Any:
    """The pages that anybody may see, in the order of the tree, without jobs that are closed."""
    return pages_of(scope.site if scope.hub else None)


def pages_of(site: Site | None) -> Any:
    """The same for one site, be it a hub or not, or for all sites."""
    pages = visible(page_model().objects.all(), site=site)
    closed = jobs().exclude(is_open(clock.now()))
    return pages.exclude(pk__in=closed.order_by().values("pk")).order_by("path")


def pages_to_find(site: Site) -> Any:
    """Those that search engines are to look for here: articles that were published elsewhere first are not."""
    model = get_model(HubArticleMixin)
    pages = pages_of(site)
    elsewhere = model.objects.exclude(canonical_address="") if model else None
    return pages if elsewhere is None else pages.exclude(pk__in=elsewhere.values("pk"))


def site_map_data(pages: list[Any], scope: Scope) -> list[dict[str, Any]]:
    """Each page with its addresses; those that no site serves are left out."""
    entries = (_entry(page, scope) for page in pages)
    return [entry for entry in entries if entry["url"]]


def _entry(page: Any, scope: Scope) -> dict[str, Any]:
    kind, route = kind_of(page.specific_class)
    return {
        "id": page.pk,
        "kind": kind,
        "lists": lists_of(page.specific_class),
        "url": address_of(page, scope.viewpoint),
        "api_url": reverse(f"{API}:{route}", args=[page.pk]) if route else "",
        "updated_at": page.last_published_at,
    }
