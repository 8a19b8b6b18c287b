"""A text that a Work Group takes from its project until it has words of its own."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import FieldPanel


class InheritedTextPanel(FieldPanel):
    """A text of one's own, with the project's text below it while there is none."""

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "wagtail_mathshub/admin/inherited_text_panel.html"

        @property
        def media(self) -> Media:
            """The script that copies the project's text, and how it looks."""
            return super().media + Media(
                js=["wagtail_mathshub/admin/inherited_texts.js"],
                css={"all": [f"wagtail_mathshub/admin/{name}.css" for name in ("registration", "starting")]},
            )

        @cached_property
        def projects_text(self) -> str:
            """What the project says, whether it shows or not."""
            project = self.instance.project
            return getattr(project, self.field_name) if project else ""

        @cached_property
        def inherited(self) -> str:
            """The project's text, while the page has none of its own."""
            return "" if getattr(self.instance, self.field_name) else self.projects_text

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the project with its text, as HTML and as the box takes it."""
            context = super().get_context_data(parent_context)
            box = self.bound_field.field.widget if self.bound_field else None
            return context | {
                "inherited": self.inherited,
                "projects_text": self.projects_text,
                "project": self.instance.project,
                "project_address": self._project_address() if self.projects_text else "",
                "as_typed": box.format_value(self.inherited) if box and self.inherited else "",
            }

        def _project_address(self) -> str:
            """Where the project is edited, for those who may; asked once for all texts of a page."""
            page, request = self.instance, self.request
            if request is None or page.project is None:
                return ""
            known = getattr(request, "_mathshub_project_address", None)
            if known is None or known[0] != page.project_id:
                found = AdminURLFinder(request.user).get_edit_url(page.project) or ""
                known = request._mathshub_project_address = (page.project_id, found)
            return known[1]
