"""Which hub an API request is about: the host's, the one it names, or all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_mathshub.api.errors import not_found
from wagtail_mathshub.hubs.queries import all_hubs, hub_of_site, hubs
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.taxonomy import years

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

ALL = "all"


@dataclass(frozen=True)
class Scope:
    """The hub asked for (None for all of them), and the site that answers."""

    hub: HubSettings | None
    site: Site | None

    @cached_property
    def viewpoint(self) -> Viewpoint:
        """How content is shown: with absolute addresses."""
        return Viewpoint(site=self.site, absolute=True)

    def hub_of(self, page: Any) -> HubSettings | None:
        """The hub in whose tree `page` lies: the deepest root that holds it."""
        if self.hub is not None:
            return self.hub
        holding = [hub for hub in all_hubs() if page.path.startswith(hub.site.root_page.path)]
        return max(holding, key=lambda hub: hub.site.root_page.depth, default=None)

    def labelled(self, key: str, label: Any) -> dict[str, str]:
        """A key with its label, in the hub's own words where it has some."""
        own = self.hub.labels.get(key) if self.hub else None
        return {"key": str(key), "label": own or str(label)}


def scope_of(request: HttpRequest, key: str = "") -> Scope:
    """The scope of a request; Problem 404 for a hub that does not exist."""
    if key == ALL:
        return Scope(None, Site.find_for_request(request))
    if key:
        hub = hubs().filter(key=key).first()
        if hub is None:
            raise not_found(_("There is no hub with this key."))
        return Scope(hub, hub.site)
    site = Site.find_for_request(request)
    hub = hub_of_site(site)
    if hub is None:
        raise not_found(_("This host is no hub. Name one with `hub=`."))
    return Scope(hub, site)


def years_data(first: int | None, last: int | None) -> dict[str, Any]:
    """A range of years, and what follows from it."""
    return {
        "first": first,
        "last": last,
        "label": years.range_label(first, last),
        "phases": years.phases(first, last),
        "key_stages": years.key_stages(first, last),
        "ages": list(years.ages(first, last)),
    }
