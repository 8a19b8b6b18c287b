"""The box on a Work Group's editing screen into which dates are pasted."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from wagtail_mathshub.workgroups.editing.office import READ_DATES, address_of
from wagtail_mathshub.workgroups.pasting.rows import TEXT, WANTED


class PastedSessionsPanel(FieldPanel):
    """A box whose lines become sessions: at once by a script, or else when the page is saved."""

    def __init__(self, **kwargs: Any) -> None:
        given = {"field_name": TEXT, "disable_comments": True, "heading": _("Paste dates")} | kwargs
        super().__init__(**given)

    class BoundPanel(FieldPanel.BoundPanel):
        template_name = "wagtail_mathshub/admin/starting/pasted_sessions_panel.html"

        @property
        def media(self) -> Media:
            """The script that adds rows, and how their warnings look."""
            return super().media + Media(
                js=["wagtail_mathshub/admin/starting.js"],
                css={"all": [f"wagtail_mathshub/admin/{name}.css" for name in ("registration", "starting")]},
            )

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add where the dates are read, and for which page."""
            context = super().get_context_data(parent_context)
            parent = getattr(self.form, "parent_page", None)
            return context | {
                "read_dates": address_of(READ_DATES),
                "page_key": self.instance.pk or "",
                "parent_key": parent.pk if parent else "",
                "wanted": WANTED,
            }
