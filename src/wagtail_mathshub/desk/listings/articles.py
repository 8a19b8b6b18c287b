"""The list of articles by their date."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.articles.mixins import HubArticleMixin
from wagtail_mathshub.desk.listings.columns import DayColumn, ListColumn, first_columns
from wagtail_mathshub.desk.listings.filters import PageListFilters
from wagtail_mathshub.desk.listings.page_lists import PageList, hub_column
from wagtail_mathshub.people.credits import names_of


class ArticleFilters(PageListFilters):
    """The filters of the list of articles."""


class ArticleList(PageList):
    """Articles, the newest first."""

    mixin = HubArticleMixin
    key = "articles"
    menu_label = _("Articles")
    icon = "doc-full-inverse"
    left_out = ("references",)
    default_ordering = "-date"
    filterset_class = ArticleFilters
    list_columns = [
        *first_columns(),
        hub_column(),
        DayColumn("date", _("Date"), lambda article: article.date, sort_key="date"),
        ListColumn("authors", _("By"), lambda article: ", ".join(names_of(article.authors.all()))),
        ListColumn("series", _("Series"), lambda article: article.series_name, sort_key="series_name"),
    ]

    def annotate(self, pages: Any) -> Any:
        """Who wrote it."""
        authors = pages.model.authors.rel.related_model.objects.select_related("person")
        return pages.prefetch_related(Prefetch("authors", queryset=authors.order_by("sort_order")))


ArticleFilters.of = ArticleList
