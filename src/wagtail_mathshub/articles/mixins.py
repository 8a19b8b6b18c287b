"""An article by teachers of the hub, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.search import index

from wagtail_mathshub import clock
from wagtail_mathshub.articles import cleaning, panels, queries, wagtail_api
from wagtail_mathshub.articles.structured_data import blog_posting, modified_at, published_at
from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.hubs.mixins import HubPage, IndexPage
from wagtail_mathshub.people.credits import names_of
from wagtail_mathshub.publishing.columns import VISIBLE_IN_SEARCH, LeadImage, Summary, lines_of
from wagtail_mathshub.publishing.searching import searched
from wagtail_mathshub.publishing.wording import day_words, month_words
from wagtail_mathshub.taxonomy.vocabularies import DatePrecision, HomeSection
from wagtail_mathshub.taxonomy.year_range import YearRange

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.page_meta import PageMeta


class HubArticleMixin(HubPage, Summary, LeadImage, YearRange):
    """An article. Its concrete class has children `authors` and `related_articles`."""

    date = models.DateField(
        _("date"), null=True, blank=True, db_index=True, help_text=_("Empty: the day it is published.")
    )
    date_precision = models.CharField(
        _("how exact"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
        help_text=_("With “A month”, readers see the month alone. Choose any day in that month."),
    )
    series_name = models.CharField(
        _("series"),
        max_length=120,
        blank=True,
        help_text=_("The name of the series, if this is one part of it."),
    )
    series_slug = models.SlugField(max_length=120, blank=True, editable=False)
    series_part = models.PositiveSmallIntegerField(_("part"), null=True, blank=True)
    series_parts = models.PositiveSmallIntegerField(
        _("of"), null=True, blank=True, help_text=_("Empty: not known yet.")
    )
    topics = ParentalManyToManyField(
        "wagtail_mathshub.Topic",
        blank=True,
        related_name="%(app_label)s_%(class)s_set",
        verbose_name=_("topics"),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    references = models.TextField(
        _("references"), blank=True, help_text=_("What the article quotes or builds on, one on each line.")
    )
    canonical_address = models.URLField(
        _("first published at"),
        blank=True,
        help_text=_("If it appeared first on another website: its web address there."),
    )

    if TYPE_CHECKING:
        authors: Any
        related_articles: Any

    package_template = "wagtail_mathshub/hub_article_page.html"
    home_section = HomeSection.ARTICLES
    article_panels = panels.ARTICLE
    article_search_fields = [
        *VISIBLE_IN_SEARCH,
        *searched("summary", "series_name", "body", "references"),
        index.RelatedFields("authors", searched("name", "kept_name")),
        index.RelatedFields("topics", [*searched("label"), index.FilterField("key")]),
        index.FilterField("date"),
        index.FilterField("series_slug"),
        index.FilterField("year_from"),
        index.FilterField("year_to"),
    ]
    article_api_fields = wagtail_api.ARTICLE

    class Meta(YearRange.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store what lists sort and filter by: the date, and the series by its slug."""
        if kwargs.get("update_fields") is None:
            self.series_slug = slugify(self.series_name)
            self.date = self._date_to_store()
        super().save(*args, **kwargs)

    def _date_to_store(self) -> Any:
        if self.date is None and self.live:
            return (self.first_published_at or clock.now()).astimezone(clock.LONDON).date()
        if self.date is not None and self.date_precision == DatePrecision.MONTH:
            return self.date.replace(day=1)
        return self.date

    def clean(self) -> None:
        """Refuse a part that is none of its series, and a related page that is no article."""
        cleaning.check_article(self)
        super().clean()

    @property
    def date_words(self) -> str:
        """The day, or the month alone where no more is known; "" without a date."""
        if self.date is None:
            return ""
        if self.date_precision == DatePrecision.MONTH:
            return month_words(self.date)
        return day_words(self.date, year=True)

    @property
    def date_key(self) -> str:
        """The date for machines, as precise as it is known: "2026-09-28" or "2026-09"."""
        if self.date is None:
            return ""
        return self.date.isoformat()[: 7 if self.date_precision == DatePrecision.MONTH else 10]

    @property
    def reference_list(self) -> list[str]:
        """The references, one a line."""
        return lines_of(self.references)

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """The other parts of its series, and what to read next."""
        return queries.detail_context(self, hub)

    def page_meta(self, request: HttpRequest, hub: Any, context: dict[str, Any]) -> PageMeta:
        """As an article, whose address is where it was published first."""
        meta = super().page_meta(request, hub, context)
        return replace(
            meta,
            kind="article",
            canonical=self.canonical_address or meta.canonical,
            published_at=published_at(self),
            modified_at=modified_at(self),
            authors=tuple(names_of(self.authors.all())),
            section=self.series_name,
            topics=tuple(topic.label for topic in self.topics.all()),
        )

    def rows_shown(self) -> Iterable[Any]:
        """The authors and topics."""
        return queries.card_rows(type(self))

    def own_structured_data(self, hub: Any, context: dict[str, Any]) -> list[dict[str, Any] | None]:
        """The article as a posting."""
        return [blog_posting(self, hub, context["meta"])]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """None of an article that search engines are to look for on another website."""
        return [] if self.canonical_address else super().get_sitemap_urls(request)


class HubArticleIndexMixin(IndexPage):
    """The list of a hub's articles."""

    package_template = "wagtail_mathshub/hub_article_index_page.html"

    class Meta:
        abstract = True

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """The articles that the request asks for, newest first."""
        return queries.index_context(self, request, hub)

    def page_meta(self, request: HttpRequest, hub: Any, context: dict[str, Any]) -> PageMeta:
        """One filter makes a list of its own, with a title and an address; one that finds nothing is not indexed."""
        meta, given = super().page_meta(request, hub, context), context["filters"]
        if len(given) != 1:
            return meta
        query = {name: request.GET[name] for name in (*given, "page") if request.GET.get(name)}
        if context["articles"].number == 1:
            query.pop("page", None)
        return replace(
            meta,
            title=context["heading"],
            canonical=f"{meta.address}?{urlencode(query)}" if meta.address else "",
            is_indexed=meta.is_indexed and bool(context["articles"].paginator.count),
        )
