"""A collection of lessons for year groups, and the list of collections."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.hubs.mixins import HubPage, IndexPage
from wagtail_mathshub.people.credits import names_of
from wagtail_mathshub.publishing.columns import VISIBLE_IN_SEARCH, LeadImage
from wagtail_mathshub.publishing.outgoing_links import pages_with_dead_links
from wagtail_mathshub.publishing.searching import searched
from wagtail_mathshub.resources import panels, queries, wagtail_api
from wagtail_mathshub.resources.forms import CollectionForm
from wagtail_mathshub.resources.state import is_overdue, state_of
from wagtail_mathshub.resources.structured_data import collection_page
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.taxonomy.licences import Licence, LicenceTerms, licence_terms
from wagtail_mathshub.taxonomy.vocabularies import HomeSection

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.taxonomy.vocabularies import ResourceState


class ResourceCollectionMixin(HubPage, LeadImage):
    """A collection. Its concrete class has children `lessons` and `compilers`."""

    period = models.CharField(
        _("when they were made"),
        max_length=60,
        blank=True,
        help_text=_("Like March to July 2020, or 2025/26."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=30,
        choices=Licence.choices,
        blank=True,
        help_text=_("What others may do with the files. If you choose Not stated, visitors are told so."),
    )
    last_checked = models.DateField(
        _("last checked"),
        null=True,
        blank=True,
        help_text=_("When somebody last opened every file and link. After two years you are reminded."),
    )
    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("more"))

    if TYPE_CHECKING:
        lessons: Any
        compilers: Any

    package_template = "wagtail_mathshub/resource_collection_page.html"
    base_form_class = CollectionForm
    home_section = HomeSection.RESOURCES
    collection_panels = panels.COLLECTION
    collection_search_fields = [
        *VISIBLE_IN_SEARCH,
        *searched("intro", "period", "body"),
        index.RelatedFields(
            "lessons",
            [
                *searched("title", "objective"),
                index.FilterField("year_from"),
                index.FilterField("year_to"),
            ],
        ),
        index.RelatedFields("compilers", searched("name", "kept_name")),
        index.FilterField("licence"),
        index.FilterField("last_checked"),
    ]
    collection_api_fields = wagtail_api.COLLECTION

    class Meta:
        abstract = True

    @property
    def state(self) -> ResourceState:
        """Current, or in need of somebody who looks at it again."""
        # Links are asked about last: lists know of them, and a page by itself takes a query.
        return state_of(self.last_checked, has_dead_links=not self.is_overdue and self.has_dead_links)

    @property
    def is_overdue(self) -> bool:
        """Whether it was checked too long ago, or never."""
        return is_overdue(self.last_checked)

    @cached_property
    def has_dead_links(self) -> bool:
        """Whether what is published of it links to something dead, as was last seen."""
        return bool(self.pk) and pages_with_dead_links().filter(page=self.pk).exists()

    @property
    def compiler_names(self) -> list[str]:
        """Who compiled it, in order."""
        return names_of(self.compilers.all())

    @property
    def licence_terms(self) -> LicenceTerms:
        """The licence with its address and the line to give with a copy."""
        return licence_terms(self.licence, title=self.title, by=", ".join(self.compiler_names))

    @property
    def year_range(self) -> tuple[int | None, int | None]:
        """The youngest and the oldest year of its lessons; two None when one of them is for all."""
        ranges = [(lesson.year_from, lesson.year_to) for lesson in self.lessons.all()]
        if not ranges or any(first is None or last is None for first, last in ranges):
            return None, None
        return min(first for first, _last in ranges), max(last for _first, last in ranges)

    @property
    def years_label(self) -> str:
        """The years of its lessons in words."""
        return years.range_label(*self.year_range)

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """The lessons with their materials, and collections like this one."""
        return queries.detail_context(self, hub)

    def rows_shown(self) -> Iterable[Any]:
        """The lessons, and who compiled them."""
        return queries.card_rows(type(self))

    def own_structured_data(self, hub: Any, context: dict[str, Any]) -> list[dict[str, Any] | None]:
        """The collection with its lessons and their files."""
        return [collection_page(self, context["lessons"], hub, context["meta"])]


class HubResourceIndexMixin(IndexPage):
    """The list of a hub's collections."""

    package_template = "wagtail_mathshub/hub_resource_index_page.html"

    class Meta:
        abstract = True

    def hub_context(self, request: HttpRequest, hub: Any) -> dict[str, Any]:
        """The collections with lessons for the year or topic that the request asks for."""
        return queries.index_context(self, request, hub)
