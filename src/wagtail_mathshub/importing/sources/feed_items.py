"""The entries of RSS and Atom feeds."""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.reading.prefixes import short_name
from wagtail_mathshub.importing.reading.xml import inner_text
from wagtail_mathshub.importing.source_pages import SourcePage, Status, Syntax
from wagtail_mathshub.importing.sources.moments import feed_moment
from wagtail_mathshub.importing.sources.plain_text import first_words, plain
from wagtail_mathshub.importing.sources.site_addresses import absolute
from wagtail_mathshub.taxonomy.bylines import parse_byline

_WHOLE = ("content:encoded", "atom:content", "xhtml:body")
_SUMMARY = ("description", "atom:summary", "media:description")
_DECLARATION = re.compile(r"(<[^<>]*?)\sxmlns(?::[\w.-]+)?=\"[^\"]*\"")
_XHTML = "{http://www.w3.org/1999/xhtml}"


def read_entry(element: Any, base: str) -> SourcePage:
    """An `item` or `entry` as a page; addresses in it are relative to `base`."""
    whole, summary = _first_html(element, _WHOLE), _first_html(element, _SUMMARY)
    notices = [] if whole else [_summary_notice()]
    html = whole or summary
    title, address = _title(element), entry_address(element, base)
    if not title:
        title = first_words(html) or _("Untitled")
        notices.append(Notice("title_missing", _("This page had no title. Please give it one."), title))
    published = _moment(element, "pubDate", "dc:date", "atom:published", "atom:issued")
    updated = _moment(element, "atom:updated", "atom:modified")
    return SourcePage(
        id=_text(element, "guid", "atom:id") or address or _digest(title, html),
        title=title,
        html=html,
        address=address,
        aliases=_aliases(element, address),
        syntax=Syntax.HTML,
        type="post",
        status=Status.PUBLIC,
        slug=unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2]),
        published_at=published or updated,
        modified_at=updated,
        authors=_authors(element),
        categories=_categories(element),
        excerpt=plain(summary) if whole else "",
        lead_image=_image(element, base),
        notices=tuple(notices),
    )


def entry_address(element: Any, base: str) -> str:
    """The absolute address of an entry or of a feed's site, "" where it has none."""
    for child in element:
        name = short_name(child.tag)
        if name == "link" and (child.text or "").strip():
            return _joined(base, child.text.strip())
        if name == "atom:link" and child.get("rel", "alternate") == "alternate" and child.get("href"):
            return _joined(base, child.get("href"))
    return ""


def _first_html(element: Any, names: tuple[str, ...]) -> str:
    for name in names:
        for child in element:
            if short_name(child.tag) == name and (html := _html(child)).strip():
                return html
    return ""


def _html(element: Any) -> str:
    """What an element holds, as HTML: text of Atom is escaped, XHTML loses its prefixes."""
    kind = element.get("type", "")
    if (
        short_name(element.tag).startswith("atom:")
        and kind in ("", "text", "text/plain")
        and not len(element)
    ):
        return "".join(
            f"<p>{escape(line)}</p>" for line in (element.text or "").split("\n\n") if line.strip()
        )
    for inner in element.iter(f"{_XHTML}*"):
        if inner is not element:
            inner.tag = inner.tag.removeprefix(_XHTML)
    return _DECLARATION.sub(r"\1", inner_text(element)) if len(element) else inner_text(element)


def _title(element: Any) -> str:
    for child in element:
        if short_name(child.tag) not in ("title", "atom:title", "dc:title"):
            continue
        is_plain = short_name(child.tag) == "atom:title" and child.get("type", "text") == "text"
        text = " ".join("".join(child.itertext()).split()) if is_plain else plain(inner_text(child))
        if text:
            return text
    return ""


def _text(element: Any, *names: str) -> str:
    found = {short_name(child.tag): (child.text or "").strip() for child in reversed(element)}
    return next((found[name] for name in names if found.get(name)), "")


def _moment(element: Any, *names: str) -> Any:
    return next((moment for name in names if (moment := feed_moment(_text(element, name)))), None)


def _authors(element: Any) -> tuple[str, ...]:
    names: list[str] = []
    for child in element:
        name = short_name(child.tag)
        if name == "dc:creator":
            names.append(child.text or "")
        elif name == "author":
            # RSS 2.0 wants "address (Name)" here; an address alone is nobody's name.
            text = child.text or ""
            names.append(text.partition("(")[2].rstrip(") ") if "@" in text else text)
        elif name == "atom:author":
            names.append(_text(child, "atom:name"))
    found = [author for name in names if name.strip() for author in parse_byline(f"By {plain(name)}").authors]
    return tuple(dict.fromkeys(found))


def _categories(element: Any) -> tuple[str, ...]:
    found = []
    for child in element:
        name = short_name(child.tag)
        if name in ("category", "dc:subject"):
            found.append(plain(child.text or ""))
        elif name == "atom:category":
            found.append(plain(child.get("label") or child.get("term") or ""))
    return tuple(dict.fromkeys(name for name in found if name))


def _image(element: Any, base: str) -> str:
    for child in element.iter():
        name, address = short_name(child.tag), child.get("url") or child.get("href") or ""
        kind = child.get("type") or child.get("medium") or ""
        is_file = name in ("enclosure", "media:content") or (
            name == "atom:link" and child.get("rel") == "enclosure"
        )
        if address and (name == "media:thumbnail" or (is_file and kind.startswith("image"))):
            return _joined(base, address)
    return ""


def _aliases(element: Any, address: str) -> tuple[str, ...]:
    guid = absolute(_text(element, "guid", "atom:id"))
    return (guid,) if guid and guid != address else ()


def _joined(base: str, address: str) -> str:
    try:
        return absolute(urljoin(base, address.strip()))
    except ValueError:
        return ""


def _digest(title: str, html: str) -> str:
    return hashlib.sha256(f"{title}\n{html}".encode()).hexdigest()[:16]


def _summary_notice() -> Notice:
    message = _("The feed holds only a summary of this page. Copy the rest from the old site.")
    return Notice("summary_only", message)
