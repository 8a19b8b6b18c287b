"""The hub's two colours as a stylesheet of their own, so that no page needs inline style, and its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from wagtail_mathshub.hubs.figures import mark
from wagtail_mathshub.hubs.models import DEFAULT_COLOURS
from wagtail_mathshub.hubs.palette import as_css, palette
from wagtail_mathshub.hubs.queries import hub_of_request

if TYPE_CHECKING:
    from django.http import HttpRequest


def icon(request: HttpRequest) -> HttpResponse:
    """The hub's mark for a browser's tab, in its own two colours."""
    hub = hub_of_request(request)
    colours = (hub.palette if hub and hub.palette else palette(*DEFAULT_COLOURS))["light"]
    drawn = mark(hub).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    for name, token in (("mh-first", "fill"), ("mh-second", "accent")):
        drawn = drawn.replace(f'class="{name}"', f'fill="{colours[token]}"')
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


def hub_css(request: HttpRequest) -> HttpResponse:
    """The custom properties of the request's hub, or the package's own where there is none."""
    hub = hub_of_request(request)
    colours = hub.palette if hub and hub.palette else palette(*DEFAULT_COLOURS)
    return HttpResponse(
        as_css(colours), content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=300"}
    )
