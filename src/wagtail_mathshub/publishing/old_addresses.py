"""Addresses that WordPress sites have beside their readable ones: the front page with a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NUMBERED = ("p", "page_id", "attachment_id")


def moved_from_number(request: HttpRequest) -> HttpResponse | None:
    """The redirect for an address like /?p=12; None for all others.

    Wagtail's redirects begin where a page is missing, and the front page is there.
    """
    numbers = [name for name in NUMBERED if request.GET.get(name, "").isdecimal()]
    if not numbers or not apps.is_installed("wagtail.contrib.redirects"):
        return None
    from wagtail.contrib.redirects.middleware import get_redirect

    found = get_redirect(request, f"{request.path}?{numbers[0]}={request.GET[numbers[0]]}")
    if found is None or found.link is None:
        return None
    kind = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
    return kind(found.link)
