"""An event in a reader's words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def calendar_chip(event: Any) -> dict[str, str] | None:
    """What a reader should know beside its date; None where everybody may come."""
    return {"key": "by_invitation", "label": _("By invitation")} if event.invitation_only else None
