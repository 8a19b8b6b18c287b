"""What the package's lists of pages have beyond Wagtail's own, flat and below a page alike."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.pages.listing import IndexView

from wagtail_mathshub.api.conditions import words_in
from wagtail_mathshub.desk.listings.columns import ListColumn
from wagtail_mathshub.desk.listings.files import ColumnsInFile
from wagtail_mathshub.desk.listings.queries import hubs_of, may_list, pages_for, with_hub
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.scoping.plain_cells import UNWRITABLE

LONGEST_QUERY = 200
CHANGE_COLUMNS = "construct_mathshub_list_columns"


class PageList(ColumnsInFile, IndexView):
    """A list of one kind of page. What a kind shows, a subclass says in its attributes and in `annotate`."""

    # The mixin whose concrete class the list is of.
    mixin: Any
    key = ""
    menu_label: Any = ""
    icon = "doc-empty-inverse"
    list_columns: list[Any] = []
    searched = ("title", "draft_title")
    # Long texts that no cell shows.
    left_out: tuple[str, ...] = ()
    several_hubs_shown = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in those who work on pages."""
        if not may_list(request.user, self.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def page_class(cls) -> Any:
        """The concrete class, or None where the installation has none."""
        return get_model(cls.mixin)

    def annotate(self, pages: Any) -> Any:
        """`pages` with what the cells and filters of this kind of page need."""
        return pages

    @cached_property
    def columns(self) -> list[Any]:
        """The columns for this user: without the hub for somebody who works for one."""
        columns = [column for column in self.list_columns if column.name != "hub" or self.has_hub_column]
        for change in hooks.get_hooks(CHANGE_COLUMNS):
            change(self.request, self.model, columns)
        return columns

    @cached_property
    def has_hub_column(self) -> bool:
        """Whether the list may hold pages of several hubs."""
        return self.several_hubs_shown and len(hubs_of(pages_for(self.request.user, self.model))) > 1

    def get_base_queryset(self) -> Any:
        """What Wagtail lists, as far as the user works on it; searching shows no more than that."""
        pages = super().get_base_queryset()
        return pages.filter(pk__in=pages_for(self.request.user, self.model).values("pk"))

    def annotate_queryset(self, pages: Any) -> Any:
        """What Wagtail's own cells need, without reading each page anew: the class is known already."""
        pages = pages.defer_streamfields().prefetch_related("content_type", "sites_rooted_here")
        pages = pages.prefetch_workflow_states().annotate_site_root_state().annotate_approved_schedule()
        if self.i18n_enabled:
            pages = pages.prefetch_related("locale").annotate_has_untranslated_locale()
        return self.annotate(with_hub(pages.defer(*self.left_out)))

    def get_ordering(self) -> Any:
        """The order that was asked for, or the list's own; a search does not change it."""
        return super().get_ordering() or self.default_ordering

    def order_queryset(self, queryset: Any) -> Any:
        """In an order that is the same at each look, with what is not known at the end."""
        if self.ordering == "ord":
            return queryset
        name = self.ordering or "title"
        column = F(name.removeprefix("-"))
        wanted = column.desc(nulls_last=True) if name.startswith("-") else column.asc(nulls_last=True)
        return queryset.order_by(wanted, "title", "pk")

    def filter_queryset(self, queryset: Any) -> Any:
        """What the filters leave; nothing for a value that is not offered."""
        if self.filters and not self.filters.is_valid():
            return queryset.none()
        return super().filter_queryset(queryset)

    def search_queryset(self, queryset: Any) -> Any:
        """Pages that hold every word, as they stand in the database: no index lags behind."""
        text = UNWRITABLE.sub("", self.search_query)[:LONGEST_QUERY]
        return words_in(*self.searched)(queryset, text) if text else queryset

    def get_filename(self) -> str:
        """What a file is called, without its ending."""
        return self.key.replace("_", "-")


def hub_column() -> ListColumn:
    """Whose page it is."""
    return ListColumn("hub", _("Hub"), lambda page: page.hub_name or "")


def view_class(page_list: type[PageList], *bases: Any, **attributes: Any) -> Any:
    """A view that shows `page_list`, in the way of another of Wagtail's views of pages where one is given."""
    return type(f"{page_list.__name__}View", (page_list, *bases), attributes)
