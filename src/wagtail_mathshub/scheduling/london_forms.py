"""A form field whose wall time is always London's, whatever the site or the editor is set to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.scheduling.date_boxes import DateTimeBox


class LondonDateTimeField(forms.DateTimeField):
    """Reads what is typed as London wall time and shows stored moments as such."""

    def prepare_value(self, value: Any) -> Any:
        """The naive London wall time of an aware `value`; anything else as it is."""
        if isinstance(value, datetime) and timezone.is_aware(value):
            return value.astimezone(LONDON).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        """The aware moment for what was typed."""
        if isinstance(value, datetime) and timezone.is_aware(value):
            return value
        with timezone.override(UTC):
            parsed = super().to_python(value)
        return _as_london(parsed) if parsed else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare moments, to the minute: the widget shows no seconds."""
        try:
            typed = self.to_python(data)
        except forms.ValidationError:
            return True
        return _minute(initial) != _minute(typed)


def london_field(label: Any, help_text: Any) -> LondonDateTimeField:
    """An optional moment in a page's form, with the admin's date picker."""
    return LondonDateTimeField(
        label=label,
        required=False,
        widget=DateTimeBox,
        help_text=help_text,
        error_messages={"invalid": _("This is not a day and a time. Choose both in the calendar.")},
    )


def _as_london(value: datetime) -> datetime:
    # Through UTC, so that a time that the clocks skip becomes the moment that follows it.
    return value.replace(tzinfo=LONDON).astimezone(UTC)


def _minute(value: Any) -> datetime | None:
    return value.astimezone(UTC).replace(second=0, microsecond=0) if isinstance(value, datetime) else None
