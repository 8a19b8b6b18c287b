"""Projects in the admin."""

from __future__ import annotations

from wagtail_mathshub.scoping.snippets import SiteScopedViewSet
from wagtail_mathshub.workgroups.models import Project


class ProjectViewSet(SiteScopedViewSet):
    """The projects of the user's hubs, and those that all hubs share."""

    model = Project
    icon = "folder-open-inverse"
    list_display = ["title", "code", "academic_year", "strand"]
    list_filter = ["academic_year", "strand", "is_national"]
    list_export = ["code", "title", "academic_year", "strand", "stage"]
    ordering = ["title"]
