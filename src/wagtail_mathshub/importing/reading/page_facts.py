"""What a page says about itself in its head: title, dates, authors, categories, picture, kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bs4 import BeautifulSoup, Tag

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.importing.reading.text_blocks import text_in
from wagtail_mathshub.taxonomy.bylines import parse_byline

_MOST_JSON = 500_000
_WORKING_HOURS = time(12)


@dataclass(frozen=True)
class PageFacts:
    """Of a page's head; "" and () where it says nothing. `document_title` still has the site's name in it."""

    heading: str = ""
    shared_title: str = ""
    document_title: str = ""
    site_name: str = ""
    description: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""
    type: str = ""


def page_facts(soup: BeautifulSoup) -> PageFacts:
    """What the head of a page, its JSON-LD and its microformats say."""
    items = list(_linked_data(soup))
    article = next((item for item in items if "datePublished" in item or _type(item) in _TYPES), {})
    headings = [text for heading in soup.find_all("h1") if (text := text_in(heading))]
    title = soup.title
    return PageFacts(
        heading=headings[0] if headings else "",
        shared_title=_meta(soup, "og:title"),
        document_title=text_in(title) if title is not None else "",
        site_name=_meta(soup, "og:site_name"),
        description=_meta(soup, "og:description") or _meta(soup, "description"),
        published_at=_moment(
            _meta(soup, "article:published_time") or article.get("datePublished") or _time(soup)
        ),
        modified_at=_moment(_meta(soup, "article:modified_time") or article.get("dateModified")),
        authors=_people(
            [*_metas(soup, "author"), *_metas(soup, "article:author"), *_names(article), *_by(soup)]
        ),
        categories=_unique([*_metas(soup, "article:section"), *_rel(soup, "category")]),
        tags=_unique([*_metas(soup, "article:tag"), *_rel(soup, "tag")]),
        image=_meta(soup, "og:image") or _meta(soup, "twitter:image"),
        type=_kind(soup, article),
    )


_TYPES = {
    "blogposting": "post",
    "newsarticle": "post",
    "article": "post",
    "event": "event",
    "educationevent": "event",
    "jobposting": "job",
    "course": "course",
}
_BODY_CLASS = re.compile(r"^(?:single-(?!format)(?P<type>[a-z][\w-]*)|(?P<page>page)(?:-id-\d+)?)$")


def _kind(soup: BeautifulSoup, article: dict[str, Any]) -> str:
    """The source's own word for the kind of page, as far as the page's head or body tells it."""
    if kind := _TYPES.get(_type(article)):
        return kind
    body = soup.body
    for name in (body.get("class") or []) if body is not None else []:
        if found := _BODY_CLASS.match(name):
            kind = found["type"] or "page"
            return kind if found["page"] or not re.fullmatch(r".*-\d+", kind) else "post"
    return "post" if _meta(soup, "og:type") == "article" and _meta(soup, "article:published_time") else ""


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type="application/ld+json"):
        text = script.string or ""
        if len(text) > _MOST_JSON:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        entries = data if isinstance(data, list) else [data]
        for entry in entries:
            if isinstance(entry, dict):
                yield entry
                graph = entry.get("@graph")
                yield from (
                    item for item in (graph if isinstance(graph, list) else []) if isinstance(item, dict)
                )


def _type(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind or "").lower()


def _names(article: dict[str, Any]) -> list[str]:
    authors = article.get("author") or []
    entries = authors if isinstance(authors, list) else [authors]
    return [str(entry.get("name") or "") if isinstance(entry, dict) else str(entry) for entry in entries]


def _by(soup: BeautifulSoup) -> list[str]:
    return [text_in(link) for link in soup.find_all(["a", "span"], rel="author")]


def _people(names: list[str]) -> tuple[str, ...]:
    """Names of people; accounts of a website ("site-admin-1") and addresses are none."""
    found: list[str] = []
    for name in names:
        plain = re.sub(r"^\s*by\s+", "", name, flags=re.IGNORECASE)
        if plain and len(plain.split()) > 1 and "/" not in plain and "@" not in plain:
            found += parse_byline(f"by {plain}").authors
    return _unique(found)


def _rel(soup: BeautifulSoup, word: str) -> list[str]:
    # WordPress writes rel="category tag" on categories.
    links = [link for link in soup.find_all("a", rel=True) if word in (link.get("rel") or [])]
    if word == "tag":
        links = [link for link in links if "category" not in (link.get("rel") or [])]
    return [text_in(link) for link in links]


def _meta(soup: BeautifulSoup, name: str) -> str:
    return next(iter(_metas(soup, name)), "")


def _metas(soup: BeautifulSoup, name: str) -> list[str]:
    found = soup.find_all("meta", attrs={"property": name}) + soup.find_all("meta", attrs={"name": name})
    return [text for meta in found if (text := " ".join(str(meta.get("content") or "").split()))]


def _time(soup: BeautifulSoup) -> str:
    """The one time that a page marks; of several nobody knows which is its own."""
    marked = [
        str(element["datetime"])
        for element in soup.find_all("time", datetime=True)
        if isinstance(element, Tag)
    ]
    published = [
        str(element["datetime"])
        for element in soup.find_all("time", datetime=True, class_=re.compile(r"published|entry-date"))
    ]
    return published[0] if published else (marked[0] if len(set(marked)) == 1 else "")


def _moment(value: Any) -> datetime | None:
    """A moment in London's time where none is given; of a day without a time, its noon."""
    text = str(value or "").strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return datetime.combine(date.fromisoformat(text), _WORKING_HOURS, LONDON)
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    except (ValueError, OverflowError):
        return None


def _unique(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
