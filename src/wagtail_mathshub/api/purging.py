"""Tells the cache in front of the site, where Wagtail is set to know one, that the API's answers have changed."""

from __future__ import annotations

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from wagtail.models import Site

from wagtail_mathshub.publishing import generation

API_ROOT = "mathshub_api:api-root"


def purge() -> None:
    """Ask for the API's first address to be fetched anew, at every Site."""
    if not getattr(settings, "WAGTAILFRONTENDCACHE", None):
        return
    from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

    if addresses := root_addresses():
        purge_urls_from_cache(addresses)


def root_addresses() -> list[str]:
    """Where the API begins at each Site; none where it is not mounted."""
    try:
        path = reverse(API_ROOT)
    except NoReverseMatch:
        return []
    return sorted({site.root_url + path for site in Site.objects.all()})


def connect() -> None:
    """Purge after each move of the content generation."""
    generation.after_move(purge)
