"""Schools and venues as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_mathshub.organisations.data import organisation_data
from wagtail_mathshub.organisations.models import Organisation

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


def organisations_by_key(keys: set[int], viewpoint: Viewpoint) -> dict[int, dict[str, Any]]:
    """The schools and venues of `keys` that belong to the hub where they are shown."""
    rows = Organisation.objects.filter(pk__in=keys)
    rows = rows.filter(site=viewpoint.site) if viewpoint.site else rows
    return {row.pk: organisation_data(row) for row in rows}
