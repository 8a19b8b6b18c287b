"""Characters and references that XML does not know or allow, made into what it does."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Word writes its line breaks as vertical tabs, and its page breaks as form feeds: they stand between words.
_BETWEEN_WORDS = "\x0b\x0c"
_REFERENCE = re.compile(r"&(?:#(\d{1,9}|[xX][0-9a-fA-F]{1,8});|([A-Za-z][A-Za-z0-9]{1,31};))?")
_NUMBER = re.compile(r"&#(\d{1,9}|[xX][0-9a-fA-F]{1,8});")
_XML_ENTITIES = {"amp;", "lt;", "gt;", "quot;", "apos;"}


def without_controls(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub(_harmless, text)


def with_known_references(text: str) -> str:
    """Text of XML (not of a CDATA section) whose every "&" begins a reference that each parser knows."""
    return _REFERENCE.sub(_known, text)


def without_control_references(text: str) -> str:
    """Text of a CDATA section without references like "&#11;", which HTML does not allow either."""
    return _NUMBER.sub(_allowed, text) if "&#" in text else text


def _harmless(found: re.Match[str]) -> str:
    return " " if found[0] in _BETWEEN_WORDS else ""


def _known(found: re.Match[str]) -> str:
    number, name = found[1], found[2]
    if number:
        return _allowed(found)
    if name in _XML_ENTITIES:
        return found[0]
    if name and name in html5:
        return _escaped(html5[name])
    return "&amp;" + found[0][1:]


def _allowed(found: re.Match[str]) -> str:
    """A reference by number: as it is, or without what it stands for where XML forbids that."""
    # Numbers from 128 to 159 mean Windows characters in every browser, and are read so here.
    character = unescape(found[0])
    if _FORBIDDEN.search(character) or _FORBIDDEN.search(_literal(found[1])):
        return _harmless_reference(found[1])
    if character == "\ufffd" and _literal(found[1]) != "\ufffd":
        return ""
    return found[0] if character == _literal(found[1]) else _escaped(character)


def _harmless_reference(number: str) -> str:
    return _FORBIDDEN.sub(_harmless, _literal(number))


def _literal(number: str) -> str:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return chr(code) if code <= 0x10FFFF else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
