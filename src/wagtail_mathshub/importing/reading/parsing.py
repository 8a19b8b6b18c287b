"""HTML into a tree that can be walked without fear: size and depth are looked at first."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.limits import LIMITS, MEGABYTE, Limits
from wagtail_mathshub.importing.refusals import PageRefused

_MARKUP = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9-]*))")
# Void elements hold nothing; the others are closed by the parser where the next of their kind begins.
_NOT_COUNTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "colgroup",
        "html",
        "head",
        "body",
    ]
)
_BEGINNING = re.compile(r"<[a-zA-Z]")
# Taking an element out of a tree takes as long as it has elements beside it.
_MOST_ELEMENTS = 20_000
_NO_MARKUP_INSIDE = {"script": "</script", "style": "</style"}


def parse(html: str, limits: Limits = LIMITS) -> BeautifulSoup:
    """The tree of a page or of a piece of one. PageRefused where it is too large or too deep."""
    refuse_too_large(html, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        # A text without elements would be taken for an address or a file name.
        return BeautifulSoup("<!DOCTYPE html>" + html, "lxml")


def body_of(soup: BeautifulSoup) -> Tag:
    """The element that holds what is shown; an empty one where there is nothing."""
    return soup.body if soup.body is not None else soup.new_tag("body")


def refuse_too_large(html: str, limits: Limits = LIMITS) -> None:
    """PageRefused where parsing the page would take too long or stack too many elements."""
    if len(html) > limits.page_bytes or len(html.encode(errors="replace")) > limits.page_bytes:
        raise PageRefused(
            _(
                "The page is larger than {size} MB. Save it without the pictures inside it, or copy its text by hand."
            ).format(size=limits.page_bytes // MEGABYTE)
        )
    if is_deeper_than(html, limits.page_depth):
        raise PageRefused(
            _("More than {depth} elements of the page lie inside one another. Copy its text by hand.").format(
                depth=limits.page_depth
            )
        )
    if sum(1 for _tag in _BEGINNING.finditer(html)) > _MOST_ELEMENTS:
        raise PageRefused(
            _("The page has more than {count} elements. Split it, or copy its text by hand.").format(
                count=_MOST_ELEMENTS
            )
        )


def is_deeper_than(html: str, most: int) -> bool:
    """Whether more than `most` elements lie inside one another, found without parsing and in linear time."""
    is_open: list[str] = []
    place = 0
    while found := _MARKUP.search(html, place):
        place = found.end()
        name = (found[3] or "").lower()
        if found[1]:
            place = _after(html, "-->", place)
        elif found[2]:
            _close(is_open, name)
        elif name in _NO_MARKUP_INSIDE:
            place = _after(html, _NO_MARKUP_INSIDE[name], place)
        elif name not in _NOT_COUNTED:
            is_open.append(name)
            if len(is_open) > most:
                return True
    return False


def _close(is_open: list[str], name: str) -> None:
    """Leave the innermost element of that name; an end without a beginning ends nothing."""
    for index in range(len(is_open) - 1, -1, -1):
        if is_open[index] == name:
            del is_open[index:]
            return


def _after(html: str, end: str, place: int) -> int:
    """The place behind `end`, in any case of letters; the end of the page where it never comes."""
    found = re.compile(re.escape(end), re.IGNORECASE).search(html, place)
    return found.end() if found else len(html)
