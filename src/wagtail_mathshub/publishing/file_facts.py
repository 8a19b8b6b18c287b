"""What a file really is, found in its bytes, and the words for it: "PDF, 310 kB, 3 pages"."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_mathshub.publishing.file_formats import (
    CONTAINERS,
    FORMATS,
    UNKNOWN,
    format_label,
    formats_of,
    name_ending,
)
from wagtail_mathshub.publishing.file_signatures import OLE, ZIP, as_text, late_pdf, signature, text_format
from wagtail_mathshub.publishing.ole_contents import look_into_ole
from wagtail_mathshub.publishing.pdf_pages import count_pdf_pages
from wagtail_mathshub.publishing.zip_contents import look_into_zip

HEAD = 64 * 1024
NAMED_TEXTS = {"csv", "tsv", "txt", "srt", "json"}
__all__ = ["FileFacts", "facts_words", "format_label", "pages_words", "read_facts", "size_words"]


@dataclass(frozen=True)
class FileFacts:
    """`suspicious`: the bytes contradict the ending of the file's name."""

    format: str
    media_type: str
    size: int
    pages: int | None
    suspicious: bool


def read_facts(file: BinaryIO, name: str) -> FileFacts:
    """The facts of a file, whatever its bytes are; an error of the storage it comes from is passed on."""
    place = file.tell()
    try:
        file.seek(0, io.SEEK_END)
        size = file.tell()
        file.seek(0)
        key, container, pages = _look(file, file.read(HEAD), size, name_ending(name))
    finally:
        file.seek(place)
    promised = formats_of(name_ending(name))
    # Nothing in an empty, cut-off or locked file speaks against its name.
    fits = not size or key in promised or (key == UNKNOWN and promised & CONTAINERS.get(container, set()))
    return FileFacts(key, FORMATS[key].media_type, size, pages, suspicious=bool(promised) and not fits)


def _look(file: BinaryIO, head: bytes, size: int, ending: str) -> tuple[str, str, int | None]:
    """The format, the container that it is in ("" for none), and the pages."""
    if head.startswith((ZIP + b"\3\4", ZIP + b"\5\6")):
        key, pages = look_into_zip(file)
        return key or UNKNOWN, "zip", pages
    if head.startswith(OLE):
        return look_into_ole(file) or UNKNOWN, "ole", None
    key = signature(head) or _text_or_late_pdf(head, ending)
    return key, "", count_pdf_pages(file, size) if key == "pdf" else None


def _text_or_late_pdf(head: bytes, ending: str) -> str:
    text = as_text(head) if head else None
    if text is not None and (found := text_format(text)):
        return found
    if late_pdf(head):
        return "pdf"
    if text is None:
        return UNKNOWN
    return next(iter(formats_of(ending) & NAMED_TEXTS), "txt")


def size_words(size: int) -> str:
    """A size in words: "310 kB", "1.9 MB"; at least "1 kB" for a file that is not empty."""
    if size < 999_500:
        return _("{number} kB").format(number=max((size + 500) // 1000, min(size, 1)))
    if size < 999_950_000:
        return _("{number} MB").format(number=_one_decimal(size, 1_000_000))
    return _("{number} GB").format(number=_one_decimal(size, 1_000_000_000))


def _one_decimal(size: int, unit: int) -> str:
    tenths = (size * 10 + unit // 2) // unit
    return formats.number_format(tenths / 10, 1 if tenths % 10 else 0)


def pages_words(format: str, number: int) -> str:
    """A number of pages in words: "3 pages"; "12 slides" for a presentation."""
    if format in ("pptx", "pptm", "ppt", "odp"):
        return ngettext("{number} slide", "{number} slides", number).format(number=number)
    return ngettext("{number} page", "{number} pages", number).format(number=number)


def facts_words(facts: FileFacts) -> str:
    """All of it in words: "PDF, 310 kB, 3 pages"."""
    words = [format_label(facts.format), size_words(facts.size)]
    if facts.pages:
        words.append(pages_words(facts.format, facts.pages))
    return ", ".join(words)
