"""Old addresses that lead to the new pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from wagtail.models import Site

from wagtail_mathshub.importing.addresses import LONGEST_PATH, old_paths


def redirects_are_installed() -> bool:
    """Whether the site has Wagtail's redirects."""
    return apps.is_installed("wagtail.contrib.redirects")


class Redirects:
    """Makes the redirects of one hub; those that are there already stay as they are."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.model = apps.get_model("wagtailredirects", "Redirect") if redirects_are_installed() else None
        rows = self.model.get_for_site(site).values_list("old_path", flat=True) if self.model else ()
        self.taken = set(rows)

    def to_page(self, addresses: Iterable[str], page: Any) -> list[Any]:
        """The redirects that were made from these addresses to the page."""
        own = self._own_path(page)
        return [row for path in old_paths(addresses) if (row := self._make(path, own, redirect_page=page))]

    def to_file(self, address: str, url: str) -> list[Any]:
        """The same for a file of the old site, which lies at `url` now."""
        rows = (self._make(path, urlsplit(url).path, redirect_link=url) for path in old_paths([address]))
        return [row for row in rows if row] if len(url) <= LONGEST_PATH else []

    def _make(self, path: str, own: str, **target: Any) -> Any:
        if self.model is None:
            return None
        normal = self.model.normalise_path(path)
        if normal in self.taken or normal in ("", "/", own.rstrip("/")) or len(normal) > LONGEST_PATH:
            return None
        self.taken.add(normal)
        return self.model.objects.create(old_path=normal, site=self.site, **target)

    def _own_path(self, page: Any) -> str:
        root = self.site.root_page.url_path
        return "/" + page.url_path.removeprefix(root)
