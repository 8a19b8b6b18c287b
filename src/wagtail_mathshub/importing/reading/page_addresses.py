"""The addresses under which a saved page was once found."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(https?://\S+?)\s*-->", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:+]\d+)?", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_FILE_ENDINGS = (".html", ".htm", ".xhtml", ".php", ".asp", ".aspx")
# Parameters that change nothing of what is shown.
_NO_MATTER = re.compile(
    r"utm_\w+|fbclid|gclid|analyticscookies|cookies?|replytocom|share|lang_?switch|level|_ga|mc_\w+",
    re.IGNORECASE,
)


def stated_addresses(soup: BeautifulSoup, html: str) -> tuple[str, str]:
    """The address that a page calls its own, and the one that a browser noted when saving it; "" where none."""
    canonical = _attribute(soup.find("link", rel="canonical"), "href")
    shared = _attribute(soup.find("meta", property="og:url"), "content")
    base = _attribute(soup.find("base", href=True), "href")
    saved = _SAVED_FROM.search(html[:4000])
    found = saved[1] if saved else ""
    own = next((address for address in (canonical, shared) if _is_web(address)), "")
    relative = canonical or shared
    if not own and relative and _is_web(found or base):
        own = urljoin(found or base, relative)
    return own, found


def address_of_file(name: str, address: str) -> str:
    """The address of a file in a folder of saved pages; "" where neither its folder nor `address` tells the host."""
    folder, _, rest = name.partition("/")
    if rest and _HOST.fullmatch(folder) and not folder.lower().endswith(_FILE_ENDINGS):
        return f"https://{folder.replace('+', ':')}/{_path_of_file(rest)}"
    return urljoin(address.rstrip("/") + "/", _path_of_file(name)) if address else ""


def normalised(address: str) -> str:
    """One form for all addresses of a page: https, without www., slash at the end, fragment, tracking."""
    parts = urlsplit(address.strip())
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    path = _INDEX.sub("/", unquote(parts.path)).rstrip("/")
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query) if not _NO_MATTER.fullmatch(key)]
    )
    return urlunsplit(("https", host, quote(path, safe="/:@!$&'()*+,;=~"), query, ""))


def host_of(address: str) -> str:
    """The host of an address without www."""
    return urlsplit(address).netloc.lower().removeprefix("www.")


def path_words(address_or_name: str) -> list[str]:
    """The parts of a path in lower case, without the ending of a file."""
    path = unquote(urlsplit(address_or_name).path)
    ending = PurePosixPath(path).suffix
    plain = path.removesuffix(ending) if ending.lower() in _FILE_ENDINGS else path
    return [part.lower() for part in plain.split("/") if part not in ("", ".")]


def _path_of_file(name: str) -> str:
    # wget writes the question mark of an address as @ where the disk does not take it.
    plain = re.sub(r"@(?=[\w-]+=)", "?", name, count=1)
    path, mark, query = plain.partition("?")
    if mark:
        query = re.sub(r"\.html?$", "", query)
    path = re.sub(r"(?:^|(?<=/))index\.html?$", "", path)
    # wget adds an ending of its own to pages that have another.
    path = re.sub(r"(\.(?:php|aspx?))\.html?$", r"\1", path)
    return quote(path, safe="/:@!$&'()*+,;=~%") + (f"?{query}" if mark and query else "")


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def _attribute(element: object, name: str) -> str:
    return str(element.get(name) or "").strip() if isinstance(element, Tag) else ""
