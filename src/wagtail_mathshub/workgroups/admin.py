"""Projects in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList

from wagtail_mathshub.blocks.forms import FormulasInTexts
from wagtail_mathshub.scoping.forms import SiteScopedForm
from wagtail_mathshub.scoping.snippets import SiteScopedViewSet
from wagtail_mathshub.workgroups.editing.reach_panel import ReachPanel
from wagtail_mathshub.workgroups.models import Project


class ProjectForm(FormulasInTexts, SiteScopedForm):
    """A project's texts hold only formulas that can be shown."""


class ProjectViewSet(SiteScopedViewSet):
    """The projects of the user's hubs, and those that all hubs share."""

    model = Project
    base_form_class = ProjectForm
    icon = "folder-open-inverse"
    list_display = ["title", "code", "academic_year", "strand"]
    list_filter = ["academic_year", "strand", "is_national"]
    list_export = ["code", "title", "academic_year", "strand", "stage"]
    ordering = ["title"]

    def get_edit_handler(self) -> Any:
        """The project's own panels below what a change reaches."""
        panels = [ReachPanel(heading=_("Work Groups of this project")), *Project.panels]
        return ObjectList(panels, base_form_class=self.base_form_class).bind_to_model(Project)
