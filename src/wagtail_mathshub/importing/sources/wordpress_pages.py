"""The pages of an export, each once: by their numbers, in their order, under their parents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.sources.hierarchy import break_cycles, parents_first
from wagtail_mathshub.importing.sources.spool import Place
from wagtail_mathshub.importing.sources.wordpress_items import WordPressItem
from wagtail_mathshub.importing.sources.wordpress_titles import title_of

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Entry:
    """A page: its item without its text, where that lies, its number ("" where that is not its own), its parent.

    `file` is where it comes from and `digest` stands for its words.
    """

    id: str
    number: str
    item: WordPressItem
    place: Place
    is_cut: bool
    file: str
    digest: str
    parent: str = ""
    notices: list[Notice] = field(default_factory=list)


class WordPressPages:
    """Pages are added in any order; `settle` ends that."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._order: list[str] = []

    def __len__(self) -> int:
        return len(self._entries)

    def ordered(self) -> Iterator[Entry]:
        """The pages, parents before their children."""
        return (self._entries[key] for key in self._order)

    def add(self, item: WordPressItem, place: Place, file: str, *, is_cut: bool) -> WordPressItem | None:
        """Take a page whose text lies at `place`; the item that is left out, where this page is already there."""
        digest = _digest(item)
        item.title, notices = title_of(item)
        key, more = self._key(item, file, digest)
        number = item.id if key == item.id else ""
        entry = Entry(key, number, item, place, is_cut, file, digest, notices=[*notices, *more])
        item.html = ""
        if is_cut:
            message = _("The export ends in the middle of this page. Its end is missing.")
            entry.notices.append(Notice("page_cut", message))
        known = self._entries.get(key)
        if known and _version(known) >= _version(entry):
            return item
        self._entries[key] = entry
        return known.item if known else None

    def settle(self) -> None:
        """Put parents before children, and break circles."""
        numbers = {entry.number for entry in self._entries.values()}
        parents = {}
        for key, entry in self._entries.items():
            parents[key] = entry.item.parent
            if entry.item.parent and entry.item.parent not in numbers:
                message = _("The page that this one lies under is not in the export.")
                entry.notices.append(Notice("parent_missing", message, entry.item.parent))
        kept, broken = break_cycles(parents)
        for key in broken:
            message = _("On the old site, this page lies under itself. It now lies at the top.")
            self._entries[key].notices.append(Notice("parent_circle", message, parents[key]))
        for key, parent in kept.items():
            self._entries[key].parent = parent
        self._order = parents_first(kept, kept)

    def _key(self, item: WordPressItem, file: str, digest: str) -> tuple[str, list[Notice]]:
        """What names the page for ever, and what is odd about that."""
        if not item.id:
            message = _("The export gives this page no number. It is known by its address or its words.")
            wanted, notice = item.guid or item.link or digest, Notice("number_missing", message)
        else:
            message = _("The export gives two pages the same number.")
            wanted, notice = item.id, Notice("number_twice", message, item.id)
        for key in (wanted, f"{wanted}:{item.slug or digest}", f"{wanted}:{digest}"):
            known = self._entries.get(key)
            if known is None or _is_same(known, item, file, digest):
                return key, [notice] if key != item.id else []
        return f"{wanted}:{digest}", [notice]


def _is_same(known: Entry, item: WordPressItem, file: str, digest: str) -> bool:
    """Whether an item is a page that is already there, perhaps in another version.

    One export holds one version of each page, so that other words in the same file are another page.
    """
    if known.file == file:
        return known.digest == digest
    one = known.item
    if one.guid and item.guid:
        return one.guid == item.guid
    if one.link and item.link:
        return one.link == item.link
    return (one.type, one.slug, one.title) == (item.type, item.slug, item.title)


def _version(entry: Entry) -> tuple[bool, datetime]:
    return not entry.is_cut, entry.item.modified_at or entry.item.published_at or _NEVER


def _digest(item: WordPressItem) -> str:
    words = "\n".join([item.type, item.title, item.slug, item.html])
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
