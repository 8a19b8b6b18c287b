"""People in the admin."""

from __future__ import annotations

from wagtail_mathshub.people.models import Person
from wagtail_mathshub.scoping.snippets import SiteScopedViewSet


class PersonViewSet(SiteScopedViewSet):
    """The people of the user's hubs."""

    model = Person
    icon = "user"
    list_display = ["name", "school", "is_llme"]
    list_filter = ["is_llme"]
    list_export = ["name", "slug", "school", "is_llme"]
    inspect_view_fields = ["name", "school", "bio", "is_llme", "public_email"]
    ordering = ["name"]
