"""Where somebody may make Work Groups, and which they may edit."""

from __future__ import annotations

from typing import Any

import swapper

from wagtail_mathshub.desk.work_group_places import may_add, places_for
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


def group_to_edit(user: Any, key: str) -> Any | None:
    """The Work Group with this key, if there is one that `user` may edit."""
    model = get_model(WorkGroupMixin)
    page = model.objects.filter(pk=int(key)).first() if model and is_key(key) else None
    return page if page is not None and page.permissions_for_user(user).can_edit() else None


def list_to_add_to(user: Any, key: str) -> Any | None:
    """The page with this key, if `user` may add a Work Group below it."""
    model = get_model(WorkGroupMixin)
    if model is None or not is_key(key):
        return None
    pages = swapper.load_model("wagtailcore", "Page").objects
    page = pages.filter(pk=int(key)).first()
    return page.specific if page is not None and may_add(user, page.specific, model) else None


def lists_for(user: Any) -> list[tuple[HubSettings, Any]]:
    """The hubs in which `user` may make Work Groups, each with its first list of them, by the hub's name."""
    return [(place.hub, place.indexes[0]) for place in places_for(user)]


def may_publish_in(user: Any, page: Any) -> bool:
    """Whether `user` may publish what they make below `page`."""
    return page.permissions_for_user(user).can_publish_subpage()


def row_form() -> Any | None:
    """The form of a session on the editing screen; None where a site's own screen has no sessions."""
    model = get_model(WorkGroupMixin)
    formsets = model.get_edit_handler().get_form_class().formsets if model else {}
    return formsets["sessions"].form if "sessions" in formsets else None


def is_key(key: str) -> bool:
    """Whether this can be the key of a row."""
    return key.isdecimal() and len(key) < 19
