"""The newest articles of a hub, of an author, on a topic or of a series, as a feed."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.articles.queries import articles, filtered, for_cards
from wagtail_mathshub.feeds.entries import Entry, Feed
from wagtail_mathshub.hubs.feeds import MOST_ENTRIES, found_for_feed, hub_feed, page_entry
from wagtail_mathshub.people.credits import names_of
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.taxonomy.models import Topic
from wagtail_mathshub.taxonomy.vocabularies import DatePrecision

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings
    from wagtail_mathshub.publishing.references import Found

TEMPLATE = "wagtail_mathshub/feeds/article.html"
FILTERS = ("author", "topic", "series")
_SLUG = re.compile(r"[-\w]{1,120}")


def article_feed(hub: HubSettings, filters: dict[str, str], address: str) -> Feed | None:
    """The feed at `address`; None for an author or a series without articles, or a topic that is none."""
    if not all(_SLUG.fullmatch(value) for value in filters.values()):
        return None
    pages = _newest(hub, filters)
    title = _title(hub, filters, pages)
    if title is None:
        return None
    found = found_for_feed(pages, hub)
    entries = [_entry(page, found) for page in pages]
    of = urlencode(sorted(filters.items()))
    return hub_feed(hub, kind="articles", title=title, address=address, entries=entries, of=of)


def _newest(hub: HubSettings, filters: dict[str, str]) -> list[Any]:
    from wagtail_mathshub.articles.mixins import HubArticleMixin

    if get_model(HubArticleMixin) is None:
        return []
    return list(for_cards(filtered(articles(hub=hub), filters))[:MOST_ENTRIES])


def _title(hub: HubSettings, filters: dict[str, str], pages: list[Any]) -> str | None:
    # An author's name comes from an article that is public: nothing is said of anybody else.
    parts = [_("{hub}: articles").format(hub=hub.name)]
    for name, value in filters.items():
        words = _topic(value) if name == "topic" else _of_first(pages, name, value)
        if not words:
            return None
        parts.append(words)
    return ", ".join(parts)


def _topic(key: str) -> str:
    label = Topic.objects.filter(key=key).values_list("label", flat=True).first()
    return _("on {topic}").format(topic=label) if label else ""


def _of_first(pages: list[Any], name: str, value: str) -> str:
    if not pages:
        return ""
    if name == "series":
        return _("in the series “{series}”").format(series=pages[0].series_name)
    people = (row.person for row in pages[0].authors.all() if row.person)
    author = next((person.name for person in people if person.slug == value), "")
    return _("by {author}").format(author=author) if author else ""


def _entry(article: Any, found: Found) -> Entry:
    return page_entry(
        article,
        found,
        template=TEMPLATE,
        published=_published(article),
        authors=names_of(article.authors.all()),
        categories=[topic.label for topic in article.topics.all()],
        first_published_at=article.canonical_address,
    )


def _published(article: Any) -> datetime | None:
    """When it was published here, or the start of an earlier day that it bears."""
    first = article.first_published_at
    if article.date is None:
        return first
    if first is not None:
        day = first.astimezone(clock.LONDON).date()
        if article.date_precision == DatePrecision.MONTH:
            day = day.replace(day=1)
        if article.date >= day:
            return first
    return datetime.combine(article.date, time.min, tzinfo=clock.LONDON)
