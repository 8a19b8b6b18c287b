"""The way to a page from the hub's home page, by titles that anybody may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.visibility import visible

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
    above = visible(page.get_ancestors().filter(path__startswith=site.root_page.path))
    viewpoint = Viewpoint(site=site)
    crumbs = (Crumb(ancestor.title, address_of(ancestor, viewpoint)) for ancestor in above)
    return [crumb for crumb in crumbs if crumb.address]
