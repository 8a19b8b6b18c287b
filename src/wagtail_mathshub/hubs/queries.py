"""Which hub a request, a site or a page belongs to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, Value, When
from wagtail.models import Site

from wagtail_mathshub.conf import conf
from wagtail_mathshub.hubs.models import NEARLY_FULL_PERCENT, HubLeadSchool, HubSettings, HubTerm
from wagtail_mathshub.publishing.reading import once

if TYPE_CHECKING:
    from django.db.models import Expression, QuerySet
    from django.http import HttpRequest

    from wagtail_mathshub.publishing.references import Viewpoint


def hubs() -> QuerySet[HubSettings]:
    """All hubs of the installation, by name."""
    return (
        HubSettings.objects.filter(key__isnull=False)
        .select_related("site__root_page", "hub_lead")
        .order_by("name")
    )


def all_hubs() -> list[HubSettings]:
    """The same as a list, in one query for all who ask in one reading."""
    return once("hubs", lambda: list(hubs()))


def hub_of_site(site: Site | None) -> HubSettings | None:
    """The hub's settings for `site`; None where the site is no hub."""
    return next((hub for hub in all_hubs() if hub.site_id == site.pk), None) if site else None


def hub_of_request(request: HttpRequest) -> HubSettings | None:
    """The hub at the request's host."""
    return hub_of_site(Site.find_for_request(request))


def hub_of_page(page: Any) -> HubSettings | None:
    """The hub in whose tree `page` lies, the deepest one; None for a page that is in no tree yet."""
    if not page.path:
        return None
    holding = [hub for hub in all_hubs() if page.path.startswith(hub.site.root_page.path)]
    return max(holding, key=lambda hub: hub.site.root_page.depth, default=None)


def nearly_full_percent(hub: HubSettings | None) -> Expression:
    """The per cent of one hub, or of each row's own hub (found by the tree) when `hub` is None."""
    if hub is not None:
        return Value(hub.nearly_full_percent, output_field=IntegerField())
    return _by_hub(lambda row: row.nearly_full_percent, default=Value(NEARLY_FULL_PERCENT))


def hub_key_of_rows() -> Expression:
    """The key of the settings of each row's own hub, found by the tree; null for a page of no hub."""
    return _by_hub(lambda row: row.pk, default=Value(None))


def _by_hub(value: Callable[[HubSettings], int], *, default: Value) -> Case:
    # The deepest root first: a hub's tree may lie inside another site's.
    rows = sorted(all_hubs(), key=lambda row: -row.site.root_page.depth)
    cases = [When(path__startswith=row.site.root_page.path, then=Value(value(row))) for row in rows]
    return Case(*cases, default=default, output_field=IntegerField())


def front_end_address(site: Site) -> str:
    """The hub's public front-end address; "" when its Wagtail site is what visitors read."""
    hub = hub_of_site(site)
    return hub.front_end_url if hub else ""


def preview_address(hub: HubSettings, token: str) -> str:
    """Where the hub's front end shows the preview that `token` opens."""
    return f"{hub.front_end_url.rstrip('/')}/{conf.preview_path}?{urlencode({'token': token})}"


def lead_schools_of(hub: HubSettings | None) -> list[str]:
    """The names of the schools that lead the hub, in its order."""
    if hub is None:
        return []
    rows = HubLeadSchool.objects.filter(settings=hub).select_related("organisation").order_by("sort_order")
    return once(("lead schools", hub.pk), lambda: [row.organisation.name for row in rows])


def all_terms() -> list[HubTerm]:
    """The terms of all hubs, each with its hub's site, the earliest first."""
    rows = HubTerm.objects.select_related("settings__site__root_page").order_by("first_day")
    return once("terms", lambda: list(rows))


def holidays_of(hub: HubSettings | None) -> list[tuple[date, date, str]]:
    """The hub's holidays: first day, last day and name."""
    return [(row.first_day, row.last_day, row.name) for row in hub.holidays.all()] if hub else []


def contact_of_hub(keys: set[str], viewpoint: Viewpoint) -> dict[str, dict[str, Any]]:
    """How to reach the hub where something is shown, for the block with contact details."""
    hub = hubs().filter(site=viewpoint.site).select_related("hub_lead").first() if viewpoint.site else None
    if hub is None:
        return {}
    schools = hub.lead_schools.select_related("organisation").order_by("sort_order")
    details = {
        "name": hub.name,
        "email": hub.email,
        "phone": hub.phone,
        "address": hub.address,
        "hub_lead": hub.hub_lead.name if hub.hub_lead else "",
        "lead_schools": [row.organisation.name for row in schools],
    }
    return dict.fromkeys(keys, details)
