"""Tells formats from the first bytes of a file."""

from __future__ import annotations

import codecs
import re

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STARTS: list[tuple[bytes, str]] = [
    (rb"%PDF-", "pdf"),
    (rb"\x89PNG\r\n\x1a\n", "png"),
    (rb"\xff\xd8\xff", "jpeg"),
    (rb"GIF8[79]a", "gif"),
    (rb"RIFF.{4}WEBP", "webp"),
    (rb"RIFF.{4}WAVE", "wav"),
    (rb"RIFF.{4}AVI ", "avi"),
    (rb"II\*\0|MM\0\*", "tiff"),
    (rb"BM.{4}\0{4}", "bmp"),
    (rb".{4}ftyp(?:avif|avis)", "avif"),
    (rb".{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", "heic"),
    (rb".{4}ftypM4[AB] ", "m4a"),
    (rb".{4}ftypqt  ", "mov"),
    (rb".{4}ftyp", "mp4"),
    (rb"\x1aE\xdf\xa3.{0,60}webm", "webm"),
    (rb"\x1aE\xdf\xa3.{0,60}matroska", "mkv"),
    (rb"OggS\0", "ogg"),
    (rb"ID3[\x02-\x04]", "mp3"),
    # A frame of MPEG layer III; a UTF-16 mark, FF FE, is not one.
    (rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]", "mp3"),
    (rb"\{\\rtf", "rtf"),
    (rb"\x1f\x8b\x08", "gz"),
    (rb"7z\xbc\xaf\x27\x1c", "7z"),
    (rb"Rar!\x1a\x07", "rar"),
    (rb"MZ(?=[^\0]{0,64}\0)|\x7fELF|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe", "exe"),
]
_SIGNATURES = [(re.compile(pattern, re.DOTALL), key) for pattern, key in _STARTS]
# Readers look for a PDF's first line in the first kilobyte, not only at the very start.
_LATE_PDF = re.compile(rb"[\r\n]%PDF-\d\.\d")

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_FIRST_TAG = re.compile(
    r"(?>[\s\ufeff]+|<!--.*?-->|<\?.*?\?>)*+<(?:!doctype\s+)?(?:[a-z]\w*:)?([a-z]\w*)",
    re.IGNORECASE | re.DOTALL,
)
# The tags by which a browser takes a file for a web page, whatever it is called.
_WEB_PAGE = {
    *("html", "head", "body", "script", "iframe", "style", "title", "div"),
    *("table", "font", "a", "b", "br", "p", "h1"),
}


def signature(head: bytes) -> str | None:
    """The format whose mark `head` starts with; None for text, containers and what is not known."""
    if head.startswith(tuple(mark for mark, _encoding in _MARKS)):
        return None
    return next((key for pattern, key in _SIGNATURES if pattern.match(head)), None)


def late_pdf(head: bytes) -> bool:
    """Whether a PDF starts after some lines of something else."""
    return bool(_LATE_PDF.search(head[:1024]))


def as_text(head: bytes) -> str | None:
    """`head` decoded if it is text (UTF-8, UTF-16 or UTF-32 with a mark, or Windows' western letters)."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if not marked and sum(byte > 127 for byte in head) > len(head) * 0.3:
        encodings = ["utf-8"]
    else:
        encodings = [marked] if marked else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            # The end of `head` may fall into the middle of a letter.
            text = codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeError:
            continue
        return None if _CONTROLS.search(text) else text
    return None


def text_format(text: str) -> str | None:
    """The format that a text's first words give away; None for plain text."""
    tag = _FIRST_TAG.match(text)
    if tag and tag[1].lower() == "svg":
        return "svg"
    if tag and tag[1].lower() in _WEB_PAGE:
        return "html"
    if text.lstrip().startswith("<?xml"):
        return "xml"
    return "vtt" if re.match(r"WEBVTT(?:\s|$)", text) else None
