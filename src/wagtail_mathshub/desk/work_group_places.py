"""Where somebody may add Work Groups: the hubs, and their lists of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin, WorkGroupMixin


@dataclass(frozen=True)
class Place:
    """A hub, and its lists of Work Groups below which the user may add pages; at least one."""

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
            if hub is not None and may_add(user, index, model):
                places.setdefault(hub.pk, Place(hub)).indexes.append(index)
    return sorted(places.values(), key=lambda place: place.hub.name)


def may_add(user: Any, index: Any, model: Any) -> bool:
    """Whether `user` may add a page of `model` below `index`."""
    return model.can_create_at(index) and index.permissions_for_user(user).can_add_subpage()
