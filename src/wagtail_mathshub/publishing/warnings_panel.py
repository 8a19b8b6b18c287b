"""A place on an editing screen for what looks odd about a page. It never blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.admin.panels import Panel


class WarningsPanel(Panel):
    """Shows what `warnings_of` says about the page as it was last saved."""

    def __init__(self, warnings_of: Callable[[Any], list[str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.warnings_of = warnings_of

    def clone_kwargs(self) -> dict[str, Any]:
        """What a copy of this panel needs."""
        return super().clone_kwargs() | {"warnings_of": self.warnings_of}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mathshub/admin/warnings_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the warnings."""
            context = super().get_context_data(parent_context) or {}
            return context | {"warnings": self.panel.warnings_of(self.instance)}
