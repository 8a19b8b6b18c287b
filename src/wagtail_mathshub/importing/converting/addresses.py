"""Addresses on old pages: made absolute, and what they lead to."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from django.utils.encoding import iri_to_uri

IMAGES = {"png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "svg", "tif", "tiff"}
SOUNDS = {"mp3", "m4a", "ogg", "oga", "wav", "flac", "aac"}
FILMS = {"mp4", "webm", "m4v", "mov", "ogv", "avi", "wmv", "mpg", "mpeg"}
FILES = {
    *("pdf", "doc", "docx", "docm", "odt", "rtf", "txt", "ppt", "pptx", "pps", "ppsx", "odp", "xls", "xlsx"),
    *("xlsm", "ods", "csv", "zip", "pub", "notebook", "flipchart", "ggb", "epub", "ics"),
}
# Where site builders keep the files of the sites that they serve.
BUILDERS = ("wixstatic.com", "filesusr.com", "squarespace.com", "squarespace-cdn.com", "weebly.com")
_UNSEEN = re.compile("[\x00-\x20\x7f\xa0\u200b-\u200f\u2028-\u202e\ufeff]+")
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)|-scaled(?=\.\w+$)")


@dataclass(frozen=True)
class Place:
    """Where a page lay, and which files are known to belong to its site."""

    address: str = ""
    files: Container[str] = field(default_factory=frozenset)

    def absolute(self, address: str) -> str:
        """The absolute address; "" where there is none that a link may have."""
        plain = _UNSEEN.sub("", address) if _UNSEEN.match(address) else address.strip()
        if not plain:
            return ""
        try:
            full = urljoin(self.address, plain)
            parts = urlsplit(full)
        except ValueError:
            return ""
        if parts.scheme in ("mailto", "tel"):
            return iri_to_uri(full) or ""
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
        return iri_to_uri(full) or "" if is_web else ""

    def is_own(self, address: str) -> bool:
        """Whether the file there belongs to the old site."""
        host, own = host_of(address), host_of(self.address)
        if address in self.files or (own and host == own):
            return True
        return any(host == builder or host.endswith("." + builder) for builder in BUILDERS)

    def is_own_file(self, address: str) -> bool:
        """Whether a file to take away lies there."""
        return ending(address) in FILES | SOUNDS | FILMS and self.is_own(address)


def host_of(address: str) -> str:
    """The host without "www."; "" for none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def ending(address: str) -> str:
    """The ending of the file's name in lower case, without the dot."""
    return PurePosixPath(unquote(_path(address))).suffix.lower().removeprefix(".")


def file_name(address: str) -> str:
    """The file's own name, without folders."""
    return PurePosixPath(unquote(_path(address))).name


def unsized(address: str) -> str:
    """A picture's address without the size that WordPress puts into the names of smaller copies."""
    return _SIZE.sub("", address)


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
