"""Bodies of requests: JSON alone, and no more of it than a form needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from wagtail_mathshub.api.errors import Problem, ProblemShape, problem_response

MOST_BYTES = 64 * 1024
JSON = "application/json"
BODY_FAULTS = {413: ProblemShape, 415: ProblemShape}


def json_only(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let an operation read JSON alone, of a length that a form can have. Problem 415 or 413 for all else.

    No form on another website can send JSON without asking the browser first, and no cookie is read.
    """

    @wraps(run)
    def checked(request: HttpRequest, **values: Any) -> HttpResponse:
        problem = _problem_of(request)
        return problem_response(problem) if problem else run(request, **values)

    return checked


def _problem_of(request: HttpRequest) -> Problem | None:
    if request.content_type != JSON:
        text = _("Send JSON, and say so: Content-Type: {kind}.").format(kind=JSON)
        return Problem(415, _("This is not JSON"), text)
    stated = request.META.get("CONTENT_LENGTH") or ""
    too_long = stated.isdecimal() and int(stated) > MOST_BYTES
    # A body that comes in pieces states no length.
    if too_long or len(request.body) > MOST_BYTES:
        text = _("Send at most {most} kB.").format(most=MOST_BYTES // 1024)
        return Problem(413, _("This is too long"), text)
    return None
