"""The example front end, beside the site that it reads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from example_site.front_end import Place, answer


@require_safe
def front_end(request: HttpRequest, path: str = "") -> HttpResponse:
    """A file of the front end, or its page."""
    found = answer(path, Place())
    return HttpResponse(found.body, headers=found.headers)
