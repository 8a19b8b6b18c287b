"""The form behind an advert's editing screen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.hubs.forms import HubPageForm
from wagtail_mathshub.jobs.cleaning import missing_targets
from wagtail_mathshub.scheduling.london_forms import london_field


class JobAdvertForm(HubPageForm):
    """London times, and a way to apply before it is published."""

    closes_at = london_field(
        _("Closes"),
        _("London time. After this minute the advert leaves the lists. Empty: no closing date."),
    )
    extended_from = london_field(
        _("Extended from"),
        _("London time. If the closing date was put off: what it was, so that readers are told."),
    )

    def clean(self) -> dict[str, Any]:
        """Check what only publishing needs."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for field, message in missing_targets(cleaned).items():
                self.add_error(field, message)
        return cleaned
