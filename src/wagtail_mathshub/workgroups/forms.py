"""The form behind a Work Group's editing screen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.hubs.forms import HubPageForm
from wagtail_mathshub.scheduling.london_forms import london_field
from wagtail_mathshub.workgroups.cleaning import missing_targets


class WorkGroupForm(HubPageForm):
    """London times, and only people, places and projects of the page's own hub."""

    opens_at = london_field(_("Sign-up opens"), _("London time. Empty: it is open."))
    closes_at = london_field(_("Sign-up closes"), _("London time. Empty: no closing date."))

    def clean(self) -> dict[str, Any]:
        """Check what needs the page's place in the tree, and what only publishing needs."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for field, message in missing_targets(cleaned).items():
                self.add_error(field, message)
        return cleaned
