"""What kind of file something is, by how it begins."""

from __future__ import annotations

import re

from wagtail_mathshub.importing.reading.decoding import decode
from wagtail_mathshub.importing.refusals import PageRefused
from wagtail_mathshub.importing.sources.archives import FileTree

_HEAD = 65_536
_XML_NAMES = (".xml", ".wxr", ".rss", ".atom", ".rdf")
_HTML_NAMES = (".html", ".htm", ".xhtml", ".mhtml", ".asp", ".aspx", ".php")
_WXR = re.compile(r"wordpress\.org/export/|<wp:(?:wxr_version|post_id|post_type|base_blog_url)\b")
_FEED = re.compile(r"<(?:rss|(?:\w+:)?feed|rdf:RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]", re.IGNORECASE)
_ANY_HTML = re.compile(r"<(?:p|div|h[1-6]|a|ul|table|article|section)[\s>]", re.IGNORECASE)
_WIX = re.compile(
    r"<meta[^>]{0,200}content\s*=\s*[\"']?wix\.com|static\.(?:parastorage|wixstatic)\.com|id=[\"']?SITE_CONTAINER\b"
    r"|>\s*top of page\s*<|wix-image",
    re.IGNORECASE,
)
_WIX_END = re.compile(r"bottom of page\s*(?:<|\Z)", re.IGNORECASE)


def names_like_xml(tree: FileTree) -> list[str]:
    """The files that may be exports or feeds, by their names."""
    return [name for name in tree.names() if name.lower().endswith(_XML_NAMES)]


def names_like_html(tree: FileTree) -> list[str]:
    """The files that may be pages, by their names."""
    return [name for name in tree.names() if name.lower().endswith(_HTML_NAMES)]


def head_of(tree: FileTree, name: str) -> str:
    """The beginning of a file, as text; "" for one that cannot be read."""
    head = b""
    try:
        for piece in tree.chunks(name, tree.size(name) + 1):
            head += piece
            if len(head) >= _HEAD:
                break
    except PageRefused:
        return ""
    return decode(head[:_HEAD]).text


def looks_like_wxr(tree: FileTree, name: str) -> bool:
    """Whether a file is an export of WordPress."""
    head = head_of(tree, name)
    return bool(_FEED.search(head) and _WXR.search(head))


def looks_like_feed(tree: FileTree, name: str) -> bool:
    """Whether a file is a feed."""
    return bool(_FEED.search(head_of(tree, name)))


def looks_like_html(tree: FileTree, name: str) -> bool:
    """Whether a file is a page; one with an HTML name need not say so itself."""
    head = head_of(tree, name)
    if _FEED.search(head) or "\0" in head:
        return False
    return bool(_HTML.search(head) or _ANY_HTML.search(head) or name.lower().endswith(_HTML_NAMES))


def looks_like_wix(tree: FileTree, name: str) -> bool:
    """Whether a page was made with Wix."""
    head = head_of(tree, name)
    return bool(
        _WIX.search(head) or (head.lstrip().lower().startswith("top of page") and _WIX_END.search(head))
    )
