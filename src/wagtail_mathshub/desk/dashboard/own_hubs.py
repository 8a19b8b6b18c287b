"""Whose dashboard it is: the hubs in whose trees somebody changes pages, and the first few rows of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import swapper
from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from wagtail.permissions import policy_registry

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import all_hubs

EDITS = ("add_", "change_")
Rows = dict[int, list[dict[str, Any]]]


def hubs_of(user: Any) -> list[HubSettings]:
    """The hubs in which `user` may change a page, by name."""
    if user.is_superuser:
        return all_hubs()
    policy = policy_registry.get_by_type(swapper.load_model("wagtailcore", "Page"))
    rights = policy.get_cached_permissions_for_user(user)
    paths = {row.page.path for row in rights if row.permission.codename.startswith(EDITS)}
    return [hub for hub in all_hubs() if any(_meet(hub.site.root_page.path, path) for path in paths)]


def editable(model: Any, user: Any) -> QuerySet[Any]:
    """The pages of `model` that `user` may change."""
    policy = policy_registry.get_by_type(model)
    pages = policy.instances_user_has_permission_for(user, "change")
    return model._default_manager.filter(pk__in=pages.order_by().values("pk"))


def first_of_each(
    rows: QuerySet[Any], hubs: Sequence[HubSettings], fields: Sequence[str], order: Sequence[Any], most: int
) -> Rows:
    """By Site, the first `most` rows of each hub in one query; `of_hub` says how many the hub has in all.

    `rows` are pages, or rows that have a `page`.
    """
    found = rows.annotate(in_hub=_hub_of(rows.model, hubs)).filter(in_hub__isnull=False).order_by()
    hub = [F("in_hub")]
    ranked = found.annotate(
        of_hub=Window(Count("pk"), partition_by=hub),
        place=Window(RowNumber(), partition_by=hub, order_by=list(order)),
    )
    by_hub: Rows = {}
    for row in ranked.filter(place__lte=most).order_by("place").values(*fields, "in_hub", "of_hub"):
        by_hub.setdefault(row["in_hub"], []).append(row)
    return by_hub


def _hub_of(model: Any, hubs: Sequence[HubSettings]) -> Case:
    path = "path" if hasattr(model, "path") else "page__path"
    # The deepest root first: a hub's tree may lie inside another site's.
    deepest = sorted(hubs, key=lambda hub: -hub.site.root_page.depth)
    whens = [
        When(**{f"{path}__startswith": hub.site.root_page.path}, then=Value(hub.site_id)) for hub in deepest
    ]
    return Case(*whens, default=None, output_field=IntegerField())


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
