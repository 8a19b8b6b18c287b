"""Schools and venues in the admin."""

from __future__ import annotations

from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.scoping.snippets import SiteScopedViewSet


class OrganisationViewSet(SiteScopedViewSet):
    """The schools and venues of the user's hubs."""

    model = Organisation
    icon = "home"
    list_display = ["name", "urn", "postcode", "local_authority"]
    list_filter = ["local_authority", "is_venue", "is_lead"]
    list_export = ["name", "urn", "address", "postcode", "local_authority"]
    ordering = ["name"]
