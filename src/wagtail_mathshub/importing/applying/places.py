"""Which page class each kind of plan becomes, and below which page of the hub it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.articles.mixins import HubArticleIndexMixin, HubArticleMixin
from wagtail_mathshub.events.mixins import HubEventIndexMixin, HubEventMixin
from wagtail_mathshub.hubs.mixins import HubContentMixin, HubHomeMixin
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.jobs.mixins import HubJobIndexMixin, JobAdvertMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.resources.mixins import HubResourceIndexMixin, ResourceCollectionMixin
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin, WorkGroupMixin

MIXINS: dict[str, tuple[Any, Any]] = {
    PlanKind.WORK_GROUP: (WorkGroupMixin, WorkGroupIndexMixin),
    PlanKind.ARTICLE: (HubArticleMixin, HubArticleIndexMixin),
    PlanKind.COLLECTION: (ResourceCollectionMixin, HubResourceIndexMixin),
    PlanKind.JOB: (JobAdvertMixin, HubJobIndexMixin),
    PlanKind.EVENT: (HubEventMixin, HubEventIndexMixin),
    PlanKind.PEOPLE: (HubContentMixin, HubHomeMixin),
    PlanKind.PAGE: (HubContentMixin, HubHomeMixin),
}


@dataclass(frozen=True)
class Place:
    """A page class, and the key of the page below which its pages go."""

    model: Any
    parent: Any
    parent_pk: int


def places_of(hub: HubSettings) -> dict[str, Place]:
    """Where pages of each kind go in the hub. ImportRefused where the hub has no page for them."""
    places = {kind: _place(hub, *mixins) for kind, mixins in MIXINS.items()}
    missing = [PlanKind(kind).label for kind, place in places.items() if place is None]
    if missing:
        message = _(
            "The hub has no page below which these can go: {kinds}. Run “manage.py mathshub_setup --hub-key {key}” first."
        )
        raise ImportRefused(message.format(kinds=", ".join(map(str, missing)), key=hub.key))
    return {kind: place for kind, place in places.items() if place is not None}


def _place(hub: HubSettings, mixin: Any, above: Any) -> Place | None:
    model, parent_model = get_model(mixin), get_model(above)
    if model is None or parent_model is None:
        return None
    below = parent_model.objects.descendant_of(hub.site.root_page, inclusive=True).order_by("path").first()
    return Place(model, parent_model, below.pk) if below else None
