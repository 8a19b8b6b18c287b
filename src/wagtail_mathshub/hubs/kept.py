"""Answers that are kept until content, or the clock, changes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.api.answers import as_json
from wagtail_mathshub.api.caching import Answer, answered
from wagtail_mathshub.api.errors import Problem
from wagtail_mathshub.api.openapi import fingerprint
from wagtail_mathshub.publishing.moments import next_change
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.publishing.unlocking import TokenExpired, opened_by
from wagtail_mathshub.publishing.visibility import opened

MOST_HOSTS = 500
_sites: dict[tuple[str, str], str] = {}


@dataclass(frozen=True)
class _Change:
    """The next change by the clock under one stamp of the content, as seen at a moment."""

    stamp: str
    seen_at: datetime
    comes_at: datetime


_change: _Change | None = None
_stamp = ""


def kept(request: HttpRequest, data: Callable[[], Any], *, public: bool = True) -> HttpResponse:
    """The answer with `data`, made anew once content has changed or the next change has come.

    With `public=False`, or with a token that opens pages behind a password, it is for this reader
    alone, and nobody keeps it.
    """
    passed = [row.pk for row in passwords_shown(request)]
    return _kept(request, "application/json", lambda: as_json(data()), passed, public=public and not passed)


def kept_for_all(request: HttpRequest, content_type: str, body: Callable[[], bytes]) -> HttpResponse:
    """The answer with `body`, kept alike, for readers who show no password: a feed, a calendar."""
    return _kept(request, content_type, body, [], public=True)


def _kept(
    request: HttpRequest, content_type: str, body: Callable[[], bytes], passed: list[Any], *, public: bool
) -> HttpResponse:
    def build() -> Answer:
        now = clock.now()
        with one_reading(), opened(passed):
            return Answer(body(), content_type, lambda stamp: _comes_at(stamp, now))

    return answered(
        request,
        fingerprint=fingerprint(),
        hub_key=lambda stamp: _site_key(request, stamp),
        build=build,
        public=public,
    )


def passwords_shown(request: HttpRequest) -> list[Any]:
    """The page restrictions whose passwords this reader has shown. Problem 401 for a token that is too old."""
    try:
        return opened_by(request.headers.get("authorization", ""))
    except TokenExpired as error:
        detail = _("Ask for the password again, or ask without the token.")
        raise Problem(401, _("The token is no longer valid"), detail) from error


def forget() -> None:
    """Forget what was known of sites and of the next change."""
    global _change, _stamp
    _sites.clear()
    _change, _stamp = None, ""


def _comes_at(stamp: str, now: datetime) -> datetime:
    # The same for all answers, so that only the first after a change of content looks for it.
    global _change
    known = _change
    if known is None or known.stamp != stamp or not known.seen_at <= now < known.comes_at:
        known = _change = _Change(stamp, now, next_change(now))
    return known.comes_at


def _site_key(request: HttpRequest, stamp: str) -> str:
    # By the site and not by the host's name: any number of names may lead to the default site. A change
    # of a Site moves the generation, and with it the stamp.
    global _stamp
    if stamp != _stamp:
        # Where sites begin, which the addresses of pages follow from, Wagtail keeps for an hour. When another
        # process has changed it, that is in this one's cache still; and in a shared one, if somebody
        # asked between the change and its commit.
        Site.clear_site_root_paths_cache()
        _stamp = stamp
    known = (stamp, request.get_host())
    if known not in _sites:
        if len(_sites) >= MOST_HOSTS:
            _sites.clear()
        site = Site.find_for_request(request)
        _sites[known] = str(site.pk if site else "")
    return _sites[known]
