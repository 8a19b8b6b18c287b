"""XML documents with many items, read one item at a time: repaired first, then parsed strictly, never expanded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree  # ty: ignore[missing-module-member]

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.reading.decoding import Pieces, choose_encoding, decode_pieces
from wagtail_mathshub.importing.reading.prefixes import short_name
from wagtail_mathshub.importing.reading.repairing import Tally, repair_pieces

# libxml2 takes no text of 10,000,000 bytes unless its protections are switched off, which they are not here.
MOST_TEXT = 9_000_000
_ITEMS = {"item", "entry", "atom:entry"}
_ROOTS = frozenset({"rss", "feed", "RDF"})
_MOST_SAID = 5

TextPieces = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Part:
    """A child of the channel: its short name and its element, which is emptied afterwards."""

    name: str
    element: Any
    is_cut: bool = False


class XmlDocument:
    """An export or a feed. `notices` is complete once all parts are read.

    `pieces` gives the text from its beginning each time it is called: a second time where the document can only be
    read as far as it is sound.
    """

    def __init__(self, pieces: TextPieces, *, most_text: int = MOST_TEXT) -> None:
        self._pieces, self._most_text = pieces, min(most_text, MOST_TEXT)
        self._tally = Tally()
        self._items_read = 0
        self.notices: list[Notice] = []

    @property
    def root(self) -> str:
        """The local name of the document's root, "rss", "feed" or "RDF"; "" where it has no such root."""
        return self._tally.root.rpartition(":")[2]

    def parts(self) -> Iterator[Part]:
        """All children of the channel (or of the feed), in order."""
        given = 0
        try:
            for part in self._parse(recover=False):
                given += 1
                yield part
        except etree.XMLSyntaxError:
            yield from self._recovered(given)
        self._look_back()

    def _recovered(self, given: int) -> Iterator[Part]:
        if not self._tally.root:
            return
        self._items_read, skipped = 0, given
        for part in self._parse(recover=True):
            skipped -= 1
            if skipped < 0:
                yield part

    def _parse(self, *, recover: bool) -> Iterator[Part]:
        self._tally = Tally()
        parser = etree.XMLPullParser(
            events=("end",),
            recover=recover,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for piece in repair_pieces(self._pieces(), self._tally, most_text=self._most_text, roots=_ROOTS):
            parser.feed(piece.encode())
            yield from self._finished(parser)
        if self._tally.root:
            parser.close()
            yield from self._finished(parser)
        if recover:
            self._say_errors(parser.feed_error_log)

    def _finished(self, parser: Any) -> Iterator[Part]:
        for _event, element in parser.read_events():
            if not _is_part(element):
                continue
            name = short_name(element.tag)
            is_cut = element.tag.rpartition("}")[2] in _local(self._tally.open_at_end)
            self._items_read += name in _ITEMS and not is_cut
            yield Part(name, element, is_cut)
            element.clear()
            _forget_before(element)

    def _say_errors(self, log: Iterable[Any]) -> None:
        said = [f"{entry.line}: {entry.message}" for entry in log]
        self._say_damage("; ".join(dict.fromkeys(said[:_MOST_SAID])))

    def _say_damage(self, source: str = "") -> None:
        message = _("The file is damaged. Please compare what was imported with the old site.")
        self.notices.append(Notice("xml_damaged", message, source))

    def _look_back(self) -> None:
        tally, read = self._tally, self._items_read
        if tally.mended and "xml_damaged" not in {notice.code for notice in self.notices}:
            self._say_damage()
        if tally.before_root:
            message = _("Something stands before the beginning of the file. It was left out.")
            self.notices.append(Notice("text_before_beginning", message, tally.before_root))
        if tally.open_at_end:
            message = _(
                "The file ends in the middle: {read} of {all} items could be read whole. Make the export again."
            )
            self.notices.append(Notice("file_cut", message.format(read=read, all=tally.items)))
        elif read < tally.items:
            message = _("The file is damaged: {read} of {all} items could be read.")
            self.notices.append(Notice("items_missing", message.format(read=read, all=tally.items)))
        if tally.shortened:
            message = ngettext(
                "{count} text is too long to be read whole.",
                "{count} texts are too long to be read whole.",
                tally.shortened,
            )
            self.notices.append(Notice("text_too_long", message.format(count=tally.shortened)))


def open_xml(pieces: Pieces, *, most_text: int = MOST_TEXT) -> XmlDocument:
    """A document whose bytes come in pieces; `pieces` is called several times."""
    encoding = choose_encoding(pieces)

    def text() -> Iterator[str]:
        return decode_pieces(pieces(), encoding)

    document = XmlDocument(text, most_text=most_text)
    document.notices += encoding.notices
    return document


def inner_text(element: Any) -> str:
    """What an element holds: its text, and the markup of elements in it where the document left that unescaped."""
    if element is None:
        return ""
    if not len(element):
        return element.text or ""
    children = (etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return (element.text or "") + "".join(children)


def _is_part(element: Any) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    name, above = short_name(parent.tag), parent.getparent()
    if above is None:
        return short_name(element.tag) != "channel"
    return name == "channel" and above.getparent() is None


def _local(names: Iterable[str]) -> set[str]:
    return {name.rpartition(":")[2] for name in names}


def _forget_before(element: Any) -> None:
    while element.getprevious() is not None:
        del element.getparent()[0]
