"""Lets the checklist look at pages."""

from __future__ import annotations

from wagtail_mathshub.publishing.checklist_panel import use_checklist


def connect() -> None:
    """What stands on the editing screens from now on."""
    from wagtail_mathshub.desk.checklist.rules import checks_of

    use_checklist(checks_of)
