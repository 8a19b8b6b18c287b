"""Articles as plain data."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.articles.queries import related_to, series_of
from wagtail_mathshub.hubs.page_data import image_data, page_data
from wagtail_mathshub.hubs.scope import Scope, years_data
from wagtail_mathshub.publishing.page_links import page_link
from wagtail_mathshub.publishing.references import Found


def article_data(article: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """One article, complete for a card."""
    series = {
        "slug": article.series_slug,
        "name": article.series_name,
        "part": article.series_part,
        "parts": article.series_parts,
    }
    return page_data(article, "article", "article", scope) | {
        "summary": article.summary,
        "date": article.date_key,
        "date_words": article.date_words,
        "authors": [
            {"name": row.shown_name, "slug": row.person.slug if row.person else ""}
            for row in article.authors.all()
        ],
        "series": series if article.series_slug else None,
        "topics": [scope.labelled(row.key, row.label) for row in article.topics.all()],
        "years": years_data(article.year_from, article.year_to),
        "image": image_data(article, found),
    }


def article_more(article: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """What the page of an article says beside its card."""
    view = scope.viewpoint
    return {
        "references": article.reference_list,
        "canonical_address": article.canonical_address,
        "parts": [page_link(part, view) for part in series_of(article, scope.hub)],
        "related": [page_link(other, view) for other in related_to(article, scope.hub)],
    }
