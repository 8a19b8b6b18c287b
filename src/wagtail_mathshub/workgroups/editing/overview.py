"""The seam for how a Work Group fills up, on the screen on which it is edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.panels import Panel

Overview = Callable[[Any, Any], SafeString | str]


def _nothing(group: Any, user: Any) -> str:
    return ""


_overview: Overview = _nothing


def use_overview(overview: Overview) -> Overview:
    """Let `overview` say, for a group and a user, how the group fills up; return what said so before."""
    global _overview
    before, _overview = _overview, overview
    return before


class OverviewPanel(Panel):
    """Shows how the group fills up, where the app for sign-up counts its places."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            """Whether there is something to show."""
            return super().is_shown() and bool(self.html)

        def render_html(self, parent_context: Any = None) -> SafeString:
            """What the app for sign-up says, from a template."""
            return format_html("{}", self.html)

        @cached_property
        def html(self) -> SafeString | str:
            """The overview; "" when there is none."""
            return _overview(self.instance, self.request.user) if self.request else ""
