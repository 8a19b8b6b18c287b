"""Atom (RFC 4287)."""

from __future__ import annotations

from lxml import etree  # ty: ignore[missing-module-member]

from wagtail_mathshub.feeds.entries import Entry, Feed, moment, one_line, printable

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(feed: Feed) -> bytes:
    """The feed as UTF-8 XML."""
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    root.set(LANGUAGE, one_line(feed.language))
    _add(root, "id", feed.id)
    _add(root, "title", one_line(feed.title), type="text")
    _add(root, "updated", moment(feed.updated))
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.home, "text/html")
    _add_author(root, feed.author)
    for entry in feed.entries:
        _add_entry(root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add_entry(root: etree._Element, entry: Entry) -> None:
    element = _add(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", one_line(entry.title), type="text")
    _add(element, "updated", moment(entry.updated))
    if entry.published is not None:
        _add(element, "published", moment(entry.published))
    _link(element, "alternate", entry.address, "text/html")
    if entry.first_published_at:
        _link(element, "via", entry.first_published_at)
    for name in entry.authors:
        _add_author(element, name)
    for label in entry.categories:
        _add(element, "category", term=one_line(label))
    if entry.summary:
        _add(element, "summary", printable(entry.summary), type="text")
    if entry.content_html:
        _add(element, "content", printable(entry.content_html), type="html")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    element.text = text or None
    return element


def _add_author(parent: etree._Element, name: str) -> None:
    _add(_add(parent, "author"), "name", one_line(name))


def _link(parent: etree._Element, rel: str, address: str, media_type: str = "") -> None:
    attributes = {"rel": rel, "href": printable(address)}
    _add(parent, "link", **attributes | ({"type": media_type} if media_type else {}))
