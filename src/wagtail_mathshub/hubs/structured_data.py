"""A hub and its site in the words of schema.org, and the way to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse

from wagtail_mathshub.hubs.breadcrumbs import Crumb
from wagtail_mathshub.publishing.addresses import site_address
from wagtail_mathshub.publishing.columns import lines_of
from wagtail_mathshub.publishing.json_ld import first_or_all, stated
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.renditions import images

if TYPE_CHECKING:
    from wagtail.models import Site

    from wagtail_mathshub.hubs.models import HubSettings

LANGUAGE = "en-GB"
QUERY = "search_term_string"


def breadcrumb_list(crumbs: list[Crumb], title: str, address: str, site: Site) -> dict[str, Any] | None:
    """The way to the page at the absolute `address`; None for a page with nothing above it."""
    if not crumbs:
        return None
    base = site_address(site) + "/"
    steps = [*((crumb.title, urljoin(base, crumb.address)) for crumb in crumbs), (title, address)]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{address}#breadcrumbs",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": step}
            for number, (name, step) in enumerate(steps, start=1)
        ],
    }


def hub_reference(hub: HubSettings | None) -> dict[str, Any] | None:
    """The hub as other things name it; its home page says all of it."""
    if hub is None:
        return None
    address = _home(hub)
    return {"@type": "EducationalOrganization", "@id": f"{address}#hub", "name": hub.name, "url": address}


def organisation(hub: HubSettings) -> dict[str, Any]:
    """All that the settings tell everybody of the hub."""
    links = [hub.ncetm_url, *(row.get("url", "") for row in hub.social_links)]
    contact = stated({"email": hub.email, "telephone": hub.phone})
    street = ", ".join(line.rstrip(",") for line in lines_of(hub.address))
    address = {"@type": "PostalAddress", "streetAddress": street, "addressCountry": "GB"}
    return (hub_reference(hub) or {}) | stated(
        {
            "alternateName": hub.short_name,
            "logo": _logo(hub),
            "areaServed": _area(hub),
            "address": address if street else None,
            "contactPoint": {"@type": "ContactPoint", "contactType": "enquiries", **contact}
            if contact
            else None,
            "sameAs": [link for link in links if link],
        }
    )


def website(hub: HubSettings) -> dict[str, Any]:
    """The hub's site, with its search where this installation serves that to visitors."""
    address = _home(hub)
    return stated(
        {
            "@type": "WebSite",
            "@id": f"{address}#website",
            "name": hub.name,
            "url": address,
            "inLanguage": LANGUAGE,
            "publisher": {"@id": f"{address}#hub"},
            "potentialAction": _search_action(hub),
        }
    )


def _home(hub: HubSettings) -> str:
    return site_address(hub.site) + "/"


def _area(hub: HubSettings) -> Any:
    areas = [{"@type": "AdministrativeArea", "name": area.label} for area in hub.local_authorities.all()] or [
        hub.area_text
    ]
    return first_or_all([area for area in areas if area])


def _logo(hub: HubSettings) -> dict[str, Any] | None:
    key = hub.logo_id
    found = images({key}, Viewpoint(site=hub.site, absolute=True)).get(key) if key else None
    logo = found["renditions"].get("medium") if found else None
    if logo is None:
        return None
    return {"@type": "ImageObject", **{name: logo[name] for name in ("url", "width", "height")}}


def _search_action(hub: HubSettings) -> dict[str, Any] | None:
    if hub.front_end_url:  # What its own search is called, nobody here knows.
        return None
    try:
        address = urljoin(_home(hub), reverse("mathshub:search"))
    except NoReverseMatch:
        return None
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{address}?q={{{QUERY}}}"},
        "query-input": f"required name={QUERY}",
    }
