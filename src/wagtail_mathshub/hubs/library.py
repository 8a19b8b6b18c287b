"""Where a hub's images and documents lie."""

from __future__ import annotations

from wagtail.models import Collection

from wagtail_mathshub.hubs.models import HubSettings


def hub_collection(hub: HubSettings) -> Collection:
    """The collection that holds the hub's images and documents."""
    root = Collection.get_first_root_node()
    name = str(hub)
    return root.get_children().filter(name=name).first() or root.add_child(instance=Collection(name=name))
