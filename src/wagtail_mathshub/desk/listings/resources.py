"""The list of collections by the day on which somebody should look at them again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub import clock
from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.desk.listings.columns import ChipColumn, DayColumn, ListColumn, first_columns
from wagtail_mathshub.desk.listings.filters import PageListFilters, SeveralFilter, fitting, in_column
from wagtail_mathshub.desk.listings.page_lists import PageList, hub_column
from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse
from wagtail_mathshub.resources.mixins import ResourceCollectionMixin
from wagtail_mathshub.resources.state import YEARS, links_to_dead, needs_review, oldest_current, state_of
from wagtail_mathshub.taxonomy.licences import Licence

SOON_MONTHS = 3


def dead_links() -> Any:
    """Every use of an address that is dead."""
    return LinkUse.objects.filter(link__state=LinkState.DEAD)


def with_links(pages: Any) -> Any:
    """Annotate how many dead addresses each page links to."""
    uses = dead_links().filter(page=OuterRef("pk")).order_by().values("page")
    count = uses.annotate(number=Count("link", distinct=True)).values("number")
    return pages.annotate(dead_links=Coalesce(Subquery(count, output_field=IntegerField()), 0))


def review_due(collection: Any) -> date | None:
    """The day from which it needs review: 24 months after it was last checked."""
    checked = collection.last_checked
    if checked is None:
        return None
    year = checked.year + YEARS
    return date(year, checked.month, min(checked.day, monthrange(year, checked.month)[1]))


def state_words(collection: Any) -> tuple[str, Any]:
    """Current, or in need of review."""
    state = state_of(collection.last_checked, has_dead_links=bool(collection.dead_links))
    return str(state), state.label


def count_files(collection: Any) -> int:
    """How many files its lessons hold."""
    materials = (item for lesson in collection.lessons.all() for item in stored(lesson.materials))
    return sum(1 for item in materials if (item["value"] or {}).get("document"))


def due_soon() -> Q:
    """Collections that will need review within three months."""
    today = clock.today()
    month = today.month - 1 + SOON_MONTHS
    year, month = today.year + month // 12, month % 12 + 1
    later = date(year, month, min(today.day, monthrange(year, month)[1]))
    return Q(last_checked__gte=oldest_current(today), last_checked__lt=oldest_current(later))


REVIEW = {
    "due": (_("It is due"), needs_review),
    "soon": (_("Within three months"), due_soon),
    "dead_links": (_("A link is dead"), links_to_dead),
    "never": (_("It was never checked"), lambda: Q(last_checked=None)),
}


class ResourceFilters(PageListFilters):
    """The filters of the list of collections."""

    review = SeveralFilter(
        fitting({key: condition for key, (_label, condition) in REVIEW.items()}),
        label=_("Review"),
        choices=[(key, label) for key, (label, _condition) in REVIEW.items()],
    )
    licence = SeveralFilter(in_column("licence"), label=_("Licence"), choices=Licence.choices)


class ResourceList(PageList):
    """Collections, those first that were checked longest ago."""

    mixin = ResourceCollectionMixin
    key = "resources"
    menu_label = _("Resources")
    icon = "doc-full"
    left_out = ("intro",)
    default_ordering = "last_checked"
    filterset_class = ResourceFilters
    list_columns = [
        *first_columns(),
        hub_column(),
        ChipColumn("review", _("Review"), state_words),
        DayColumn("last_checked", _("Last checked"), lambda page: page.last_checked, sort_key="last_checked"),
        DayColumn("review_due", _("Review due"), review_due),
        ListColumn("files", _("Files"), count_files),
        ListColumn("dead_links", _("Dead links"), lambda page: page.dead_links, sort_key="dead_links"),
    ]

    def annotate(self, pages: Any) -> Any:
        """Its dead links, and the files of its lessons."""
        lessons = pages.model.lessons.rel.related_model.objects.only("page", "materials", "sort_order")
        return with_links(pages).prefetch_related(Prefetch("lessons", queryset=lessons))

    def order_queryset(self, queryset: Any) -> Any:
        """Those that were never checked come first, as nobody knows how they are."""
        if self.ordering == "last_checked":
            return queryset.order_by(F("last_checked").asc(nulls_first=True), "title", "pk")
        return super().order_queryset(queryset)


ResourceFilters.of = ResourceList
