"""Rich text as it is stored, turned into HTML whose links lead only where a visitor may go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from typing import Any

import nh3
from django.utils.html import escape

from wagtail_mathshub.publishing.references import DOCUMENT, IMAGE, PAGE, Found, Wanted

LINK = re.compile(r"<a\b(?P<attributes>[^>]*)>(?P<inside>.*?)</a>", re.DOTALL | re.IGNORECASE)
EMBED = re.compile(r"<embed\b(?P<attributes>[^>]*?)/?>(?:</embed>)?", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
SAFE_SCHEME = re.compile(r"(?:https?:|mailto:|tel:|/(?!/)|#|\?)", re.IGNORECASE)
TAGS = {
    *("a", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "i", "img", "li", "ol", "p"),
    *("del", "s", "strong", "sub", "sup", "ul"),
}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height", "loading"}}
# Stored text may have come from an import or an API, past the editor's own checks.
CLEANER = nh3.Cleaner(
    tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
)
KINDS = {"page": PAGE, "document": DOCUMENT, "image": IMAGE}


def collect(html: str, wanted: Wanted) -> None:
    """Want the pages, documents and images that `html` points to."""
    for kind, key in _pointed_to(html):
        wanted.add(kind, key)


def _pointed_to(html: str) -> Iterator[tuple[str, int]]:
    for tag in (LINK, EMBED):
        for match in tag.finditer(html):
            attributes = _attributes(match["attributes"])
            kind = KINDS.get(attributes.get("linktype") or attributes.get("embedtype") or "")
            key = attributes.get("id", "")
            if kind and key.isdecimal():
                yield kind, int(key)


def links_in(html: str) -> Iterator[tuple[str, str]]:
    """What stored `html` links to, each with the words of the link: an address, or "page:" or "document:" and a key.

    What readers never get as a link is left out: see `expand`.
    """
    for match in LINK.finditer(html):
        attributes = _attributes(match["attributes"])
        if target := _stored_target(attributes):
            yield target, " ".join(unescape(TAG.sub(" ", match["inside"])).split())
    for match in EMBED.finditer(html):
        attributes = _attributes(match["attributes"])
        if attributes.get("embedtype") == "media":
            yield attributes.get("url", ""), ""


def _stored_target(attributes: dict[str, str]) -> str:
    kind, key = KINDS.get(attributes.get("linktype", "")), attributes.get("id", "")
    if kind in (PAGE, DOCUMENT):
        return f"{kind}:{key}" if key.isdecimal() else ""
    address = attributes.get("href", "").strip()
    return address if SAFE_SCHEME.match(address) else ""


def expand(html: str, found: Found) -> str:
    """`html` with real links and images; a link that leads nowhere a visitor may go leaves its text."""
    linked = EMBED.sub(partial(_embedded, found), LINK.sub(partial(_linked, found), html))
    return CLEANER.clean(linked)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): unescape(double or single) for name, double, single in ATTRIBUTE.findall(text)}


def _linked(found: Found, match: re.Match[str]) -> str:
    attributes, inside = _attributes(match["attributes"]), match["inside"]
    address = _address(attributes, found)
    return f'<a href="{escape(address)}">{inside}</a>' if address else inside


def _address(attributes: dict[str, str], found: Found) -> str:
    kind = KINDS.get(attributes.get("linktype", ""))
    if kind in (PAGE, DOCUMENT):
        target = _target(kind, attributes, found)
        return target["url"] + _fragment(attributes) if target else ""
    address = attributes.get("href", "").strip()
    return address if SAFE_SCHEME.match(address) else ""


def _fragment(attributes: dict[str, str]) -> str:
    href = attributes.get("href", "")
    return href if href.startswith("#") else ""


def _target(kind: str, attributes: dict[str, str], found: Found) -> Any | None:
    key = attributes.get("id", "")
    return found.get(kind, int(key)) if key.isdecimal() else None


def _embedded(found: Found, match: re.Match[str]) -> str:
    attributes = _attributes(match["attributes"])
    if attributes.get("embedtype") == "image":
        image = _target(IMAGE, attributes, found)
        rendition = image and image["renditions"].get("medium")
        return _image(rendition, attributes.get("alt", "")) if rendition else ""
    address = attributes.get("url", "")
    if not re.match(r"https?:", address, re.IGNORECASE):
        return ""
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _image(rendition: dict[str, Any], alt: str) -> str:
    size = f'width="{rendition["width"]}" height="{rendition["height"]}"'
    return f'<img src="{escape(rendition["url"])}" alt="{escape(alt)}" {size} loading="lazy">'
