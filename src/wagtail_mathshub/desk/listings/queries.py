"""Which pages the lists and reports of the desk show to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import swapper
from django.db.models import Case, CharField, IntegerField, Q, Value, When
from wagtail.permissions import policy_registry

from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import all_hubs

# Whoever may do one of these with a page finds it in the lists.
WORK = ("change", "publish")


def pages_for(user: Any, model: Any) -> Any:
    """The pages of `model`, drafts too, that `user` may change or publish. All lists begin here."""
    policy = policy_registry.get_by_type(model)
    pages = policy.instances_user_has_any_permission_for(user, set(WORK))
    return model._default_manager.filter(pk__in=pages.order_by().values("pk"))


def may_list(user: Any, model: Any = None) -> bool:
    """Whether `user` may change or publish any page at all, so that lists are of use to them."""
    policy = policy_registry.get_by_type(model or swapper.load_model("wagtailcore", "Page"))
    return policy.user_has_any_permission(user, set(WORK))


def with_hub(pages: Any) -> Any:
    """Annotate `hub_name`: the hub in whose tree each page lies, in few words."""
    return pages.annotate(hub_name=_by_hub(all_hubs(), name_of, CharField()))


def with_hub_email(pages: Any) -> Any:
    """Annotate `hub_email`: where that hub is written to."""
    return pages.annotate(hub_email=_by_hub(all_hubs(), lambda hub: hub.email, CharField()))


def hubs_of(pages: Any) -> list[HubSettings]:
    """The hubs in whose trees `pages` lie, by name."""
    hubs = all_hubs()
    keys = pages.order_by().annotate(hub_site=_hub_site(hubs)).values_list("hub_site", flat=True)
    found = set(keys.distinct())
    return [hub for hub in hubs if hub.site_id in found]


def in_hubs(pages: Any, keys: Iterable[str]) -> Any:
    """Those of `pages` that lie in the hubs with these keys."""
    hubs = all_hubs()
    sites = [hub.site_id for hub in hubs if hub.key in set(keys)]
    return pages.alias(asked_hub=_hub_site(hubs)).filter(asked_hub__in=sites)


def of_these_hubs(hubs: Iterable[HubSettings]) -> Q:
    """Rows with a `site` that belong to one of the hubs, or to all."""
    return Q(site=None) | Q(site__in=[hub.site_id for hub in hubs])


def name_of(hub: HubSettings) -> str:
    """The hub in few words."""
    return hub.short_name or hub.name


def _hub_site(hubs: list[HubSettings]) -> Case:
    return _by_hub(hubs, lambda hub: hub.site_id, IntegerField())


def _by_hub(hubs: list[HubSettings], value: Callable[[HubSettings], Any], output: Any) -> Case:
    # The deepest root first: a hub's tree may lie inside another site's.
    rows = sorted(hubs, key=lambda hub: -hub.site.root_page.depth)
    cases = [When(path__startswith=hub.site.root_page.path, then=Value(value(hub))) for hub in rows]
    return Case(*cases, default=None, output_field=output)
