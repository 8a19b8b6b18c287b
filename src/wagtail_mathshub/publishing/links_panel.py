"""The seam for dead links, on the screen on which a page is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


@dataclass(frozen=True)
class DeadLink:
    """A link that leads nowhere. `address` is "" for a page or a file of this site; `since` is a day in words."""

    address: str
    place: str
    words: str
    reason: str
    since: str = ""


DeadLinks = Callable[[Any], Sequence[DeadLink]]


def _none(page: Any) -> Sequence[DeadLink]:
    return ()


_dead_links: DeadLinks = _none


def use_dead_links(dead_links: DeadLinks) -> DeadLinks:
    """Let `dead_links` say which links of a page are dead; return what said so before."""
    global _dead_links
    before, _dead_links = _dead_links, dead_links
    return before


class LinksPanel(Panel):
    """Shows the dead links of the page as it was last saved, if there are any. It never blocks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"heading": _("Links that lead nowhere"), "icon": "link"} | kwargs))

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mathshub/admin/links/panel.html"

        @cached_property
        def dead_links(self) -> Sequence[DeadLink]:
            """What leads nowhere."""
            return _dead_links(self.instance) if self.instance.pk else ()

        def is_shown(self) -> bool:
            """Whether there is something to show."""
            return super().is_shown() and bool(self.dead_links)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the links."""
            context = super().get_context_data(parent_context) or {}
            return context | {"dead_links": self.dead_links}
