"""What Wagtail's log says of sign-up: which step somebody of the hub took, and nobody's name."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from wagtail_mathshub.registration.log import ACTION
from wagtail_mathshub.registration.states import Step


class StepFormatter(LogFormatter):
    """One entry in words."""

    label = _("Sign-up")

    def format_message(self, log_entry: Any) -> str:
        """What was done, like "Approved"."""
        step = log_entry.data.get("step", "")
        return str(Step(step).label) if step in Step.values else str(self.label)


@hooks.register("register_log_actions")
def register(actions: Any) -> None:
    """Let Wagtail's log know the steps."""
    actions.register_action(ACTION)(StepFormatter)
