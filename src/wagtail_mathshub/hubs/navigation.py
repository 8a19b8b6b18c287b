"""The hub's own pages: where its site begins, what its menu holds, and what its foot lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.hubs.breadcrumbs import visible_children
from wagtail_mathshub.hubs.mixins import HubContentMixin, HubHomeMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.reading import once

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

MOST_IN_FOOT = 8


def home_of(hub: HubSettings) -> Any:
    """The hub's home page: its Site's root, or the hub home page below it."""
    return once(("home", hub.pk), lambda: _home(hub))


def _home(hub: HubSettings) -> Any:
    root, model = hub.site.root_page, get_model(HubHomeMixin)
    if model and issubclass(root.specific_class or object, model):
        return root
    below = model.objects.descendant_of(root, inclusive=True).order_by("path") if model else None
    return (below.first() if below is not None else None) or root


def menu_of(hub: HubSettings | None) -> tuple[Any | None, list[Any]]:
    """The home page, and the public pages below it that are shown in menus, in the tree's order."""
    if hub is None:
        return None, []
    home = home_of(hub)
    children = visible_children(home)
    # A site's own base page may have no such field.
    has_menus = any(field.name == "show_in_menus" for field in home._meta.fields)
    return home, [page for page in children if not has_menus or page.show_in_menus]


def foot_of(hub: HubSettings | None) -> list[Any]:
    """The public pages of text below the home page that its menu leaves out: notices, statements."""
    model = get_model(HubContentMixin)
    if hub is None or model is None:
        return []
    home, menu = menu_of(hub)
    shown = {page.pk for page in menu}
    texts = [page for page in visible_children(home) if issubclass(page.specific_class or object, model)]
    return [page for page in texts if page.pk not in shown][:MOST_IN_FOOT]


def children_of(hub: HubSettings | None) -> list[Any]:
    """The public pages right below the hub's home page, in the tree's order."""
    return visible_children(home_of(hub)) if hub else []
