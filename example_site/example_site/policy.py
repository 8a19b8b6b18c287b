"""What the pages of a site may load: a Content-Security-Policy for visitors' pages.

A site may copy this module. What it allows further websites for, the package says by itself.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from wagtail_mathshub.blocks.providers import frame_sources

POLICY = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
)


def policy() -> str:
    """The policy: everything from this host alone, but frames from the websites that blocks may show."""
    return "; ".join([*POLICY, " ".join(["frame-src 'self'", *frame_sources()])])


class ContentPolicyMiddleware:
    """Sends the policy with every answer but those of Wagtail's admin, whose scripts stand in its pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its policy, unless it has one already."""
        response = self.get_response(request)
        if not _is_of_the_admin(request.path_info):
            response.headers.setdefault("Content-Security-Policy", policy())
        return response


def _is_of_the_admin(path: str) -> bool:
    try:
        return path.startswith(reverse("wagtailadmin_home"))
    except NoReverseMatch:  # A site without it.
        return False
