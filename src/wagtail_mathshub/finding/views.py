"""Pages that are no pages of the tree: they belong to a hub, look like its others, and are found by an address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_mathshub.hubs.breadcrumbs import Crumb
from wagtail_mathshub.hubs.navigation import home_of
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.publishing.references import Viewpoint

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

READING = ("GET", "HEAD")
Fill = Callable[..., dict[str, Any]]


def hub_view(template: str) -> Callable[[Fill], Callable[..., HttpResponse]]:
    """A view of a hub from a function that fills `template`: request, hub and what the address names in.

    404 where the host is no hub. The template finds `hub`, `crumbs` and `structured_data` in any case.
    """

    def decorated(fill: Fill) -> Callable[..., HttpResponse]:
        @wraps(fill)
        def view(request: HttpRequest, **keys: Any) -> HttpResponse:
            if request.method not in READING:
                return HttpResponseNotAllowed(READING)
            with one_reading():
                hub = hub_of_site(Site.find_for_request(request))
                if hub is None:
                    raise Http404(_("This host is no hub."))
                context = {"hub": hub, "crumbs": _home_crumb(hub), "structured_data": []}
                return HttpResponse(render_to_string(template, context | fill(request, hub, **keys), request))

        return view

    return decorated


def _home_crumb(hub: HubSettings) -> list[Crumb]:
    return [Crumb(_("Home"), address_of(home_of(hub), Viewpoint(site=hub.site)))]
