"""The way to a page from the hub's home page, by titles that anybody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.reading import once
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.visibility import is_visible, visible

if TYPE_CHECKING:
    from wagtail.models import Site


MOST_CHILDREN = 200


class Crumb(NamedTuple):
    """A page on the way: its title, and its address from this site."""

    title: str
    address: str


def crumbs_of(page: Any, site: Site | None) -> list[Crumb]:
    """The public pages above `page` in its site, the home page first; [] for a page in no tree yet."""
    if not page.path or site is None or page.depth <= site.root_page.depth:
        return []
    root = site.root_page
    if page.depth <= root.depth + 2 and page.path.startswith(root.path):
        # What the menu reads anyway.
        between = [child for child in visible_children(root) if page.path.startswith(child.path)]
        above = [*([root] if is_visible(root) else []), *(child for child in between if child.pk != page.pk)]
    else:
        above = visible(page.get_ancestors().filter(path__startswith=root.path))
    viewpoint = Viewpoint(site=site)
    crumbs = (Crumb(_title(ancestor, root), address_of(ancestor, viewpoint)) for ancestor in above)
    return [crumb for crumb in crumbs if crumb.address]


def visible_children(page: Any) -> list[Any]:
    """The public pages right below `page`, in the tree's order."""
    return once(("children", page.pk), lambda: list(visible(page.get_children())[:MOST_CHILDREN]))


def _title(page: Any, root: Any) -> str:
    return _("Home") if page.pk == root.pk else page.title
