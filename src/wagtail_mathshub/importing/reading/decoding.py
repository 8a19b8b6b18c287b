"""Bytes into text by a fixed ladder: marks of the encoding, UTF-8, what is declared, Windows. Never by statistics.

Text that was encoded twice ("Â£") stays as it is: what it was meant to be would be a guess.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.reading.declared_charsets import declared_in, python_codec
from wagtail_mathshub.importing.reading.mixed_bytes import decode_mixed, whole_lines

_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_HEAD = 8192
_AROUND = 40

Pieces = Callable[[], Iterable[bytes]]


@dataclass(frozen=True)
class Encoding:
    """How bytes are read: a codec of Python, or UTF-8 with Windows characters among it; marks to skip; what to say."""

    codec: str
    is_mixed: bool = False
    mark_bytes: int = 0
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Decoded:
    """Text, how it was read, and what to say about that."""

    text: str
    encoding: Encoding

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a person should know about how the text was read."""
        return self.encoding.notices


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """The text of a page or a file; `declared` is the charset that came with it (of the HTTP header), if any.

    Never fails: what is in no other encoding is Windows text, and bytes that mean nothing there become U+FFFD.
    """

    def pieces() -> Iterable[bytes]:
        return (data,)

    encoding = choose_encoding(pieces, declared=declared)
    return Decoded("".join(decode_pieces(pieces(), encoding)), encoding)


def choose_encoding(pieces: Pieces, *, declared: str = "") -> Encoding:
    """How to read bytes that come in pieces; `pieces` is called once for each step of the ladder."""
    head = _head(pieces())
    for mark, codec in _BOMS:
        if head.startswith(mark):
            is_mixed = codec == "utf-8" and _misfit(pieces(), codec) is not None
            return Encoding(codec, is_mixed, len(mark), (_windows_notice(""),) if is_mixed else ())
    if wide := _wide_codec(head):
        return Encoding(wide)
    misfit = _misfit(pieces(), "utf-8")
    if misfit is None:
        return Encoding("utf-8")
    for name in (declared, *declared_in(head)):
        codec = python_codec(name)
        if codec and codec != "utf-8" and (codec == "cp1252" or _misfit(pieces(), codec) is None):
            return Encoding(codec)
    return Encoding("utf-8", is_mixed=True, notices=(_windows_notice(misfit),))


def decode_pieces(pieces: Iterable[bytes], encoding: Encoding) -> Iterator[str]:
    """The text of bytes that come in pieces, in pieces of its own."""
    pieces = _without_mark(pieces, encoding.mark_bytes)
    if encoding.is_mixed:
        for lines in whole_lines(pieces):
            yield decode_mixed(lines)
        return
    decoder = codecs.getincrementaldecoder(encoding.codec)("replace")
    for piece in pieces:
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _head(pieces: Iterable[bytes]) -> bytes:
    head = b""
    for piece in pieces:
        head += piece[:_HEAD]
        if len(head) >= _HEAD:
            break
    return head[:_HEAD]


def _wide_codec(head: bytes) -> str:
    """UTF-16 without its mark: in text of mostly English letters every other byte is 0."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    first, second = head[0::2].count(0) / pairs, head[1::2].count(0) / pairs
    if second > 0.6 and first < 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > 0.6 and second < 0.1 else ""


def _misfit(pieces: Iterable[bytes], codec: str) -> str | None:
    """The place where bytes are not of an encoding, as Windows would show it; None where all are."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    try:
        for piece in pieces:
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        around = error.object[max(error.start - _AROUND, 0) : error.start + _AROUND]
        return " ".join(decode_mixed(around).split())
    return None


def _without_mark(pieces: Iterable[bytes], mark_bytes: int) -> Iterator[bytes]:
    for piece in pieces:
        cut, mark_bytes = piece[mark_bytes:], max(mark_bytes - len(piece), 0)
        yield cut


def _windows_notice(source: str) -> Notice:
    message = _(
        "Some characters are not written as the file says. They were read as Windows characters: "
        "please check pound signs, dashes and quotation marks."
    )
    return Notice("windows_characters", message, source)
