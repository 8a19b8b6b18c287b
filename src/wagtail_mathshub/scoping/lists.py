"""Lists without forms: nothing is asked of a list but what its filters offer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from wagtail_mathshub.scoping.model_admin import PlainCellsIndexView, SiteModelAdmin
from wagtail_mathshub.scoping.plain_cells import UNWRITABLE

LONGEST_QUERY = 200


class ListView(PlainCellsIndexView):
    """A list that knows its own filters only: any other column asked for would answer by yes or no."""

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """What the filters of this list ask for, and nothing else of the address."""
        given = super().get_filters_params(params)
        known = {spec.parameter_name for spec in self.list_filter}
        return {name: value for name, value in given.items() if name in known}

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """Search for what was typed, as far as it is text of a bearable length."""
        self.query = UNWRITABLE.sub("", search_term)[:LONGEST_QUERY]
        return super().get_search_results(request, queryset, self.query)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Leave out what no file can hold."""
        cell = super().preprocess_field_value(field, value, export_format)
        return UNWRITABLE.sub("", cell) if isinstance(cell, str) else cell


class ListAdmin(SiteModelAdmin):
    """A list without forms: rows are made, changed and ended by the flows alone."""

    index_view_class = ListView
    index_view_extra_css = ["wagtail_mathshub/admin/registration.css"]
    list_per_page = 50
    actions: tuple[str, ...] = ("index",)

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """The addresses of the screens that there are."""
        names = {self.url_helper.get_action_url_name(action) for action in self.actions}
        return tuple(url for url in super().get_admin_urls_for_registration() if url.name in names)

    def create_view(self, request: HttpRequest) -> HttpResponse:
        """There is no such screen."""
        return self.index_view(request)

    def register_admin_url_finders(self) -> None:
        """Nothing links to a form that is not there."""

    def register_indexing(self) -> None:
        """Bookkeeping is no use of a page that editors are shown."""
