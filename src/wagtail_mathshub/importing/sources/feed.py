"""RSS and Atom feeds that were saved as files, those of Wix blogs among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.reading.prefixes import short_name
from wagtail_mathshub.importing.reading.xml import Part, XmlDocument, inner_text, open_xml
from wagtail_mathshub.importing.refusals import ImportRefused, PageRefused
from wagtail_mathshub.importing.source_pages import Skipped, SourceKind, SourcePage, SourceSite
from wagtail_mathshub.importing.sources.archives import FileTree
from wagtail_mathshub.importing.sources.feed_items import entry_address, read_entry
from wagtail_mathshub.importing.sources.plain_text import plain
from wagtail_mathshub.importing.sources.recognising import looks_like_feed, names_like_xml
from wagtail_mathshub.importing.sources.site_addresses import absolute, site_name

_ENTRIES = {"item", "atom:entry"}
_MARGIN = 1000


@dataclass
class _Channel:
    title: str = ""
    address: str = ""
    first_entry: str = ""
    entries: int = 0


class FeedSource:
    """Feeds of one site. `kind` is FEED, or WIX for the feed of a Wix blog.

    `names` are the files of the tree that are feeds; without them, all XML files that look like one. Feeds are read
    once when they are opened, to count, and again for their pages.
    """

    def __init__(
        self,
        tree: FileTree,
        *,
        address: str = "",
        limits: Limits = LIMITS,
        names: Sequence[str] = (),
        kind: SourceKind = SourceKind.FEED,
    ) -> None:
        self._tree, self._limits = tree, limits
        self._names = list(names) or [name for name in names_like_xml(tree) if looks_like_feed(tree, name)]
        self.site = SourceSite(key="", kind=kind)
        self.site.notices += tree.notices
        self._count = 0
        self._bases: dict[str, str] = {}
        for name in self._names:
            self._look_into(name, absolute(address))
        if not self.site.addresses:
            raise ImportRefused(
                _("The feed does not say which website it is from. Give the address of the old site.")
            )
        self.site.key = f"{kind.value}:{site_name(self.site.addresses[0])}"

    def count(self) -> int:
        """How many entries there are, those that stand twice among them."""
        return self._count

    def pages(self) -> Iterator[SourcePage]:
        """The entries, in the feed's order."""
        self.site.skipped.clear()
        seen: dict[str, SourcePage] = {}
        for name in self._names:
            for part in self._parts(self._open(name)):
                if part.name in _ENTRIES and (page := self._page(part, self._bases[name], seen)):
                    yield page

    def close(self) -> None:
        """Let go of files."""
        self._tree.close()

    def _page(self, part: Part, base: str, seen: dict[str, SourcePage]) -> SourcePage | None:
        page = read_entry(part.element, base)
        reason = ""
        if page.id in seen:
            is_same = (page.title, page.address) == (seen[page.id].title, seen[page.id].address)
            reason = _("The feed holds this page twice.") if is_same else ""
            page = page if is_same else replace(page, id=f"{page.id}#{len(seen)}")
        if len(page.html.encode()) > self._limits.page_bytes:
            most = self._limits.page_bytes // 1024**2
            reason = _("Its text is longer than {most} MB.").format(most=most)
        if reason:
            self.site.skipped.append(Skipped(page.id, page.title, page.type, reason))
            return None
        seen[page.id] = replace(page, html="", excerpt="")
        if part.is_cut:
            message = _("The feed ends in the middle of this page. Its end is missing.")
            page = replace(page, notices=(*page.notices, Notice("page_cut", message)))
        return page

    def _look_into(self, name: str, address: str) -> None:
        document, channel = self._open(name), _Channel()
        for part in self._parts(document):
            _learn(channel, part)
        if not document.root:
            raise ImportRefused(_("{name} is no RSS or Atom feed.").format(name=name))
        self._count += channel.entries
        if self._count > self._limits.pages:
            message = _("The feed holds more than {most} pages.").format(most=self._limits.pages)
            raise ImportRefused(message)
        self._note_site(channel, channel.address or address or channel.first_entry)
        self._bases[name] = channel.address or address
        self.site.notices += document.notices

    def _note_site(self, channel: _Channel, address: str) -> None:
        known = self.site.addresses
        if known and address and site_name(known[0]) != site_name(address):
            message = _(
                "These are feeds of two websites, {one} and {other}. Import them one after the other."
            )
            raise ImportRefused(message.format(one=site_name(known[0]), other=site_name(address)))
        if address and not known:
            self.site.addresses = (address.rstrip("/") + "/",)
        self.site.title = self.site.title or channel.title

    def _open(self, name: str) -> XmlDocument:
        def pieces() -> Iterator[bytes]:
            return self._tree.chunks(name, self._limits.export_bytes)

        try:
            return open_xml(pieces, most_text=self._limits.page_bytes + _MARGIN)
        except PageRefused as error:
            raise ImportRefused(str(error)) from error

    def _parts(self, document: XmlDocument) -> Iterator[Part]:
        try:
            yield from document.parts()
        except PageRefused as error:
            raise ImportRefused(str(error)) from error


def _learn(channel: _Channel, part: Part) -> None:
    """Note what a child of the channel says about the site."""
    element = part.element
    if part.name in _ENTRIES:
        channel.entries += 1
        channel.first_entry = channel.first_entry or _root_of(entry_address(element, ""))
    elif part.name in ("title", "atom:title") and not channel.title:
        channel.title = plain(inner_text(element))
    elif part.name == "link" and not channel.address:
        channel.address = absolute(element.text or "")
    elif short_name(element.tag) == "atom:link" and element.get("rel", "alternate") == "alternate":
        channel.address = channel.address or absolute(element.get("href", ""))


def _root_of(address: str) -> str:
    return "/".join(address.split("/")[:3])
