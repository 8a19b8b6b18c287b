"""Saved pages of invented sites, and what is to be found in them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup

from wagtail_mathshub.importing.source_pages import SourcePage
from wagtail_mathshub.importing.sources.archives import FolderTree
from wagtail_mathshub.importing.sources.html import HtmlSource
from wagtail_mathshub.importing.sources.wix import WixSource

PAGES = Path(__file__).parent / "pages"
SITES = sorted(folder.name for folder in PAGES.iterdir())
WIX = Path(__file__).parents[2] / "example_site" / "old_sites" / "wix"


def saved(name: str, **options: str) -> HtmlSource:
    """The source of one of the folders beside this module."""
    return HtmlSource(FolderTree(PAGES / name), **options)


def wix() -> WixSource:
    """The source of the example site's Wix pages."""
    return WixSource(FolderTree(WIX))


def written(folder: Path, pages: dict[str, str]) -> HtmlSource:
    """The source of pages that are written into a folder first."""
    for name, html in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html)
    return HtmlSource(FolderTree(folder))


def by_title(source: HtmlSource) -> dict[str, SourcePage]:
    """All pages by their titles."""
    return {page.title: page for page in source.pages()}


def words(html: str) -> Counter[str]:
    """The words that a reader of some HTML sees."""
    soup = BeautifulSoup(f"<p>{html}</p>" if "<" not in html else html, "lxml")
    for element in soup.find_all(["script", "style", "head"]):
        element.decompose()
    return Counter(re.findall(r"[\w@.-]*\w", soup.get_text(" ")))
