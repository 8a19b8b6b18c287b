"""Schools and venues as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.scope import Scope
    from wagtail_mathshub.organisations.models import Organisation

ROLES = ("lead", "strategic_partner", "operational_partner", "venue")


def organisation_data(row: Organisation) -> dict[str, Any]:
    """One school or venue."""
    return {
        "id": row.pk,
        "name": row.name,
        "address": row.address,
        "postcode": row.postcode,
        "map_url": row.map_url,
        "access_notes": row.access_notes,
    }


def organisation_item(row: Organisation, scope: Scope) -> dict[str, Any]:
    """One school or venue with what it is to the hub."""
    area = row.local_authority
    return organisation_data(row) | {
        "urn": row.urn,
        "local_authority": scope.labelled(area.key, area.label) if area else None,
        "phases": row.phases,
        "roles": [role for role in ROLES if getattr(row, f"is_{role}")],
    }
