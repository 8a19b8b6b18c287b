"""Absolute addresses: where a hub's pages are read, whether Wagtail or a front end serves them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import Site

FrontEndResolver = Callable[["Site"], str]


def _no_front_end(site: Site) -> str:
    return ""


_resolver: FrontEndResolver = _no_front_end


def use_front_end_resolver(resolver: FrontEndResolver) -> None:
    """Let `resolver` say a site's public front-end address ("" for none)."""
    global _resolver
    _resolver = resolver


def site_address(site: Site) -> str:
    """The address under which visitors read `site`, without a trailing slash."""
    return (_resolver(site) or site.root_url).rstrip("/")
