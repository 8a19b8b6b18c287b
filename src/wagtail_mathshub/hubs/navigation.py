"""The hub's own pages: where its site begins, and what its menu holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.hubs.mixins import HubHomeMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import visible

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings


def home_of(hub: HubSettings) -> Any:
    """The hub's home page: its Site's root, or the hub home page below it."""
    root, model = hub.site.root_page, get_model(HubHomeMixin)
    below = model.objects.descendant_of(root, inclusive=True).order_by("path") if model else None
    return (below.first() if below is not None else None) or root


def menu_of(hub: HubSettings | None) -> tuple[Any | None, list[Any]]:
    """The home page, and the public pages below it that are shown in menus, in the tree's order."""
    if hub is None:
        return None, []
    home = home_of(hub)
    children = visible(home.get_children())
    # A site's own base page may have no such field.
    has_menus = any(field.name == "show_in_menus" for field in children.model._meta.fields)
    return home, list(children.in_menu() if has_menus else children)
