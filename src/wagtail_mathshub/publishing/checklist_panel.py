"""The seam for what a page should have before it is published, on the screen on which it is edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


@dataclass(frozen=True)
class Check:
    """One thing to have right: a stable key, how it should be, and a sentence for each place where it is not."""

    key: str
    label: str
    findings: tuple[str, ...] = ()


Checklist = Callable[[Any], Sequence[Check]]


def _nothing(page: Any) -> Sequence[Check]:
    return ()


_checklist: Checklist = _nothing


def use_checklist(checklist: Checklist) -> Checklist:
    """Let `checklist` look at a page; return what did so before."""
    global _checklist
    before, _checklist = _checklist, checklist
    return before


class ChecklistPanel(Panel):
    """Shows the checklist for the page as it was last saved. It never blocks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"heading": _("Before you publish"), "icon": "glasses"} | kwargs))

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mathshub/admin/checklist_panel.html"

        @cached_property
        def checks(self) -> list[Check]:
            """What there is to check, what needs a look first."""
            found = _checklist(self.instance) if self.instance.pk else ()
            return sorted(found, key=lambda check: not check.findings)

        def is_shown(self) -> bool:
            """Whether there is a page to look at."""
            return super().is_shown() and bool(self.checks)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the checks."""
            context = super().get_context_data(parent_context) or {}
            return context | {"checks": self.checks}
