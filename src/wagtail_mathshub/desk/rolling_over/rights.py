"""Who may roll over what: rights on the pages, those that are copied and those below which the copies go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import swapper
from wagtail.permissions import policy_registry

from wagtail_mathshub.desk.work_group_places import Place, places_for


def place_of(user: Any, *, site: Any) -> Place | None:
    """The place of the hub at `site`, if `user` may add Work Groups there."""
    return next((place for place in places_for(user) if place.hub.site_id == site.pk), None)


def changeable(user: Any, keys: Iterable[int]) -> set[int]:
    """Which of the pages `user` may change, in one query. Copying a page takes that right on it."""
    base = swapper.load_model("wagtailcore", "Page")
    pages = policy_registry.get_by_type(base).instances_user_has_permission_for(user, "change")
    return set(pages.filter(pk__in=list(keys)).values_list("pk", flat=True))
