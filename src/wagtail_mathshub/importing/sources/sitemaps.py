"""Sitemaps: lists of a site's pages, and lists of such lists."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree  # ty: ignore[missing-module-member]

from wagtail_mathshub.importing.refusals import PageRefused

# As sitemaps.org allows: 50 MB unpacked with 50,000 addresses.
MOST_BYTES = 50 * 1024 * 1024
MOST_ADDRESSES = 50_000
GZIP = b"\x1f\x8b"
_LOOKS_LIKE_ONE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:\w+:)?(?:urlset|sitemapindex)\b",
    re.DOTALL,
)


@dataclass(frozen=True)
class Sitemap:
    """The addresses of pages and of further sitemaps, in order."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def is_sitemap(content: bytes) -> bool:
    """Whether bytes are a sitemap, packed or not."""
    return content.startswith(GZIP) or bool(_LOOKS_LIKE_ONE.match(content[:4096]))


def read_sitemap(content: bytes, name: str) -> Sitemap:
    """What a sitemap lists; PageRefused where it is none, or unpacks to more than it may."""
    plain = _unpacked(content, name) if content.startswith(GZIP) else content
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise PageRefused(
            _("The sitemap {name} defines words of its own, which is not read.").format(name=name)
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(plain, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    kind = etree.QName(root).localname if root is not None else ""
    places = {"urlset": "{*}url/{*}loc", "sitemapindex": "{*}sitemap/{*}loc"}
    if root is None or kind not in places:
        raise PageRefused(_("{name} is not a sitemap.").format(name=name))
    found = [(element.text or "").strip() for element in root.iterfind(places[kind])]
    addresses = tuple(dict.fromkeys(address for address in found[:MOST_ADDRESSES] if address))
    return Sitemap(pages=addresses) if kind == "urlset" else Sitemap(sitemaps=addresses)


def _unpacked(content: bytes, name: str) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(content, MOST_BYTES)
    except zlib.error:
        raise PageRefused(_("{name} is not a sitemap.").format(name=name)) from None
    if unpacker.unconsumed_tail:
        raise PageRefused(_("The sitemap {name} unpacks to far more than it should.").format(name=name))
    return plain
