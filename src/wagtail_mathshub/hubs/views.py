"""The hub's two colours as a stylesheet of their own, so that no page needs inline style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from wagtail_mathshub.hubs.models import DEFAULT_COLOURS
from wagtail_mathshub.hubs.palette import as_css, palette
from wagtail_mathshub.hubs.queries import hub_of_request

if TYPE_CHECKING:
    from django.http import HttpRequest


def hub_css(request: HttpRequest) -> HttpResponse:
    """The custom properties of the request's hub, or the package's own where there is none."""
    hub = hub_of_request(request)
    colours = hub.palette if hub and hub.palette else palette(*DEFAULT_COLOURS)
    return HttpResponse(
        as_css(colours), content_type="text/css; charset=utf-8", headers={"Cache-Control": "max-age=300"}
    )
