"""What the filters of the lists have in common: they offer only what the user's own pages hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
import swapper
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from wagtail_mathshub.api.conditions import any_of
from wagtail_mathshub.desk.listings.queries import hubs_of, in_hubs, name_of, pages_for
from wagtail_mathshub.taxonomy import academic_years

Choices = Iterable[tuple[Any, Any]]


class SeveralFilter(django_filters.MultipleChoiceFilter):
    """Boxes to tick, of which any may fit. `narrow` takes the rows and the values that are ticked."""

    def __init__(self, narrow: Callable[[Any, list[str]], Any], **kwargs: Any) -> None:
        super().__init__(widget=CheckboxSelectMultiple, **({"choices": ()} | kwargs))
        self.narrow = narrow

    def filter(self, qs: Any, value: Any) -> Any:
        """The rows that fit one of the values."""
        return self.narrow(qs, list(value)) if value else qs


class SeveralRowsFilter(django_filters.ModelMultipleChoiceFilter):
    """The same over rows of another table."""

    def __init__(self, narrow: Callable[[Any, list[Any]], Any], **kwargs: Any) -> None:
        super().__init__(widget=CheckboxSelectMultiple, **kwargs)
        self.narrow = narrow

    def filter(self, qs: Any, value: Any) -> Any:
        """The rows that fit one of the values."""
        return self.narrow(qs, list(value)) if value else qs


class PageListFilters(WagtailFilterSet):
    """The filters of a list of pages; a subclass fills those whose choices the pages themselves give."""

    # The list's own class, for whose pages the choices are made.
    of: Any = None
    request: Any

    hub = SeveralFilter(in_hubs, label=_("Hub"))

    class Meta:
        model = swapper.load_model("wagtailcore", "Page")
        fields: list[str] = []

    def __init__(self, data: Any = None, queryset: Any = None, **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        hubs = self.hubs
        self.offer("hub", [(hub.key, name_of(hub)) for hub in hubs] if len(hubs) > 1 else [])
        self.offer_choices()

    def offer_choices(self) -> None:
        """Fill the filters whose choices depend on the user."""

    def offer(self, name: str, choices: Choices) -> None:
        """Let the filter `name` offer these; take it away where there is nothing to choose."""
        found = list(choices)
        if found:
            self.filters[name].extra["choices"] = found
        else:
            del self.filters[name]

    @cached_property
    def pages(self) -> Any:
        """All pages that the user works on."""
        return pages_for(self.request.user, self.of.page_class())

    @cached_property
    def hubs(self) -> list[Any]:
        """The hubs in which they lie."""
        return hubs_of(self.pages)


def pages_of_request(page_list: Any, request: Any) -> Any:
    """The pages of a list that the user works on, for filters that offer rows of other tables."""
    return pages_for(request.user, page_list.page_class())


def in_column(column: str) -> Callable[[Any, list[str]], Any]:
    """Rows whose column holds one of the values."""
    return lambda rows, values: rows.filter(**{f"{column}__in": values})


def fitting(conditions: dict[str, Callable[[], Q]]) -> Callable[[Any, list[str]], Any]:
    """Rows that fit one of the named conditions, made at the moment when they are asked for."""
    return lambda rows, values: rows.filter(any_of(conditions[value]() for value in values))


def years_held(pages: Any) -> list[tuple[str, str]]:
    """The academic years of `pages`, the newest first."""
    keys = pages.order_by().values_list("academic_year", flat=True).distinct()
    return [(key, academic_years.label(key)) for key in sorted(filter(None, keys), reverse=True)]
