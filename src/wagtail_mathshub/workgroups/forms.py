"""The form behind a Work Group's editing screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from wagtail_mathshub.hubs.forms import HubPageForm
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.scheduling.london_forms import london_field
from wagtail_mathshub.workgroups.cleaning import missing_targets
from wagtail_mathshub.workgroups.pasting import rows as pasted_rows
from wagtail_mathshub.workgroups.pasting.reading import Pasted


class WorkGroupForm(HubPageForm):
    """London times, and only people, places and projects of the page's own hub.

    Dates in the box `pasted_sessions` become rows of the form as if they had been typed; lines that
    could not be read stay in the box. `page.pasted` says what was made of them.
    """

    opens_at = london_field(gettext_lazy("Sign-up opens"), gettext_lazy("London time. Empty: it is open."))
    closes_at = london_field(
        gettext_lazy("Sign-up closes"), gettext_lazy("London time. Empty: no closing date.")
    )
    pasted_sessions = forms.CharField(
        label=gettext_lazy("Paste dates"),
        required=False,
        strip=False,
        widget=AdminAutoHeightTextInput,
        help_text=gettext_lazy(
            "One session on each line, like: Workshop 1 - Wed 13 January, 1-4.30pm, Online"
        ),
    )
    pasted: Pasted | None = None

    def __init__(
        self, data: Any = None, files: Any = None, parent_page: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        if "sessions" in self.formsets and pasted_rows.is_wanted(data):
            data = self._with_pasted(data, kwargs.get("instance"), parent_page)
        super().__init__(data, files, parent_page, *args, **kwargs)

    def _with_pasted(self, data: Any, page: Any, parent: Any) -> Any:
        row_form = self.formsets["sessions"].form
        hub = hub_of_page(page) if page is not None and page.path else hub_of_page(parent) if parent else None
        self.pasted = pasted_rows.read_form(data, row_form, hub=hub, page=page.pk if page else None)
        return pasted_rows.with_rows(data, row_form, self.pasted)

    def clean(self) -> dict[str, Any]:
        """Check what needs the page's place in the tree, and what only publishing needs."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for field, message in missing_targets(cleaned).items():
                self.add_error(field, message)
        self._check_pasted(cleaned.get(pasted_rows.TEXT, ""))
        return cleaned

    def _check_pasted(self, text: str) -> None:
        if self.pasted is not None:
            self.instance.pasted = self.pasted
            for line in self.pasted.unread:
                self.add_error(pasted_rows.TEXT, f"“{line.text}”: {line.why}")
        elif text.strip():
            # Neither a script nor a button of a page without scripts sent it: it must not be lost.
            self.add_error(
                pasted_rows.TEXT, _("These dates were not read yet. Reload the page and try again.")
            )
