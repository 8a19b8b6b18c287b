"""Links to files of the old site."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from wagtail_mathshub.publishing.file_formats import FORMATS

_PAGES = {"html", "htm", "xhtml", "unknown", "svg", "png", "jpg", "jpeg", "jpe", "jfif", "gif", "webp"}
_ENDINGS = {ending for form in FORMATS.values() for ending in form.endings.split()} - _PAGES
FILMS = {"mp4", "webm", "mov", "m4v"}


def ending_of(address: str) -> str:
    """The ending of the name that an address names, in lower case."""
    name = unquote(urlsplit(address).path).rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def is_document(address: str) -> bool:
    """Whether an address names a file to take away, rather than a page."""
    if not re.match(r"https?://", address):
        return False
    return ending_of(address) in _ENDINGS | FILMS
