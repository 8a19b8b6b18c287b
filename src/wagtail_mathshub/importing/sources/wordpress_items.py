"""The items of a WordPress export: posts, pages, files, menus, as the export writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail_mathshub.importing.reading.prefixes import short_name
from wagtail_mathshub.importing.reading.xml import inner_text
from wagtail_mathshub.importing.source_pages import Status
from wagtail_mathshub.importing.sources.moments import feed_moment, sql_moment
from wagtail_mathshub.importing.sources.site_addresses import absolute, number_in

_STATUSES = {
    "publish": Status.PUBLIC,
    "future": Status.SCHEDULED,
    "private": Status.PRIVATE,
    "trash": Status.TRASHED,
}
_SHOWN = (Status.PUBLIC, Status.SCHEDULED)
# What search engine plugins keep as the description of a page.
_DESCRIPTIONS = (
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_seopress_titles_desc",
    "_aioseo_description",
    "_aioseop_description",
    "_genesis_description",
)
_KEPT_META = {*_DESCRIPTIONS, "_thumbnail_id", "_wp_attachment_image_alt"}
_NO_TOPICS = {
    "author",
    "language",
    "nav_menu",
    "post_format",
    "post_translations",
    "wp_pattern_category",
    "wp_theme",
}


@dataclass(slots=True)
class WordPressItem:
    """An item without its text, which `html` holds only until it is put away. `id` is "" where it has none."""

    id: str
    type: str
    status: Status
    title: str
    html: str
    link: str
    guid: str
    slug: str
    creator: str
    parent: str
    order: int
    published_at: datetime | None
    modified_at: datetime | None
    excerpt: str
    file: str
    comments: int
    meta: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    @property
    def description(self) -> str:
        """What a search engine was told about the page; "" where that is only a template."""
        return next(
            (text for key in _DESCRIPTIONS if (text := self.meta.get(key, "")) and "%" not in text), ""
        )


def read_item(element: Any) -> WordPressItem:
    """An `item` element as it stands in the export."""
    values = _values(element)
    guid, link = values.get("guid", "").strip(), values.get("link", "").strip()
    item = WordPressItem(
        id=_number(values.get("wp:post_id", "")) or number_in(guid) or number_in(link),
        type=values.get("wp:post_type", "").strip(),
        status=status_of(values.get("wp:status", ""), values.get("wp:post_password", "")),
        title=values.get("title", ""),
        html=values.get("content:encoded", ""),
        link=absolute(link),
        guid=guid,
        slug=values.get("wp:post_name", "").strip(),
        creator=values.get("dc:creator", "").strip(),
        parent=_number(values.get("wp:post_parent", "")),
        order=_whole(values.get("wp:menu_order", "")),
        published_at=sql_moment(values.get("wp:post_date_gmt", ""), values.get("wp:post_date", ""))
        or feed_moment(values.get("pubDate", "")),
        modified_at=sql_moment(values.get("wp:post_modified_gmt", ""), values.get("wp:post_modified", "")),
        excerpt=values.get("excerpt:encoded", ""),
        file=absolute(values.get("wp:attachment_url", "")),
        comments=sum(short_name(child.tag) == "wp:comment" for child in element),
    )
    _read_topics(element, item)
    _read_meta(element, item)
    return item


def status_of(word: str, password: str) -> Status:
    """What WordPress's word for a state means here; drafts, those waiting for review and unknown words are drafts."""
    status = _STATUSES.get(word.strip().lower(), Status.DRAFT)
    return Status.PASSWORD if status in _SHOWN and password.strip() else status


def _values(element: Any) -> dict[str, str]:
    """The text of each child, by its short name; of several with the same name the first that says something."""
    values: dict[str, str] = {}
    for child in element:
        name = short_name(child.tag)
        if name not in ("category", "wp:postmeta", "wp:comment") and not values.get(name):
            values[name] = inner_text(child)
    return values


def _read_topics(element: Any, item: WordPressItem) -> None:
    for child in element:
        name, domain = (child.text or "").strip(), child.get("domain", "category")
        if short_name(child.tag) != "category" or not name:
            continue
        if domain == "author":
            topics = item.authors
        elif domain in _NO_TOPICS:
            continue
        else:
            topics = item.tags if "tag" in domain else item.categories
        if name not in topics:
            topics.append(name)


def _read_meta(element: Any, item: WordPressItem) -> None:
    for child in element:
        if short_name(child.tag) != "wp:postmeta":
            continue
        pair = {short_name(part.tag): part.text or "" for part in child}
        key, value = pair.get("wp:meta_key", "").strip(), pair.get("wp:meta_value", "").strip()
        if key in _KEPT_META and value:
            item.meta.setdefault(key, value)


def _number(text: str) -> str:
    """A number of WordPress's as text; "" for none, and for 0, which means none."""
    text = text.strip()
    return text.lstrip("0") if text.isdecimal() and len(text) <= 20 else ""


def _whole(text: str) -> int:
    try:
        return max(min(int(text.strip()), 2**31 - 1), -(2**31))
    except ValueError:
        return 0
