"""How one comes to the screen for new Work Groups: by the menu, and from a project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from wagtail_mathshub.desk.starting import places
from wagtail_mathshub.desk.starting.new_groups import NewGroupsView
from wagtail_mathshub.scoping.screens import ScreenItem
from wagtail_mathshub.workgroups.editing.office import NEW_GROUPS, address_of
from wagtail_mathshub.workgroups.models import Project


def new_groups_item() -> ScreenItem:
    """The item in the hub's menu."""
    return ScreenItem(NewGroupsView, NEW_GROUPS, "folder-open-inverse", _("New Work Groups"), 50)


def project_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Any]:
    """A button in the list of projects, for those who may make Work Groups."""
    if isinstance(snippet, Project) and _may_start(user):
        address = f"{address_of(NEW_GROUPS)}?{urlencode({'project': snippet.pk})}"
        yield Button(_("New Work Groups"), address, icon_name="folder-open-inverse", priority=15)


def _may_start(user: Any) -> bool:
    # Asked for every row of a list, and the same for each.
    if not hasattr(user, "_mathshub_may_start"):
        user._mathshub_may_start = bool(places.lists_for(user))
    return user._mathshub_may_start
