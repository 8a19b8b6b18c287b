"""On a project's editing screen: which Work Groups change with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.forms import Media
from wagtail.admin.panels import Panel

from wagtail_mathshub.workgroups.editing.office import NEW_GROUPS, address_of
from wagtail_mathshub.workgroups.editing.reach import reach_of


class ReachPanel(Panel):
    """Names the user's own Work Groups of the project, and counts those of other hubs."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mathshub/admin/starting/reach_panel.html"

        @property
        def media(self) -> Media:
            """How it looks."""
            names = ("registration", "importing", "starting")
            return super().media + Media(
                css={"all": [f"wagtail_mathshub/admin/{name}.css" for name in names]}
            )

        def is_shown(self) -> bool:
            """Only a project that is saved has groups."""
            return super().is_shown() and self.instance.pk is not None and self.request is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the groups, and the way to a new one."""
            context = super().get_context_data(parent_context) or {}
            start = address_of(NEW_GROUPS)
            return context | {
                "reach": reach_of(self.instance, self.request.user),
                "start": f"{start}?{urlencode({'project': self.instance.pk})}" if start else "",
            }
