"""Wagtail looks for hooks here; each room has its own."""

from wagtail_mathshub.desk import hooks

__all__ = ["hooks"]
