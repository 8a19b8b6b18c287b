"""The form behind a Work Group's editing screen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput

from wagtail_mathshub.hubs.ownership import belongs, foreign_message
from wagtail_mathshub.scheduling.london_forms import LondonDateTimeField
from wagtail_mathshub.workgroups.cleaning import missing_targets

# Which chosen row of each child form must be of the page's own hub.
CHILD_CHOICES = {"leads": "person", "sessions": "organisation"}
OWN_CHOICES = ("project", "contact_person")


class WorkGroupForm(WagtailAdminPageForm):
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
        self._refuse_rows_of_other_hubs(cleaned)
        return cleaned

    def is_valid(self) -> bool:
        """Look at the child forms too: their rows must be of the page's hub as well."""
        valid = super().is_valid()
        return self._children_are_own() and valid

    def _site(self) -> Any:
        page = self.instance if self.instance.path else self.parent_page
        return page.get_site() if page else None

    def _refuse_rows_of_other_hubs(self, cleaned: dict[str, Any]) -> None:
        site = self._site()
        for name in OWN_CHOICES:
            row = cleaned.get(name)
            if not belongs(row, site):
                self.add_error(name, foreign_message(row))

    def _children_are_own(self) -> bool:
        site, own = self._site(), True
        for relation, field in CHILD_CHOICES.items():
            for form in getattr(self.formsets.get(relation), "forms", []):
                row = getattr(form, "cleaned_data", {}).get(field)
                if not belongs(row, site):
                    form.add_error(field, foreign_message(row))
                    own = False
        return own
