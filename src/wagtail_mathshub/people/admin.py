"""People in the admin."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.people.models import Person
from wagtail_mathshub.scoping.forms import SiteScopedForm
from wagtail_mathshub.scoping.snippets import SiteScopedViewSet


class PersonForm(SiteScopedForm):
    """Only those who manage log-ins say which one a person has: it opens the applications of the groups they lead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not by the panel's `permission`: Wagtail's API changes some columns only, and fails when one is missing.
        if self.for_user is None or not self.for_user.has_perm("auth.change_user"):
            self.fields.pop("user", None)


class PersonViewSet(SiteScopedViewSet):
    """The people of the user's hubs."""

    model = Person
    base_form_class = PersonForm
    icon = "user"
    list_display = ["name", "school", "is_llme"]
    list_filter = ["is_llme"]
    list_export = ["name", "slug", "school", "is_llme"]
    inspect_view_fields = ["name", "school", "bio", "is_llme", "public_email"]
    ordering = ["name"]
