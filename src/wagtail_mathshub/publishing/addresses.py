"""Absolute addresses: where a hub's pages are read, whether Wagtail or a front end serves them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from wagtail.models import Page, Site

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


def page_address(page: Page) -> str:
    """The absolute address of `page`; "" when it is in no site."""
    site, parts = page.get_site(), page.get_url_parts()
    if site is None or parts is None:
        return ""
    return urljoin(site_address(site) + "/", parts[2].lstrip("/"))
