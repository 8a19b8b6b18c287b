"""Those who made or lead something, in the words of schema.org: names, and no contact details."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_mathshub.publishing.json_ld import first_or_all, stated


def persons(names: Iterable[str]) -> Any:
    """The people with these names; one by itself, None for nobody."""
    return first_or_all([{"@type": "Person", "name": name} for name in names if name])


def person_thing(person: dict[str, Any], address: str, hub: str) -> dict[str, Any]:
    """One person with what their own page says: roles, school or hub, and no contact details."""
    photo = ((person["photo"] or {}).get("renditions") or {}).get("medium") or {}
    return stated(
        {
            "@type": "Person",
            "@id": f"{address}#person",
            "name": person["name"],
            "url": address,
            "description": person["bio"],
            "jobTitle": first_or_all(person["roles"]),
            "image": photo.get("url"),
            "affiliation": {"@type": "Organization", "name": person["school"] or hub},
        }
    )
