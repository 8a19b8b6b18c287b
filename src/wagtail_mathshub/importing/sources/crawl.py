"""The old site itself, read page by page as a patient visitor would."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag

from wagtail_mathshub.importing.fetching.asking import Asker
from wagtail_mathshub.importing.fetching.pauses import Pauses
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.source_pages import Skipped, SourceKind, SourcePage
from wagtail_mathshub.importing.sources.crawling import Crawl
from wagtail_mathshub.importing.sources.wix import WixSource

PAUSE_SECONDS = 1.0


def _say_nothing(address: str) -> None:
    """What is called for each page where nobody wants to know."""


class CrawlSource(WixSource):
    """The pages that `start` leads to: the links of a page, or what a sitemap lists. Opening it reads them all.

    Only what `asker` allows is asked, on the host of `start` alone, with a pause between two questions that is never
    shorter than robots.txt wants. `on_page` hears the address of each page as it comes.
    """

    kind = SourceKind.CRAWL

    def __init__(
        self,
        start: str,
        *,
        asker: Asker,
        limits: Limits = LIMITS,
        pause_seconds: float = PAUSE_SECONDS,
        sleep: Callable[[float], object] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        on_page: Callable[[str], object] = _say_nothing,
    ) -> None:
        pauses = Pauses(pause_seconds, sleep=sleep, monotonic=monotonic)
        self._crawl = Crawl(start, asker, limits, pauses, on_page)
        try:
            self._crawl.run()
            super().__init__(self._crawl.tree(), limits=limits)
        except BaseException:
            self._crawl.close()
            raise

    def prepare(self, soup: BeautifulSoup) -> list[Notice]:
        """What Wix adds is taken out of pages that it made."""
        return super().prepare(soup) if _is_wix(soup) else []

    def pages(self) -> Iterator[SourcePage]:
        """The pages in the order in which they were found."""
        for page in super().pages():
            forms = (page.address, *page.aliases)
            old = [address for form in forms for address in self._crawl.moved.get(form, [])]
            yield replace(page, aliases=tuple(dict.fromkeys((*page.aliases, *old))))
        self.site.skipped = [*map(self._under_its_address, self.site.skipped), *self._crawl.skipped]

    def _under_its_address(self, skipped: Skipped) -> Skipped:
        """What was refused when it was read has the name of a file that nobody else knows."""
        address = self._crawl.addresses.get(skipped.id, skipped.id)
        return replace(skipped, id=address, title=address if skipped.title == skipped.id else skipped.title)

    def close(self) -> None:
        """Let go of the pages, which are deleted."""
        super().close()
        self._crawl.close()


def _is_wix(soup: BeautifulSoup) -> bool:
    generator = soup.find("meta", attrs={"name": "generator"})
    return isinstance(generator, Tag) and str(generator.get("content") or "").startswith("Wix")
