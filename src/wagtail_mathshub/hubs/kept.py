"""Answers of the API that are kept until content, or the clock, changes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.api.answers import as_json
from wagtail_mathshub.api.caching import Answer, answered
from wagtail_mathshub.api.openapi import fingerprint
from wagtail_mathshub.publishing.moments import first_of, next_midnight

NextChange = Callable[[datetime], datetime | None]
MOST_HOSTS = 500
_sites: dict[tuple[str, str], str] = {}


def nothing_else(now: datetime) -> None:
    """For answers that the clock does not change, but at midnight."""
    return None


def kept(
    request: HttpRequest, data: Callable[[], Any], next_change: NextChange = nothing_else
) -> HttpResponse:
    """The answer with `data`, made anew once content has changed or the next change has come."""

    def build() -> Answer:
        now = clock.now()
        body = as_json(data())
        return Answer(body, "application/json", first_of(next_change(now), next_midnight(now)))

    return answered(
        request,
        fingerprint=fingerprint(),
        hub_key=lambda stamp: _site_key(request, stamp),
        build=build,
    )


def _site_key(request: HttpRequest, stamp: str) -> str:
    # By the site and not by the host's name: any number of names may lead to the default site. A change
    # of a Site moves the generation, and with it the stamp.
    known = (stamp, request.get_host())
    if known not in _sites:
        if len(_sites) >= MOST_HOSTS:
            _sites.clear()
        site = Site.find_for_request(request)
        _sites[known] = str(site.pk if site else "")
    return _sites[known]
