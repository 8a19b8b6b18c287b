"""Articles in Wagtail's own APIs."""

from __future__ import annotations

from wagtail_mathshub.articles.data import article_data, article_more
from wagtail_mathshub.articles.queries import card_rows
from wagtail_mathshub.articles.shapes import ArticleDetailShape, ArticleShape
from wagtail_mathshub.hubs.wagtail_api import PageSource, more_keys, page_fields

ARTICLE = page_fields(
    PageSource(article_data, article_more, card_rows, more_keys(ArticleShape, ArticleDetailShape)),
    ArticleDetailShape,
    *("summary", "date", "date_precision", "series_name", "series_part", "series_parts"),
    *("year_from", "year_to", "references", "canonical_address"),
)
