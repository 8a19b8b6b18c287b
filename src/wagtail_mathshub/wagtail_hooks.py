"""Wagtail looks for hooks here; each room has its own."""

from wagtail_mathshub.desk import hooks
from wagtail_mathshub.importing.office import hooks as importing_hooks

__all__ = ["hooks", "importing_hooks"]
