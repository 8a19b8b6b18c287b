"""Who may roll over what: rights on the pages, those that are copied and those below which the copies go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import swapper
from wagtail.permissions import policy_registry

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin, WorkGroupMixin


@dataclass(frozen=True)
class Place:
    """A hub, and its lists of Work Groups below which the user may add pages."""

    hub: HubSettings
    indexes: list[Any] = field(default_factory=list)


def places_for(user: Any) -> list[Place]:
    """The hubs where `user` may add Work Groups, by name."""
    places: dict[int, Place] = {}
    model, index_model = get_model(WorkGroupMixin), get_model(WorkGroupIndexMixin)
    if model is None or index_model is None or not user.is_active:
        return []
    with one_reading():
        for index in index_model.objects.order_by("path"):
            hub = hub_of_page(index)
            if hub is not None and _may_add(user, index, model):
                places.setdefault(hub.pk, Place(hub)).indexes.append(index)
    return sorted(places.values(), key=lambda place: place.hub.name)


def place_of(user: Any, *, site: Any) -> Place | None:
    """The place of the hub at `site`, if `user` may add Work Groups there."""
    return next((place for place in places_for(user) if place.hub.site_id == site.pk), None)


def changeable(user: Any, keys: Iterable[int]) -> set[int]:
    """Which of the pages `user` may change, in one query. Copying a page takes that right on it."""
    base = swapper.load_model("wagtailcore", "Page")
    pages = policy_registry.get_by_type(base).instances_user_has_permission_for(user, "change")
    return set(pages.filter(pk__in=list(keys)).values_list("pk", flat=True))


def _may_add(user: Any, index: Any, model: Any) -> bool:
    return model.can_create_at(index) and index.permissions_for_user(user).can_add_subpage()
