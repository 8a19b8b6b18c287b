"""Which pages were chosen in a list: those that were ticked, or all that the list holds."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.search import page_filter_search

from wagtail_mathshub.desk.bulk import rights

ALL = "all"
MOST_PAGES = 200
LONGEST_SEARCH = 200
# What an address says that does not make its list shorter.
HARMLESS = frozenset({"id", "childOf", "next", "q", "ordering", "p"})


def refusal(chosen: QueryDict) -> str:
    """Why the choice cannot be followed; "" when it can."""
    if not chosen.getlist("id"):
        return _("Tick the pages in the list first: nothing was changed.")
    narrowed = any(value for name in chosen.keys() - HARMLESS for value in chosen.getlist(name))
    if ALL in chosen.getlist("id") and narrowed:
        # What a filter of somebody's list leaves, only that list knows.
        return _("In a list with filters, tick the pages themselves: nothing was changed.")
    return ""


def pages_chosen(chosen: QueryDict, user: Any) -> list[Any]:
    """The chosen pages that `user` may see, at most one more than MOST_PAGES."""
    keys = chosen.getlist("id")
    if ALL in keys:
        keys = [str(key) for key in _whole_list(chosen, user)[: MOST_PAGES + 1]]
    return rights.visible(keys[: MOST_PAGES + 1], user)


def _whole_list(chosen: QueryDict, user: Any) -> Any:
    pages = rights.explorable(user)
    parent, search = chosen.get("childOf"), chosen.get("q", "")[:LONGEST_SEARCH]
    if parent is not None:
        above = rights.visible_place(parent, user)
        if above is None:
            return []
        pages = pages.descendant_of(above) if search else pages.child_of(above)
    keys = pages.order_by("path").values_list("pk", flat=True)
    return page_filter_search(search, keys)[0].results() if search else keys
