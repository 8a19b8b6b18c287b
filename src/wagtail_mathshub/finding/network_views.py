"""The feed of all hubs at its two addresses, the same at every host of the installation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from wagtail_mathshub.api.answers import as_json
from wagtail_mathshub.feeds import ical
from wagtail_mathshub.finding.calendar_filters import WrongFilter
from wagtail_mathshub.finding.network import network_calendar, network_data
from wagtail_mathshub.finding.network_filters import network_parameters
from wagtail_mathshub.hubs.kept import kept_for_all

if TYPE_CHECKING:
    from django.http import HttpRequest

JSON = "application/json"


@require_http_methods(["GET", "HEAD"])
def network_json(request: HttpRequest) -> HttpResponse:
    """Every hub's current and coming Work Groups as JSON."""
    return _answer(request, JSON, lambda given: as_json(network_data(given)))


@require_http_methods(["GET", "HEAD"])
def network_ics(request: HttpRequest) -> HttpResponse:
    """Their sessions as a calendar."""
    response = _answer(request, ical.MEDIA_TYPE, lambda given: ical.write(network_calendar(given)))
    if response.status_code == 200:
        kind = "attachment" if request.GET.get("download") == "1" else "inline"
        response["Content-Disposition"] = f'{kind}; filename="maths-hubs.ics"'
    return response


def _answer(request: HttpRequest, content_type: str, write: Callable[[Any], bytes]) -> HttpResponse:
    try:
        return kept_for_all(request, content_type, lambda: write(network_parameters(request.GET)))
    except WrongFilter as wrong:
        text = str(wrong)
        return HttpResponse(
            text + "\n",
            status=400,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "no-store"},
        )
