"""The form behind the editing screen of any page of a hub."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from wagtail_mathshub.blocks.forms import FormulasInTexts, OwnRowsInBodies
from wagtail_mathshub.scoping.own_choices import OwnChoicesMixin


class HubPageForm(OwnChoicesMixin, OwnRowsInBodies, FormulasInTexts, WagtailAdminPageForm):
    """Takes only people, places and other rows of the hub in whose tree the page lies."""

    def clean(self) -> dict[str, Any]:
        """Take a choice that was left empty for its default: a draft may lack it, but nothing can show it."""
        cleaned = super().clean()
        for field in self._meta.model._meta.concrete_fields:
            if field.choices and field.has_default() and cleaned.get(field.name) == "":
                cleaned[field.name] = field.get_default()
        return cleaned

    def own_site(self) -> Any:
        """The Site in whose tree the page lies, or will lie."""
        page = self.instance if self.instance.path else self.parent_page
        return page.get_site() if page else None
