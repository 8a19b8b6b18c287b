"""Wagtail looks for hooks here; each module has its own."""

from wagtail_mathshub.registration import log_actions
from wagtail_mathshub.registration.office import hooks

__all__ = ["hooks", "log_actions"]
