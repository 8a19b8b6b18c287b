"""Visits the pages of a site one after the other and keeps them as files."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from bs4 import Tag
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.fetching.allowed import Target, shown
from wagtail_mathshub.importing.fetching.asking import MOST_REDIRECTS, Answer, Asker, NoAnswer
from wagtail_mathshub.importing.fetching.pauses import Pauses
from wagtail_mathshub.importing.fetching.robots import MOST_BYTES as ROBOTS_BYTES
from wagtail_mathshub.importing.fetching.robots import Robots, robots_address, robots_of
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.reading.decoding import decode
from wagtail_mathshub.importing.reading.page_addresses import path_words
from wagtail_mathshub.importing.reading.parsing import parse
from wagtail_mathshub.importing.refusals import ImportRefused, MediaRefused, PageRefused
from wagtail_mathshub.importing.source_pages import Skipped
from wagtail_mathshub.importing.sources.archives import FilesTree
from wagtail_mathshub.importing.sources.crawl_addresses import Frontier
from wagtail_mathshub.importing.sources.sitemaps import is_sitemap, read_sitemap

MOST_SITEMAPS = 50
MOST_FAILURES = 5
_PAGES = ("text/html", "application/xhtml+xml")
_LISTS = ("application/xml", "text/xml", "application/gzip", "application/x-gzip", "text/plain")
_BUSY = {429, 503}


class Crawl:
    """A visit to one site, from `start`: a page whose links are followed, or a sitemap whose pages are read.

    `skipped` says which addresses gave no page, `moved` which addresses led to one; the pages lie in `tree()`,
    and `addresses` says where each of its files came from.
    """

    def __init__(
        self, start: str, asker: Asker, limits: Limits, pauses: Pauses, on_page: Callable[[str], object]
    ) -> None:
        self._asker, self._limits, self._pauses, self._on_page = asker, limits, pauses, on_page
        self._start = str(_allowed(asker, start))
        self._frontier = Frontier(self._start, asker.allowed, most=limits.pages * 2)
        self._folder = tempfile.TemporaryDirectory(prefix="mathshub-crawl-")
        self._files: dict[str, Path] = {}
        self._failures = 0
        self.addresses: dict[str, str] = {}
        self.skipped: list[Skipped] = []
        self.moved: dict[str, list[str]] = {}
        self.notices: list[Notice] = []

    def run(self) -> None:
        """Read all of it; ImportRefused where not even the beginning can be."""
        self._robots = self._read_robots()
        self._pauses.seconds = max(self._pauses.seconds, self._robots.pause)
        first = self._first_answer()
        if is_sitemap(first.content):
            self._read_sitemaps([first.address], {first.address: first})
            self._visit_all(follow=False)
        else:
            self._frontier.moved(first.address, first.address)
            self._take(self._start, first, follow=True)
            self._read_sitemaps(self._robots.sitemaps, {})
            self._visit_all(follow=True)
        self._say_what_was_left()
        if not self._files:
            reason = self.skipped[0].reason if self.skipped else _("It leads to no page.")
            raise ImportRefused(
                _("{address} gives no page. {reason}").format(address=self._start, reason=reason)
            )

    def tree(self) -> FilesTree:
        """The pages as files, each beginning with a note of its address."""
        return FilesTree(self._files, self.notices)

    def close(self) -> None:
        """Delete the files."""
        self._folder.cleanup()

    def _ask(self, address: str, types: tuple[str, ...], most_bytes: int, *, redirects: int = 0) -> Answer:
        self._pauses.wait()
        try:
            return self._asker.ask(address, types=types, most_bytes=most_bytes, redirects=redirects)
        finally:
            self._pauses.begin()

    def _read_robots(self) -> Robots:
        try:
            return robots_of(self._ask(robots_address(self._start), (), ROBOTS_BYTES, redirects=5))
        except MediaRefused as error:
            raise ImportRefused(str(error)) from error

    def _first_answer(self) -> Answer:
        address = self._start
        for _turn in range(MOST_REDIRECTS + 1):
            self._refuse_forbidden(address)
            try:
                answer = self._ask(address, (*_PAGES, *_LISTS), self._limits.page_bytes)
            except MediaRefused as error:
                raise ImportRefused(str(error)) from error
            if not answer.location:
                break
            address = answer.location
        if answer.status != 200:
            raise ImportRefused(
                _("{address} cannot be read: the old site answered {status}.").format(
                    address=address, status=answer.status
                )
            )
        return answer

    def _refuse_forbidden(self, address: str) -> None:
        if not self._robots.allow(address):
            raise ImportRefused(
                _("The old site's robots.txt does not allow {address} to be read by programs.").format(
                    address=address
                )
            )

    def _read_sitemaps(self, addresses: list[str], known: dict[str, Answer]) -> None:
        waiting, seen = list(addresses), set[str]()
        while waiting and len(seen) < MOST_SITEMAPS:
            address = waiting.pop(0)
            if address in seen or not self._robots.allow(address):
                continue
            seen.add(address)
            try:
                answer = known.get(address) or self._ask(address, (), self._limits.page_bytes, redirects=5)
                sitemap = read_sitemap(answer.content, address)
            except (MediaRefused, PageRefused) as error:
                self.notices.append(Notice("sitemap_refused", str(error), address))
                continue
            waiting += sitemap.sitemaps
            for page in sitemap.pages:
                self._frontier.add(page)

    def _visit_all(self, *, follow: bool) -> None:
        while (address := self._frontier.next()) is not None:
            if len(self._files) >= self._limits.pages:
                self._say(
                    "crawl_pages", _("The old site has more than {most} pages. The others were not read.")
                )
                return
            if self._failures >= MOST_FAILURES:
                self._say(
                    "crawl_stopped",
                    _("The old site stopped answering. Try again later to get the other pages."),
                )
                return
            self._visit(address, follow=follow)

    def _visit(self, address: str, *, follow: bool) -> None:
        place = address
        for _turn in range(MOST_REDIRECTS + 1):
            if not self._robots.allow(place):
                self._skip(address, _("The old site's robots.txt does not allow it to be read by programs."))
                return
            answer = self._answer(address, place)
            if answer is None:
                return
            if not answer.location:
                self._take(address, answer, follow=follow)
                return
            following = self._frontier.moved(place, answer.location)
            if following is None:
                break
            place = following
        self._skip(address, _("It leads on to {address}.").format(address=shown(answer.location)))

    def _answer(self, address: str, place: str) -> Answer | None:
        try:
            answer = self._ask(place, _PAGES, self._limits.page_bytes)
        except MediaRefused as error:
            self._failures += isinstance(error, NoAnswer)
            self._skip(address, str(error))
            return None
        self._failures = self._failures + 1 if answer.status in _BUSY else 0
        return answer

    def _take(self, address: str, answer: Answer, *, follow: bool) -> None:
        if answer.status != 200:
            self._skip(address, _("The old site answered {status}.").format(status=answer.status))
            return
        if address != answer.address:
            self.moved.setdefault(answer.address, []).append(address)
        self._keep(answer, follow=follow)

    def _keep(self, answer: Answer, *, follow: bool) -> None:
        if answer.media_type and not answer.media_type.startswith(_PAGES):
            self._skip(answer.address, _("It is not a web page."))
            return
        text = decode(answer.content, declared=answer.charset).text
        words = re.sub(r"[^\w-]+", "-", "-".join(path_words(answer.address)))[:60].strip("-")
        name = f"{len(self._files) + 1:05d}-{words or 'home'}.html"
        path = Path(self._folder.name, name)
        # The note is the one that browsers write, so the page reads like any that was saved.
        note = f"<!-- saved from url=({len(answer.address):04d}){answer.address} -->\n"
        path.write_bytes(("\ufeff" + note + text).encode("utf-8", "replace"))
        self._files[name] = path
        self.addresses[name] = answer.address
        self._on_page(answer.address)
        if follow:
            self._follow(text, answer.address)

    def _follow(self, text: str, address: str) -> None:
        try:
            soup = parse(text, self._limits)
        except PageRefused:
            # The page is refused once more, and said, when it is read.
            return
        base = soup.find("base", href=True)
        place = _joined(address, str(base["href"])) if isinstance(base, Tag) else address
        for link in soup.find_all(["a", "area"], href=True):
            self._frontier.add(_joined(place, str(link["href"])))

    def _skip(self, address: str, reason: str) -> None:
        self.skipped.append(Skipped(address, address, "", reason))

    def _say(self, code: str, message: str) -> None:
        self.notices.append(Notice(code, message.format(most=self._limits.pages), self._start))

    def _say_what_was_left(self) -> None:
        if self._frontier.is_full:
            self._say("crawl_pages", _("The old site has more than {most} pages. The others were not read."))
        if self._frontier.stopped:
            message = _(
                "These addresses have pages without end, as calendars do. Only some of them were read."
            )
            self.notices.append(Notice("crawl_endless", message, "\n".join(self._frontier.stopped)))


def _allowed(asker: Asker, start: str) -> Target:
    try:
        return asker.allowed.target(start)
    except MediaRefused as error:
        raise ImportRefused(str(error)) from error


def _joined(address: str, link: str) -> str:
    try:
        return urljoin(address, link.strip())
    except ValueError:
        return ""
