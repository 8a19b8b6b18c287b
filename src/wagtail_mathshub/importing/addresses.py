"""Addresses of an old site: which of them are the same page, and which paths lead to it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from wagtail_mathshub.importing.source_pages import SourcePage

# What is added to addresses to follow visitors, and says nothing about the page.
TRACKING = frozenset(
    {"fbclid", "gclid", "mc_cid", "mc_eid", "analyticscookies", "preview", "amp", "fbrefresh"}
)
LONGEST_PATH = 255


def key_of(address: str) -> str:
    """One name for all forms of an address: with and without www, slash, fragment, tracking; "" for none.

    >>> key_of("http://www.hub.example.org/About/?utm_source=x#top")
    'hub.example.org/About'
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    path = quote(unquote(parts.path), safe="/~@!$&'()*+,;=:").rstrip("/")
    query = query_of(parts.query)
    return f"{host}{path}" + (f"?{query}" if query else "")


def query_of(query: str) -> str:
    """The parameters that tell pages apart, in a fixed order."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_tracking(name)]
    return urlencode(sorted(kept))


def host_of(address: str) -> str:
    """The host without www; "" for none."""
    return key_of(address).partition("/")[0].partition("?")[0]


def addresses_of(page: SourcePage) -> list[str]:
    """All addresses under which a page could be had, its own first."""
    return [address for address in dict.fromkeys((page.address, *page.aliases)) if key_of(address)]


def old_paths(addresses: Iterable[str]) -> list[str]:
    """The paths, with their queries, that visitors may still follow; each once, without the front page."""
    found: dict[str, None] = {}
    for address in addresses:
        parts = urlsplit(address)
        path, query = parts.path or "/", query_of(parts.query)
        whole = f"{path}?{query}" if query else path
        if whole.rstrip("/") and len(whole) <= LONGEST_PATH:
            found[whole] = None
    return list(found)


def _is_tracking(name: str) -> bool:
    return name.lower() in TRACKING or name.lower().startswith("utm_")
