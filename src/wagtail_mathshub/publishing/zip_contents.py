"""Looks into ZIP containers, as Office, OpenDocument and GeoGebra write them, without unpacking them."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO, cast

from wagtail_mathshub.publishing.capped_reader import CappedReader

# A list of 40,000 members fits; no document has that many.
MOST_BYTES, SECONDS, MOST_UNPACKED = 2_000_000, 2.0, 1_000_000

_MAIN_PARTS: list[tuple[bytes, str]] = [
    (rb"ms-word\.(?:document|template)\.macroEnabled", "docm"),
    (rb"ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled", "pptm"),
    (rb"ms-excel\.(?:sheet|template)\.(?:binary\.)?macroEnabled", "xlsm"),
    (rb"wordprocessingml\.(?:document|template)\.main\+xml", "docx"),
    (rb"presentationml\.(?:presentation|slideshow|template)\.main\+xml", "pptx"),
    (rb"spreadsheetml\.(?:sheet|template)\.main\+xml", "xlsx"),
]
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/epub+zip": "epub",
}
_MEMBERS = [
    (re.compile(r"geogebra\.xml"), "ggb"),
    (re.compile(r"geogebra_macro\.xml"), "ggt"),
    (re.compile(r"page\d+\.svg"), "notebook"),
]
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")


def look_into_zip(file: BinaryIO) -> tuple[str | None, int | None]:
    """The format of a container and its number of pages or slides; (None, None) for one that is broken."""
    try:
        reader = CappedReader(file, most_bytes=MOST_BYTES, most_at_once=MOST_BYTES, seconds=SECONDS)
        with zipfile.ZipFile(cast(BinaryIO, reader)) as archive:
            key = _format(archive)
            return key, _pages(archive, key)
    except Exception:  # Whatever hostile bytes bring zipfile to, the file is only not known.
        return None, None


def _format(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = _small_member(archive, "[Content_Types].xml")
        return next((key for pattern, key in _MAIN_PARTS if re.search(pattern, types)), "zip")
    if "mimetype" in names:
        return _MIMETYPES.get(_small_member(archive, "mimetype").strip(), "zip")
    found = (key for pattern, key in _MEMBERS if any(pattern.fullmatch(name) for name in names))
    return next(found, "zip")


def _pages(archive: zipfile.ZipFile, key: str) -> int | None:
    if key in ("pptx", "pptm"):
        slides = sum(bool(_SLIDE.fullmatch(name)) for name in set(archive.namelist()))
        return slides or _stated(archive, b"Slides")
    return _stated(archive, b"Pages") if key in ("docx", "docm") else None


def _stated(archive: zipfile.ZipFile, tag: bytes) -> int | None:
    if "docProps/app.xml" not in archive.namelist():
        return None
    # Found by its pattern, not parsed, so that no entity is ever expanded.
    xml = _small_member(archive, "docProps/app.xml")
    found = re.search(rb"<(?:\w{1,20}:)?%s>\s{0,20}(\d{1,5})\s{0,20}</" % tag, xml)
    return int(found[1]) or None if found else None


def _small_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes; none where it is larger than it could rightly be, locked or packed in a rare way."""
    member = archive.getinfo(name)
    # Only these two are unpacked piece by piece; the others fill the memory from a few bytes.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or member.flag_bits & 1:
        return b""
    with archive.open(member) as content:
        data = content.read(MOST_UNPACKED + 1)
    return data if len(data) <= MOST_UNPACKED else b""
