"""The admin's boxes for days and times, which leave what they cannot read as it was typed.

Wagtail's own change it to the present day or minute when one leaves the box: a session "on the 4th" would
be today, without a word. Here the words stay, and the form says what is wrong.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

KEPT = {"validateOnBlur": False}


class DateBox(AdminDateInput):
    """A day."""

    def get_config(self) -> dict[str, Any]:
        """Wagtail's own options, without the change on leaving the box."""
        return super().get_config() | KEPT


class TimeBox(AdminTimeInput):
    """A time of day."""

    def get_config(self) -> dict[str, Any]:
        """Wagtail's own options, without the change on leaving the box."""
        return super().get_config() | KEPT


class DateTimeBox(AdminDateTimeInput):
    """A day with a time."""

    def get_config(self) -> dict[str, Any]:
        """Wagtail's own options, without the change on leaving the box."""
        return super().get_config() | KEPT
