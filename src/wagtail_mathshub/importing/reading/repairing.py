"""Repairs the text of XML documents, piece by piece, so that a strict parser takes them and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.reading.characters import (
    with_known_references,
    without_control_references,
    without_controls,
)
from wagtail_mathshub.importing.reading.prefixes import undeclared
from wagtail_mathshub.importing.refusals import ImportRefused

_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
_TAG_BEGINS = re.compile(r"</?[A-Za-z_]")
# Items whose own end was swallowed by a text that never ends.
_SWALLOWED = re.compile(r"<(?:item|entry)>\s{0,20}<title>")
# What may be the beginning of something that the next piece completes.
_UNFINISHED = re.compile(r"[&\]]|<(?:i|e)")
_DOCTYPE = re.compile(r"(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+([\[>])")
_HALF_REFERENCE = re.compile(r"&[^;]{0,40}\Z")
_LONGEST_TAG, _HELD_BACK, _MOST_DEPTH = 65_536, 64, 1000
_ITEMS = {"item", "entry"}


@dataclass
class Tally:
    """What was seen on the way: the root's name, items as the raw text counts them, what was still open at the end.

    `shortened` counts texts that were cut, `mended` tags without their counterpart.
    """

    root: str = ""
    items: int = 0
    open_at_end: tuple[str, ...] = ()
    before_root: str = ""
    shortened: int = 0
    mended: int = 0


def repair(text: str) -> str:
    """The whole of a small document, repaired; ImportRefused for one with a document type of its own."""
    return "".join(repair_pieces([text], Tally()))


def repair_pieces(
    pieces: Iterable[str], tally: Tally, *, most_text: int = 9_000_000, roots: Set[str] = frozenset()
) -> Iterator[str]:
    """A document's text as a strict parser takes it. Texts of more than `most_text` bytes are cut, and counted.

    With `roots`, whatever stands before an element of such a local name is left out.
    """
    repairer = _Repairer(tally, most_text, roots)
    for piece in pieces:
        yield repairer.feed(piece)
    yield repairer.finish()


class _Repairer:
    def __init__(self, tally: Tally, most_text: int, roots: Set[str]) -> None:
        self._tally, self._most_text, self._roots = tally, most_text, roots
        self._waiting, self._is_last = "", False
        self._skipping_to = ""
        self._in_cdata = False
        self._open: list[str] = []
        self._is_closed = False
        self._declared: set[str] = set()
        self._text_bytes = 0
        self._out: list[str] = []

    def feed(self, piece: str) -> str:
        self._waiting = without_controls(self._waiting + piece)
        at = 0
        while (following := self._step(at)) > at:
            at = following
        self._waiting = self._waiting[at:]
        done, self._out = "".join(self._out), []
        return done

    def finish(self) -> str:
        """The rest, and the ends of what is still open."""
        self._is_last = True
        done = self.feed("")
        self._tally.open_at_end = tuple(self._open)
        ends = _CDATA_END if self._in_cdata else ""
        return done + ends + "".join(f"</{name}>" for name in reversed(self._open))

    def _step(self, at: int) -> int:
        """Take the next part of what waits; the place behind it, or `at` where more has to come first."""
        if self._skipping_to:
            return self._skip(at)
        if self._in_cdata:
            return self._cdata(at)
        mark = self._waiting.find("<", at)
        if mark != at:
            return self._text(at, mark)
        return self._markup(at)

    def _skip(self, at: int) -> int:
        end = self._waiting.find(self._skipping_to, at)
        if end < 0:
            return max(at, len(self._waiting) - (0 if self._is_last else len(self._skipping_to)))
        end += len(self._skipping_to)
        self._skipping_to = ""
        return end

    def _cdata(self, at: int) -> int:
        end = self._waiting.find(_CDATA_END, at)
        until = end if end >= 0 else self._safe_end(at)
        self._tally.items += len(_SWALLOWED.findall(self._waiting, at, until))
        self._put_text(without_control_references(self._waiting[at:until]))
        if end < 0:
            return until
        self._in_cdata = False
        self._out.append(_CDATA_END)
        return end + len(_CDATA_END)

    def _text(self, at: int, mark: int) -> int:
        until = mark if mark >= 0 else self._safe_end(at)
        text = self._waiting[at:until]
        if self._open:
            self._put_text(with_known_references(text).replace("]]>", "]]&gt;"))
        elif not self._tally.root:
            self._put_before_root(text)
        return until

    def _markup(self, at: int) -> int:
        if len(self._waiting) - at < len("<!DOCTYPE") and not self._is_last:
            return at
        if self._waiting.startswith(_CDATA, at):
            return self._begin_cdata(at)
        for begin, end in (("<!--", "-->"), ("<?", "?>")):
            if self._waiting.startswith(begin, at):
                self._skipping_to = end
                return at + len(begin)
        if self._waiting.startswith("<!", at) and self._waiting[at : at + 9].upper() == "<!DOCTYPE":
            return self._doctype(at)
        return self._tag(at)

    def _begin_cdata(self, at: int) -> int:
        if self._open:
            self._in_cdata = True
            self._out.append(_CDATA)
        return at + len(_CDATA)

    def _doctype(self, at: int) -> int:
        found = _DOCTYPE.match(self._waiting, at)
        if not found and not self._is_last and len(self._waiting) - at < _LONGEST_TAG:
            return at
        if not found or found[1] == "[":
            raise ImportRefused(
                _(
                    "This file defines entities of its own (in a DOCTYPE), which can be used to attack a website. "
                    "Exports do not need them: make the export again, or take the DOCTYPE out."
                )
            )
        return found.end()

    def _tag(self, at: int) -> int:
        found = _TAG.match(self._waiting, at)
        if found:
            self._put_tag(found)
            return found.end()
        if _TAG_BEGINS.match(self._waiting, at):
            following = self._waiting.find("<", at + 1)
            if following < 0 and self._is_last:
                return len(self._waiting)
            is_short = not self._is_last and len(self._waiting) - at < _LONGEST_TAG
            if is_short and (following < 0 or _is_open_quote(self._waiting[at:following])):
                return at
        if self._open:
            self._put_text("&lt;")
        return at + 1

    def _put_tag(self, found: re.Match[str]) -> None:
        tag, name, is_end = found[0], found[2], bool(found[1])
        self._text_bytes = 0
        if name in _ITEMS and not is_end:
            self._tally.items += 1
        if self._is_closed:
            return
        if not self._open and (is_end or not self._is_root(name)):
            self._put_before_root(tag)
        elif is_end:
            self._put_end(tag, name)
        else:
            self._put_start(tag, name)

    def _put_start(self, tag: str, name: str) -> None:
        if name in _ITEMS and name in self._open:
            self._close(name)
        self._tally.root = self._tally.root or name
        end = 2 if tag.endswith("/>") else 1
        inner = with_known_references(tag[1:-end]).replace("<", "&lt;")
        self._out.append(f"<{inner}{undeclared(tag, self._declared)}{tag[-end:]}")
        if end == 2:
            self._is_closed = not self._open
            return
        self._open.append(name)
        if len(self._open) > _MOST_DEPTH:
            raise ImportRefused(_("This file is damaged: its parts lie in each other without end."))

    def _put_end(self, tag: str, name: str) -> None:
        if name == self._open[-1]:
            self._open.pop()
            self._out.append(f"</{name}>")
        elif name in self._open:
            self._close(name)
        else:
            self._tally.mended += 1
            self._put_text(tag.replace("<", "&lt;").replace(">", "&gt;"))
        self._is_closed = not self._open

    def _close(self, name: str) -> None:
        """End an element together with those in it that have no end of their own."""
        self._tally.mended += 1
        while (inner := self._open.pop()) != name:
            self._out.append(f"</{inner}>")
        self._out.append(f"</{name}>")

    def _is_root(self, name: str) -> bool:
        return not self._roots or name.rpartition(":")[2] in self._roots

    def _put_before_root(self, text: str) -> None:
        self._tally.before_root = (self._tally.before_root + text.strip("\ufeff \t\r\n"))[:200]

    def _put_text(self, text: str) -> None:
        data = text.encode()
        left = self._most_text - self._text_bytes
        self._text_bytes += len(data)
        if len(data) <= left:
            self._out.append(text)
        elif left >= 0:
            self._tally.shortened += 1
            self._out.append(_HALF_REFERENCE.sub("", data[:left].decode("utf-8", "ignore")))
            self._text_bytes = self._most_text + 1

    def _safe_end(self, at: int) -> int:
        """Where to stop so that nothing that belongs together is cut: references, marks of an end."""
        end = len(self._waiting)
        if self._is_last:
            return end
        found = _UNFINISHED.search(self._waiting, max(at, end - _HELD_BACK))
        return found.start() if found else end


def _is_open_quote(tag: str) -> bool:
    return tag.count('"') % 2 == 1 or tag.count("'") % 2 == 1
