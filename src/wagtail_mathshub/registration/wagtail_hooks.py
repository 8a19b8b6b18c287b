"""Wagtail looks for hooks here; each module has its own."""

from wagtail_mathshub.registration import log_actions

__all__ = ["log_actions"]
