"""The way to a page from the hub's home page, by titles that anybody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.visibility import is_visible, visible

if TYPE_CHECKING:
    from wagtail.models import Site


class Crumb(NamedTuple):
    """A page on the way: its title, and its address from this site."""

    title: str
    address: str


def crumbs_of(page: Any, site: Site | None) -> list[Crumb]:
    """The public pages above `page` in its site, the home page first; [] for a page in no tree yet."""
    if not page.path or site is None or page.depth <= site.root_page.depth:
        return []
    root = site.root_page
    if page.depth == root.depth + 1 and page.path.startswith(root.path):
        above = [root] if is_visible(root) else []
    else:
        above = visible(page.get_ancestors().filter(path__startswith=root.path))
    viewpoint = Viewpoint(site=site)
    crumbs = (Crumb(_title(ancestor, root), address_of(ancestor, viewpoint)) for ancestor in above)
    return [crumb for crumb in crumbs if crumb.address]


def _title(page: Any, root: Any) -> str:
    return _("Home") if page.pk == root.pk else page.title
