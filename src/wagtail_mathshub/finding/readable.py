"""Any page of a hub as data, whatever its kind: for previews, and for whoever has a page and not its kind."""

from __future__ import annotations

from typing import Any

from wagtail_mathshub.articles import api as articles
from wagtail_mathshub.events import api as events
from wagtail_mathshub.finding.routing import kind_of, text_page_data
from wagtail_mathshub.hubs.lists_api import Family, detail_data
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.jobs import api as jobs
from wagtail_mathshub.resources import api as resources
from wagtail_mathshub.workgroups import api as work_groups

FAMILIES: dict[str, Family] = {
    "work_group": work_groups.FAMILY,
    "event": events.FAMILY,
    "article": articles.FAMILY,
    "collection": resources.FAMILY,
    "job": jobs.FAMILY,
}


def any_page_data(page: Any, scope: Scope) -> dict[str, Any] | None:
    """The kind of the page, and what its own address answers; None for a type of the site's own."""
    kind, route = kind_of(type(page))
    if not route:
        return None
    family = FAMILIES.get(kind)
    return {
        "kind": kind,
        "page": detail_data(page, scope, family) if family else text_page_data(page, scope),
    }
