"""Streams and rich text of a plan as they are stored: with ids, with keys of files, with links to pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any
from uuid import UUID, uuid5

from wagtail.blocks import StreamBlock

from wagtail_mathshub.importing.applying.book import AddressBook
from wagtail_mathshub.importing.applying.library import Library
from wagtail_mathshub.importing.applying.rich_places import with_rich_text
from wagtail_mathshub.importing.plans import MEDIA

# Where ids of imported blocks come from: the same block gets the same id at each run.
_IDS = UUID("a8f0a1de-8d5c-4f3e-9d0b-3c53a8f7c1aa")
_LINK = re.compile(r'<a href="([^"]*)">')
IMAGE_KEYS, DOCUMENT_KEYS = frozenset({"image", "photo", "poster"}), frozenset({"document", "file"})
PART = "part:"
_WORDS = ("title", "alt", "caption", "credit", "note")
_OF_A_LINK = frozenset({"kind", "title", "note", "licence"})


class Writer:
    """Turns the values of one page's plan into what is stored."""

    def __init__(self, library: Library, book: AddressBook, name: str, parts: dict[str, int]) -> None:
        self.library = library
        self.book = book
        self.name = name
        self.parts = parts
        self.open_links: dict[str, None] = {}
        self._missing: list[dict[str, Any]] = []

    def stream(self, items: list[dict[str, Any]], path: str, kinds: StreamBlock) -> list[dict[str, Any]]:
        """The stored JSON of a stream of `kinds`. Where a file cannot be had, a link to where it was stands there."""
        linked = with_rich_text(kinds, items, self.rich_text)
        blocks = [block for n, item in enumerate(linked) for block in self._blocks(item, f"{path}.{n}")]
        return [
            block | {"id": str(uuid5(_IDS, f"{self.name}:{path}.{number}"))}
            for number, block in enumerate(blocks)
        ]

    def _blocks(self, item: dict[str, Any], path: str) -> list[dict[str, Any]]:
        self._missing = []
        value = self._value(item["value"], path)
        if value is None:
            return [_instead(item["type"], list(_with_files(item["value"])))]
        block = {"type": item["type"], "value": value}
        return [block, _instead("", self._missing)] if self._missing else [block]

    def rich_text(self, html: str) -> str:
        """Rich text whose links to pages of the old site lead to the pages that they have become."""
        return _LINK.sub(self._link, html)

    def _link(self, found: re.Match[str]) -> str:
        return self.anchor(unescape(found[1])) or found[0]

    def anchor(self, address: str) -> str:
        """The opening tag of a link to the page that was there; "" where it leads elsewhere."""
        if address.startswith(PART):
            page = self.parts.get(address.removeprefix(PART))
            return f'<a linktype="page" id="{page}">' if page else ""
        page = self.book.page(address)
        if page is not None:
            return f'<a linktype="page" id="{page}">'
        if self.book.is_of_old_site(address):
            self.open_links[address] = None
        return ""

    def _value(self, value: Any, path: str, key: str = "") -> Any:
        if isinstance(value, str):
            return self._text(value, key)
        if isinstance(value, dict):
            return self._struct(value, path)
        if isinstance(value, list):
            entries = [self._value(entry, f"{path}.{number}", key) for number, entry in enumerate(value)]
            return [entry for entry in entries if entry is not None]
        return value

    def _struct(self, value: dict[str, Any], path: str) -> dict[str, Any] | None:
        if set(value) >= {"type", "value"} and isinstance(value["type"], str) and "columns" not in value:
            inner = self._value(value["value"], path)
            return None if inner is None else value | {"value": inner}
        found = {}
        for name, entry in value.items():
            new = self._value(entry, f"{path}.{name}", name)
            if new is None and entry is not None:
                self._missing += [value] if isinstance(entry, str) else []
                return None
            if entry and new == [] and isinstance(entry, list):
                return None
            found[name] = new
        return found

    def _text(self, text: str, key: str) -> Any:
        if not _names_a_file(key, text):
            return text
        address = text.removeprefix(MEDIA)
        return self.library.document(address) if key in DOCUMENT_KEYS else self.library.image(address)


def _names_a_file(key: str, value: Any) -> bool:
    # What the old site wrote elsewhere may look the same.
    return key in IMAGE_KEYS | DOCUMENT_KEYS and isinstance(value, str) and value.startswith(MEDIA)


def _instead(kind: str, missing: list[dict[str, Any]]) -> dict[str, Any]:
    if kind in ("file", "video") and missing and "kind" in missing[0]:
        value = {name: entry for name, entry in missing[0].items() if name in _OF_A_LINK}
        return {"type": "link", "value": value | {"url": _address(missing[0])}}
    return {"type": "text", "value": "".join(f"<p>{_described(struct)}</p>" for struct in missing)}


def _with_files(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if any(_names_a_file(key, entry) for key, entry in value.items()):
            yield value
        for entry in value.values():
            yield from _with_files(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _with_files(entry)


def _address(struct: dict[str, Any]) -> str:
    found = (str(entry) for key, entry in struct.items() if _names_a_file(key, entry))
    return next(found).removeprefix(MEDIA)


def _described(struct: dict[str, Any]) -> str:
    address = _address(struct)
    words = [str(struct[name]) for name in _WORDS if struct.get(name)]
    shown = " \u2013 ".join(dict.fromkeys(words)) or address.rsplit("/", 1)[-1] or address
    return f'<a href="{escape(address)}">{escape(shown)}</a>'
