"""What visitors may see of articles: lists by author, topic, series, month and year."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import F, Prefetch, Q
from wagtail.models import Site

from wagtail_mathshub.articles.archive import archive, heading_of
from wagtail_mathshub.publishing.listing import listed, pictures_of
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.related import most_alike
from wagtail_mathshub.publishing.visibility import visible_of_kind
from wagtail_mathshub.publishing.wording import month_words
from wagtail_mathshub.taxonomy.filter_words import given_filters, in_words
from wagtail_mathshub.taxonomy.year_range import overlapping
from wagtail_mathshub.taxonomy.years import parse_year

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
NEWEST = (F("date").desc(nulls_last=True), "title", "pk")
IN_SERIES = (F("series_part").asc(nulls_last=True), "date", "pk")
FILTERS = ("author", "topic", "series", "month", "year")


def articles(*, hub: HubSettings | None = None) -> Any:
    """The articles that anybody may see, of one hub or of all, newest first."""
    from wagtail_mathshub.articles.mixins import HubArticleMixin

    model = get_model(HubArticleMixin)
    if model is None:
        return Site.objects.none()
    return visible_of_kind(model.objects.all(), site=hub.site if hub else None).order_by(*NEWEST)


def filtered(rows: Any, filters: dict[str, str]) -> Any:
    """The articles that fit every filter of FILTERS that is given; none for a value that means nothing."""
    for name, value in filters.items():
        condition = _condition(name, value)
        rows = rows.none() if condition is None else rows.filter(condition)
    return rows.distinct() if {"author", "topic"} & set(filters) else rows


def _condition(name: str, value: str) -> Q | None:
    match name:
        case "author":
            return Q(authors__person__slug=value)
        case "topic":
            return Q(topics__key=value)
        case "series":
            return Q(series_slug=value)
        case "month":
            return in_month(value)
        case _:
            return _for_year(value)


def in_month(value: str) -> Q | None:
    """Articles of a month like 2026-09; None for what is no month."""
    found = MONTH.fullmatch(value)
    if not found:
        return None
    first = date(int(found[1]) or 1, int(found[2]), 1)
    following = (
        date(first.year + first.month // 12, first.month % 12 + 1, 1) if first.year < 9999 else date.max
    )
    return Q(date__gte=first, date__lt=following)


def _for_year(value: str) -> Q | None:
    try:
        year = parse_year(value)
    except ValueError:
        return None
    return overlapping((year, year))


def for_cards(rows: Any) -> Any:
    """With everything that a card shows, in a few queries."""
    return rows.select_related("lead_image").prefetch_related(*card_rows(rows.model))


def for_lists(rows: Any) -> Any:
    """With what a row of a page's list shows."""
    return rows.prefetch_related(card_rows(rows.model)[0])


def card_rows(model: Any) -> tuple[Any, ...]:
    """The rows of other tables that a card shows."""
    authors = model.authors.rel.related_model.objects.select_related("person").order_by("sort_order")
    return (Prefetch("authors", queryset=authors), "topics")


def series_of(article: Any, hub: HubSettings | None) -> list[Any]:
    """All public parts of the article's series in their order, itself included; [] without a series."""
    if not article.series_slug:
        return []
    return list(
        articles(hub=hub).filter(series_slug=article.series_slug).order_by("series_part", "date", "pk")
    )


def related_to(article: Any, hub: HubSettings | None) -> list[Any]:
    """What to read next: the articles that were chosen, or else the most alike ones of the hub."""
    others = articles(hub=hub).exclude(pk=article.pk)
    chosen = [row.related_id for row in article.related_articles.all()]
    if chosen:
        found = for_lists(articles().filter(pk__in=chosen).exclude(pk=article.pk))
        return sorted(found, key=lambda page: chosen.index(page.pk))
    years = (article.year_from, article.year_to)
    same_years = overlapping(years) & Q(year_from__isnull=False) if None not in years else None
    topics = [topic.pk for topic in article.topics.all()]
    if article.series_slug:
        others = others.exclude(series_slug=article.series_slug)
    alike = most_alike(others, relation="topics", topics=topics, same_years=same_years, order=NEWEST)
    return list(for_lists(alike))


def detail_context(article: Any, hub: HubSettings | None) -> dict[str, Any]:
    """What an article's page shows beside its own fields."""
    return {"series": series_of(article, hub), "related": related_to(article, hub)}


def index_context(index: Any, request: HttpRequest, hub: HubSettings | None) -> dict[str, Any]:
    """The articles that the request's filters leave, a page of cards at a time."""
    given, every = given_filters(request.GET, FILTERS), articles(hub=hub).descendant_of(index)
    rows = filtered(every, given)
    if set(given) == {"series"}:
        rows = rows.order_by(*IN_SERIES)
    shown = listed(for_lists(rows), request)
    own: dict[str, Any] = {
        "author": partial(_author_name, shown),
        "month": _month_name,
        "series": partial(_series_name, shown),
    }
    words = in_words(given, own)
    return {
        "articles": shown,
        "pictures": pictures_of(shown),
        "filters": words,
        "heading": heading_of(index.title, words if shown.paginator.count else {}),
        "archive": archive(every, given),
    }


def _author_name(shown: Any, slug: str) -> str | None:
    # Only from what is shown: of anybody else nothing is said, not even the name.
    people = (row.person for article in shown for row in article.authors.all() if row.person)
    return next((person.name for person in people if person.slug == slug), None)


def _month_name(value: str) -> str:
    return month_words(date.fromisoformat(f"{value}-01"))


def _series_name(shown: Any, slug: str) -> str | None:
    return next((article.series_name for article in shown if article.series_slug == slug), None)
