"""The viewsets of the lists: a flat one with a place in the menu, and one for Wagtail's explorer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

from wagtail_mathshub.desk.listings.articles import ArticleList
from wagtail_mathshub.desk.listings.events import EventList
from wagtail_mathshub.desk.listings.jobs import JobList
from wagtail_mathshub.desk.listings.page_lists import PageList, view_class
from wagtail_mathshub.desk.listings.parents import ParentView
from wagtail_mathshub.desk.listings.queries import may_list
from wagtail_mathshub.desk.listings.resources import ResourceList
from wagtail_mathshub.desk.listings.work_groups import WorkGroupList
from wagtail_mathshub.importing.office.urls import SUBMENU

# Those with a place in the hub's menu, and those that only Wagtail's explorer shows.
IN_MENU: tuple[type[PageList], ...] = (WorkGroupList, JobList, ResourceList)
BELOW: tuple[type[PageList], ...] = (*IN_MENU, EventList, ArticleList)
PREFIX = "mathshub_listings_"
BASE = "mathshub/lists/"


class ListItem(MenuItem):
    """A menu item for those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the list is of use to the user."""
        return may_list(request.user)


class FlatViewSet(PageListingViewSet):
    """All pages of one kind that the user works on, wherever they are."""

    columns = ViewSet.UNDEFINED
    filterset_class = ViewSet.UNDEFINED
    choose_parent_view_class = ParentView
    menu_hook = SUBMENU
    menu_item_class = ListItem


class BelowViewSet(PageViewSet):
    """Wagtail's explorer below the list page of one kind, with the same columns and filters."""

    columns = ViewSet.UNDEFINED
    filterset_class = ViewSet.UNDEFINED


def viewsets() -> list[ViewSet]:
    """Those of the kinds of page that the installation has."""
    flat_ones = [
        flat(page_list, number) for number, page_list in enumerate(IN_MENU) if page_list.page_class()
    ]
    return [*flat_ones, *(below(page_list) for page_list in BELOW if page_list.page_class())]


def flat(page_list: type[PageList], number: int) -> FlatViewSet:
    """The list in the menu of the hub."""
    name = page_list.key.replace("_", "-")
    return FlatViewSet(
        f"{PREFIX}{page_list.key}",
        model=page_list.page_class(),
        index_view_class=view_class(
            page_list,
            page_title=page_list.menu_label,
            results_template_name="wagtail_mathshub/admin/listings/results.html",
        ),
        url_prefix=f"{BASE}{name}",
        icon=page_list.icon,
        menu_label=page_list.menu_label,
        menu_name=f"mathshub-{name}",
        menu_order=-50 + number,
    )


def below(page_list: type[PageList]) -> BelowViewSet:
    """The list in the explorer, and in the report of page types."""
    return BelowViewSet(
        model=page_list.page_class(),
        index_view_class=view_class(page_list, ExplorableIndexView, several_hubs_shown=False),
        content_type_use_view_class=view_class(page_list, ContentTypeUseView),
    )


def list_address(key: str, **query: Any) -> str:
    """The flat list `key`, with filters set."""
    return reverse(f"{PREFIX}{key}:index", query=query or None)
