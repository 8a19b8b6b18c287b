"""The addresses of making Work Groups, below Wagtail's own."""

from __future__ import annotations

from django.urls import URLPattern, path

from wagtail_mathshub.desk.starting.new_groups import NewGroupsView
from wagtail_mathshub.desk.starting.reading import ReadDatesView
from wagtail_mathshub.workgroups.editing.office import NEW_GROUPS, READ_DATES


def urls(base: str) -> list[URLPattern]:
    """All of them, below `base`."""
    return [
        path(f"{base}work-groups/new/", NewGroupsView.as_view(), name=NEW_GROUPS),
        path(f"{base}work-groups/read-dates/", ReadDatesView.as_view(), name=READ_DATES),
    ]
