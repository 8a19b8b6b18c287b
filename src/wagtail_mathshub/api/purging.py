"""Tells the cache in front of the site, where Wagtail is set to know one, which answers of the API have changed.

An answer with a query (`?limit=5`) has an address of its own, and those that are asked for nobody knows here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.models import Site

from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.addresses import site_address

NAMESPACE = "mathshub_api"
API_ROOT = f"{NAMESPACE}:api-root"


def is_wanted() -> bool:
    """Whether Wagtail knows a cache in front of the site."""
    known = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")
    return any(getattr(settings, name, None) for name in known)


def purge() -> None:
    """Ask for the API's first address, its lists and all else without a key to be fetched anew, at every Site."""
    if is_wanted():
        purge_at_every_site(fixed_paths())


def purge_at_every_site(paths: Iterable[str]) -> None:
    """Ask for these paths to be fetched anew, at every Site and all at once."""
    from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

    paths = list(paths)
    if paths:
        addresses = {base + path for base in bases(Site.objects.all()) for path in paths}
        purge_urls_from_cache(sorted(addresses))


def bases(sites: Iterable[Any]) -> set[str]:
    """Where the API of these Sites may be read: at their own hosts, and through their hubs' front ends."""
    return {base for site in sites for base in (site.root_url, site_address(site))}


def fixed_paths() -> list[str]:
    """The API's paths without a key in them; none where it is not mounted."""
    try:
        root = reverse(API_ROOT)
    except NoReverseMatch:
        return []
    _prefix, resolver = get_resolver().namespace_dict[NAMESPACE]
    return sorted(root + route for route in map(_route, resolver.url_patterns) if "<" not in route)


def _route(pattern: Any) -> str:
    return str(pattern.pattern)


def connect() -> None:
    """Purge after each move of the content generation."""
    generation.after_move(purge)
