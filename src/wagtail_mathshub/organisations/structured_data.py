"""Where something takes place, in the words of schema.org."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.publishing.columns import lines_of
from wagtail_mathshub.publishing.json_ld import first_or_all, stated
from wagtail_mathshub.taxonomy.vocabularies import Mode


def place(slot: Any) -> dict[str, Any] | None:
    """The Place of a slot with a venue; None for one that names none."""
    if not slot.place:
        return None
    school = slot.organisation
    street = ", ".join(line.rstrip(",") for line in lines_of(school.address)) if school else ""
    address = {
        "@type": "PostalAddress",
        "streetAddress": street,
        "postalCode": school.postcode if school else "",
        "addressCountry": "GB",
    }
    return stated(
        {
            "@type": "Place",
            "name": slot.place,
            "address": stated(address),
            "hasMap": school.map_url if school else "",
        }
    )


def location(slot: Any, address: str) -> Any:
    """Where to be: the place, and online the page at `address`, never the link with which people join."""
    online = (
        {"@type": "VirtualLocation", "url": address} if slot.mode in (Mode.ONLINE, Mode.BLENDED) else None
    )
    there = place(slot) if slot.mode != Mode.ONLINE else None
    return first_or_all([where for where in (there, online) if where])
