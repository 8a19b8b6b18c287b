"""Who may import into a hub: rights on its imports, and on the pages that an import writes."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import hubs
from wagtail_mathshub.importing.applying.places import places_of
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.tables import ImportRun
from wagtail_mathshub.scoping.policies import policy_of


def hubs_for(user: Any) -> list[HubSettings]:
    """The hubs into which `user` may import."""
    sites = policy_of(ImportRun).sites_user_has_permission_for(user, "add")
    return list(hubs().filter(site__in=sites))


def may_add_pages(user: Any, hub: HubSettings) -> bool:
    """Whether `user` may add pages wherever an import puts them."""
    return all(rights.can_add_subpage() for rights in _rights(user, hub))


def may_publish(user: Any, hub: HubSettings) -> bool:
    """Whether `user` may publish pages wherever an import puts them."""
    return all(rights.can_publish_subpage() for rights in _rights(user, hub))


def _rights(user: Any, hub: HubSettings) -> list[Any]:
    try:
        places = places_of(hub).values()
    except ImportRefused:
        return []  # What is missing is said when the import begins.
    parents = {place.parent_pk: place.parent for place in places}
    return [model.objects.get(pk=key).permissions_for_user(user) for key, model in parents.items()]


def may_delete_page(user: Any, page: Any) -> bool:
    """Whether `user` may delete the page itself; None is no page."""
    return page is None or page.permissions_for_user(user).can_delete()
