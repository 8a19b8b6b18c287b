"""A page's HTML as a feed may hold it: no script, nothing that loads by itself, every address absolute."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin

import nh3

SCHEMES = {"http", "https", "mailto", "tel"}
ADDRESSES = {"href", "src"}
# What these hold goes with them: a link beside each of them leads to the same.
DROPPED = {
    *("audio", "button", "embed", "form", "iframe", "input", "noscript", "object", "script", "select"),
    *("style", "svg", "template", "textarea", "video"),
}
TEXT = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl"),
    *("dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol"),
    *("p", "pre", "s", "section", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "tr", "ul"),
}
MATHS = {
    *("annotation", "math", "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded"),
    *("mphantom", "mprescripts", "mroot", "mrow", "mspace", "msqrt", "msub", "msubsup", "msup", "mtable"),
    *("mtd", "mtext", "mtr", "munder", "munderover", "semantics"),
}
MATHS_ATTRIBUTES = {
    *("accent", "accentunder", "alttext", "display", "displaystyle", "encoding", "form", "height", "largeop"),
    *("linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "notation", "rspace"),
    *("scriptlevel", "stretchy", "symmetric", "voffset", "width", "xmlns"),
}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **dict.fromkeys(MATHS, MATHS_ATTRIBUTES),
}
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL | re.IGNORECASE)
_WORDS_OF_DRAWING = re.compile(r"<desc\b[^>]*>(.*?)</desc>", re.DOTALL | re.IGNORECASE)
_EMPTY = re.compile(r"<(p|div|section|figcaption)>\s*</\1>")
_GAPS = re.compile(r"\n\s*\n+")


def feed_content(html: str, address: str) -> str:
    """`html` of the page at the absolute `address`, cleaned; a drawing becomes the words that describe it."""
    cleaner = nh3.Cleaner(
        tags=TEXT | MATHS,
        clean_content_tags=DROPPED,
        attributes=ATTRIBUTES,
        attribute_filter=_absolute(address),
        url_schemes=SCHEMES,
        link_rel=None,
    )
    cleaned = cleaner.clean(_DRAWING.sub(_in_words, html))
    return _GAPS.sub("\n", _EMPTY.sub("", cleaned)).strip()


def _in_words(found: re.Match[str]) -> str:
    words = _WORDS_OF_DRAWING.search(found[0])
    return f"<p>{words[1]}</p>" if words else ""


def _absolute(address: str) -> Callable[[str, str, str], str | None]:
    def absolute(tag: str, name: str, value: str) -> str | None:
        if name not in ADDRESSES:
            return value
        try:
            return urljoin(address, value)
        except ValueError:  # What no address can be, like //[.
            return None

    return absolute
