"""The form behind the editing screen of any page of a hub."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from wagtail_mathshub.blocks.forms import FormulasInTexts, OwnRowsInBodies
from wagtail_mathshub.scoping.own_choices import OwnChoicesMixin


class HubPageForm(OwnChoicesMixin, OwnRowsInBodies, FormulasInTexts, WagtailAdminPageForm):
    """Takes only people, places and other rows of the hub in whose tree the page lies."""

    def own_site(self) -> Any:
        """The Site in whose tree the page lies, or will lie."""
        page = self.instance if self.instance.path else self.parent_page
        return page.get_site() if page else None
