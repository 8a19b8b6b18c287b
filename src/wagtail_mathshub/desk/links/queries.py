"""The links that somebody may see: those on pages that are theirs to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, prefetch_related_objects

from wagtail_mathshub.desk.links.gathering import page_models
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import hubs
from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse, OutgoingLink
from wagtail_mathshub.scoping.policies import policy_of

ALL = "all"
SHOWN_USES = 6


def pages_of(user: Any) -> Any:
    """The pages that `user` may change."""
    page = swapper.load_model("wagtailcore", "Page")
    return policy_of(page).instances_user_has_permission_for(user, "change")


def may_see(user: Any) -> bool:
    """Whether there can be anything in the report for `user`."""
    page = swapper.load_model("wagtailcore", "Page")
    return policy_of(page).user_has_any_permission(user, ["add", "change"])


def hubs_of(user: Any) -> list[HubSettings]:
    """The hubs in whose trees `user` may change pages, in one query."""
    own = pages_of(user).filter(path__startswith=OuterRef("site__root_page__path"))
    return list(hubs().filter(Exists(own.order_by())))


def kinds() -> list[tuple[str, str]]:
    """The page types of hubs, by name and label."""
    return [(model._meta.label_lower, str(model._meta.verbose_name)) for model in page_models()]


def uses_for(user: Any, chosen: Mapping[str, Any], query: str = "") -> Any:
    """The uses of links on pages that `user` may change, as far as filters and words leave them.

    `chosen` may have a `state` (empty: dead), a `hub` by its key and a `kind` of page.
    """
    uses = LinkUse.objects.filter(page__in=pages_of(user).order_by().values("pk"))
    state = chosen.get("state") or LinkState.DEAD
    if state != ALL:
        uses = uses.filter(link__state=state)
    if key := chosen.get("hub"):
        hub = hubs().filter(key=key).first()
        uses = uses.filter(page__path__startswith=hub.site.root_page.path) if hub else uses.none()
    if kind := chosen.get("kind"):
        app, model = kind.split(".")
        uses = uses.filter(
            page__content_type=ContentType.objects.filter(app_label=app, model=model).values("pk")[:1]
        )
    if query:
        fields = ("link__url", "link__reason", "words", "place", "page__title", "page__draft_title")
        condition = Q()
        for name in fields:
            condition |= Q(**{f"{name}__icontains": query})
        uses = uses.filter(condition)
    return uses


def links_with(uses: Any) -> Any:
    """The links of these uses, those longest dead first."""
    links = OutgoingLink.objects.filter(pk__in=uses.order_by().values("link"))
    return links.order_by(F("failed_since").asc(nulls_last=True), "url", "pk")


def with_uses(links: list[Any], uses: Any) -> list[Any]:
    """Let each link know its first uses and how many there are, in two queries."""
    first = uses.select_related("page").order_by("page__title", "pk")[:SHOWN_USES]
    prefetch_related_objects(links, Prefetch("uses", queryset=first, to_attr="shown_uses"))
    counted = uses.filter(link__in=[link.pk for link in links]).order_by().values_list("link")
    counts = dict(counted.annotate(count=Count("pk")))
    for link in links:
        link.more_uses = counts.get(link.pk, 0) - len(link.shown_uses)
    return links
