"""The form behind a Work Group's editing screen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput

from wagtail_mathshub.scheduling.london_forms import LondonDateTimeField
from wagtail_mathshub.scoping.own_choices import OwnChoicesMixin
from wagtail_mathshub.workgroups.cleaning import missing_targets


class WorkGroupForm(OwnChoicesMixin, WagtailAdminPageForm):
    """London times, and only people, places and projects of the page's own hub."""

    opens_at = LondonDateTimeField(
        label=_("Sign-up opens"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("London time. Empty: it is open."),
    )
    closes_at = LondonDateTimeField(
        label=_("Sign-up closes"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("London time. Empty: no closing date."),
    )

    def clean(self) -> dict[str, Any]:
        """Check what needs the page's place in the tree, and what only publishing needs."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for field, message in missing_targets(cleaned).items():
                self.add_error(field, message)
        return cleaned

    def own_site(self) -> Any:
        """The Site in whose tree the page lies, or will lie."""
        page = self.instance if self.instance.path else self.parent_page
        return page.get_site() if page else None
