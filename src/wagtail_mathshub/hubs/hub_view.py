"""Pages that are no pages of the tree: they belong to a hub, look like its others, and are found by an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
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
# What a form on a page of its own takes.
FILLING_IN = (*READING, "POST")


@dataclass(frozen=True)
class Filled:
    """A context with the status and headers of its answer; `template` takes the place of the view's own."""

    context: dict[str, Any]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    template: str = ""


Fill = Callable[..., "dict[str, Any] | Filled | HttpResponseBase"]


def hub_view(
    template: str, *, methods: tuple[str, ...] = READING
) -> Callable[[Fill], Callable[..., HttpResponseBase]]:
    """A view of a hub from a function that fills `template`: request, hub and what the address names in.

    It gives the context, alone or as Filled, or a whole response such as a redirect. 404 where the host is
    no hub, 405 for other methods. The template finds `hub`, `crumbs` and `structured_data` in any case.
    """

    def decorated(fill: Fill) -> Callable[..., HttpResponseBase]:
        @wraps(fill)
        def view(request: HttpRequest, **keys: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            with one_reading():
                hub = hub_of_site(Site.find_for_request(request))
                if hub is None:
                    raise Http404(_("This host is no hub."))
                filled = fill(request, hub, **keys)
                return (
                    filled if isinstance(filled, HttpResponseBase) else _page(request, hub, filled, template)
                )

        return view

    return decorated


def _page(
    request: HttpRequest, hub: HubSettings, filled: dict[str, Any] | Filled, template: str
) -> HttpResponse:
    if not isinstance(filled, Filled):
        filled = Filled(filled)
    context = {"hub": hub, "crumbs": _home_crumb(hub), "structured_data": []} | filled.context
    html = render_to_string(filled.template or template, context, request)
    return HttpResponse(html, status=filled.status, headers=dict(filled.headers))


def _home_crumb(hub: HubSettings) -> list[Crumb]:
    return [Crumb(_("Home"), address_of(home_of(hub), Viewpoint(site=hub.site)))]
