"""The form behind a collection's editing screen."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.hubs.forms import HubPageForm
from wagtail_mathshub.hubs.queries import hub_of_site


class CollectionForm(HubPageForm):
    """A new collection begins with the hub's own licence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and not self.instance.licence and "licence" in self.fields:
            hub = hub_of_site(self.own_site())
            self.initial["licence"] = hub.default_licence if hub else ""
