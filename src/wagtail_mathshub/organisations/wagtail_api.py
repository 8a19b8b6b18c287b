"""Schools and venues in Wagtail's own APIs, for those who may look at them in the admin."""

from __future__ import annotations

from wagtail_mathshub.hubs.wagtail_api import RowSource, row_fields
from wagtail_mathshub.organisations.data import ROLES, organisation_item
from wagtail_mathshub.organisations.shapes import OrganisationShape
from wagtail_mathshub.taxonomy.vocabularies import Phase

ORGANISATION = row_fields(
    RowSource(organisation_item),
    OrganisationShape,
    *("name", "urn", "address", "postcode", "local_authority", "map_url", "access_notes"),
    *Phase.values,
    *(f"is_{role}" for role in ROLES),
)
