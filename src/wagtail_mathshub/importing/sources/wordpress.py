"""The export of a WordPress site (WXR), in one file or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.reading.xml import Part, inner_text, open_xml
from wagtail_mathshub.importing.refusals import ImportRefused, PageRefused
from wagtail_mathshub.importing.source_pages import (
    Attachment,
    Skipped,
    SourceKind,
    SourcePage,
    SourceSite,
    Status,
    Syntax,
)
from wagtail_mathshub.importing.sources.archives import FileTree
from wagtail_mathshub.importing.sources.plain_text import plain
from wagtail_mathshub.importing.sources.recognising import looks_like_wxr, names_like_xml
from wagtail_mathshub.importing.sources.reusable_blocks import with_blocks
from wagtail_mathshub.importing.sources.site_addresses import absolute, query_addresses, site_name
from wagtail_mathshub.importing.sources.spool import Place, Spool
from wagtail_mathshub.importing.sources.wordpress_items import WordPressItem, read_item
from wagtail_mathshub.importing.sources.wordpress_pages import Entry, WordPressPages
from wagtail_mathshub.importing.sources.wordpress_titles import authors_of
from wagtail_mathshub.importing.sources.wordpress_types import ATTACHMENT, REUSABLE_BLOCK, why_no_page

# Menus, revisions and files are items too; a site has several times as many of these as of pages.
_ITEMS_PER_PAGE = 5
# Room for the repairer to show that a text is longer than a page may be.
_MARGIN = 1000


class WordPressSource:
    """The files of one site's export. All of them are read when it is opened; texts wait on the disk.

    `names` are the files of the tree that are exports; without them, all XML files that look like one.
    """

    def __init__(
        self, tree: FileTree, *, address: str = "", limits: Limits = LIMITS, names: Sequence[str] = ()
    ) -> None:
        self._tree, self._limits = tree, limits
        self._spool = Spool()
        self._pages = WordPressPages()
        self._blocks: dict[str, Place] = {}
        self._attachments: dict[str, Attachment] = {}
        self._names: dict[str, str] = {}
        self._items = self._comments = 0
        self.site = SourceSite(key="", kind=SourceKind.WORDPRESS, attachments=self._attachments)
        self.site.notices += tree.notices
        try:
            for name in names or [name for name in names_like_xml(tree) if looks_like_wxr(tree, name)]:
                self._read(name)
            self._settle(absolute(address))
        except BaseException:
            self._spool.close()
            raise

    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def pages(self) -> Iterator[SourcePage]:
        """The pages and posts, parents before their children."""
        for entry in self._pages.ordered():
            yield self._page(entry)

    def close(self) -> None:
        """Let go of files."""
        self._spool.close()
        self._tree.close()

    def _read(self, name: str) -> None:
        def pieces() -> Iterator[bytes]:
            return self._tree.chunks(name, self._limits.export_bytes)

        try:
            document = open_xml(pieces, most_text=self._limits.page_bytes + _MARGIN)
            site: dict[str, str] = {}
            for part in document.parts():
                self._take(part, site, name)
        except PageRefused as error:
            raise ImportRefused(str(error)) from error
        if document.root != "rss":
            raise ImportRefused(_("{name} is no WordPress export.").format(name=name))
        self._note_site(name, site)
        self.site.notices += document.notices

    def _take(self, part: Part, site: dict[str, str], file: str) -> None:
        if part.name == "wp:author":
            self._take_author(part.element)
        elif part.name == "item":
            self._items += 1
            if self._items > self._limits.pages * _ITEMS_PER_PAGE or len(self._pages) > self._limits.pages:
                message = _("The export holds more than {most} pages. Export a part of the site at a time.")
                raise ImportRefused(message.format(most=self._limits.pages))
            self._take_item(read_item(part.element), file, is_cut=part.is_cut)
        elif part.name in ("title", "link", "wp:base_blog_url"):
            site.setdefault(part.name, inner_text(part.element).strip())

    def _take_author(self, element: Any) -> None:
        values = [inner_text(child).strip() for child in element if child.tag.endswith("}author_login")]
        names = [inner_text(child).strip() for child in element if child.tag.endswith("}author_display_name")]
        if values and names and names[0]:
            self._names[values[0].lower()] = names[0]

    def _take_item(self, item: WordPressItem, file: str, *, is_cut: bool) -> None:
        reason = why_no_page(item.type)
        if item.type == ATTACHMENT:
            reason = self._take_attachment(item)
        elif is_cut and not item.html.strip():
            reason = _("The file ends in the middle of it.")
        elif not reason and len(item.html.encode()) > self._limits.page_bytes:
            most = self._limits.page_bytes // 1024**2
            reason = _("Its text is longer than {most} MB.").format(most=most)
        elif not reason:
            self._take_page(item, file, is_cut=is_cut)
        if item.type == REUSABLE_BLOCK and item.status == Status.PUBLIC and item.id:
            self._blocks[item.id] = self._spool.put(item.html)
        if reason:
            self._skip(item, reason)

    def _take_attachment(self, item: WordPressItem) -> str:
        """Keep a file; why it is not kept, else ""."""
        address = item.file or absolute(item.guid)
        if not address:
            return _("It is a file whose address the export does not give.")
        if self._attachments.get(item.id, Attachment("")).address == address:
            return _("The export holds this file twice.")
        alt = item.meta.get("_wp_attachment_image_alt", "")
        caption = plain(item.excerpt) or plain(item.html)
        number = item.id if item.id and item.id not in self._attachments else address
        self._attachments[number] = Attachment(address, plain(item.title), plain(alt), caption)
        return ""

    def _take_page(self, item: WordPressItem, file: str, *, is_cut: bool) -> None:
        self._comments += item.comments
        left_out = self._pages.add(item, self._spool.put(item.html), file, is_cut=is_cut)
        if left_out:
            self._skip(left_out, _("The export holds this page twice. The later version of it is imported."))

    def _skip(self, item: WordPressItem, reason: str) -> None:
        title = plain(item.title) or item.slug or item.link
        self.site.skipped.append(Skipped(item.id or item.guid, title, item.type, reason))

    def _note_site(self, name: str, site: dict[str, str]) -> None:
        found = [address for key in ("wp:base_blog_url", "link") if (address := absolute(site.get(key, "")))]
        known = self.site.addresses
        if found and known and site_name(found[0]) != site_name(known[0]):
            message = _(
                "These are exports of two websites, {one} and {other}. Import them one after the other."
            )
            raise ImportRefused(message.format(one=site_name(known[0]), other=site_name(found[0])))
        self.site.addresses = tuple(
            dict.fromkeys([*known, *(address.rstrip("/") + "/" for address in found)])
        )
        self.site.title = self.site.title or plain(site.get("title", ""))

    def _settle(self, address: str) -> None:
        if not self._items:
            raise ImportRefused(_("This WordPress export holds no pages or posts."))
        if address:
            self.site.addresses = tuple(dict.fromkeys([*self.site.addresses, address.rstrip("/") + "/"]))
        if not self.site.addresses:
            message = _("The export does not say which website it is from. Give the address of the old site.")
            raise ImportRefused(message)
        self.site.key = f"{SourceKind.WORDPRESS.value}:{site_name(self.site.addresses[0])}"
        self._pages.settle()
        if self._comments:
            message = ngettext(
                "{count} comment of readers is not imported.",
                "{count} comments of readers are not imported.",
                self._comments,
            )
            self.site.notices.append(Notice("comments", message.format(count=self._comments)))

    def _block(self, number: str) -> str | None:
        place = self._blocks.get(number)
        return self._spool.get(place) if place else None

    def _page(self, entry: Entry) -> SourcePage:
        item = entry.item
        html, notices = with_blocks(self._spool.get(entry.place), self._block, self._limits.page_bytes)
        image = self._attachments.get(item.meta.get("_thumbnail_id", ""))
        if not image and item.meta.get("_thumbnail_id"):
            message = _("The picture at the head of this page is not in the export.")
            notices.append(Notice("lead_image_missing", message))
        aliases = [absolute(item.guid), *query_addresses(self.site.addresses[0], entry.number, item.type)]
        return SourcePage(
            id=entry.id,
            title=item.title,
            html=html,
            address=item.link,
            aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != item.link)),
            syntax=Syntax.WORDPRESS,
            type=item.type,
            status=item.status,
            slug=item.slug,
            published_at=item.published_at,
            modified_at=item.modified_at,
            authors=authors_of(item, self._names),
            categories=tuple(map(plain, item.categories)),
            tags=tuple(map(plain, item.tags)),
            parent=entry.parent,
            order=item.order,
            excerpt=plain(item.excerpt) or plain(item.description),
            lead_image=image.address if image else "",
            notices=(*entry.notices, *notices),
        )
