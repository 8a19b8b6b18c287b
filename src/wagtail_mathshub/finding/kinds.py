"""The kinds of page that a search finds: who may see them, their dates, and what their cards need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import swapper
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Site

from wagtail_mathshub.articles import queries as articles
from wagtail_mathshub.articles.mixins import HubArticleMixin
from wagtail_mathshub.events import queries as events
from wagtail_mathshub.events.mixins import HubEventMixin
from wagtail_mathshub.hubs.mixins import HubContentMixin
from wagtail_mathshub.jobs import queries as jobs
from wagtail_mathshub.jobs.mixins import JobAdvertMixin
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import visible
from wagtail_mathshub.resources import queries as resources
from wagtail_mathshub.resources.mixins import ResourceCollectionMixin
from wagtail_mathshub.workgroups import queries as work_groups
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings


def content_pages(*, hub: HubSettings | None = None) -> Any:
    """The pages of text that anybody may see, of one hub or of all."""
    model = get_model(HubContentMixin)
    if model is None:
        return Site.objects.none()
    return visible(model.objects.all(), site=hub.site if hub else None)


@dataclass(frozen=True)
class Kind:
    """One kind of page: its mixin, those that visitors may see, its own date, and its cards."""

    mixin: Any
    find: Callable[..., Any]
    for_cards: Callable[[Any], Any] = lambda rows: rows
    date: str = ""


KINDS = {
    "work_group": Kind(
        WorkGroupMixin, work_groups.work_groups, work_groups.for_cards, date="first_starts_at"
    ),
    "event": Kind(HubEventMixin, events.events, events.for_cards, date="starts_at"),
    "article": Kind(HubArticleMixin, articles.articles, articles.for_cards, date="date"),
    "collection": Kind(ResourceCollectionMixin, resources.collections, resources.for_cards),
    "job": Kind(JobAdvertMixin, jobs.open_jobs, jobs.for_cards),
    "page": Kind(HubContentMixin, content_pages),
}


def page_model() -> Any:
    """The installation's base page, which pages of all kinds share."""
    return swapper.load_model("wagtailcore", "Page")


def kind_of(content_type_id: int) -> str | None:
    """The kind of the pages of a content type, a site's own subclasses included."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return next((name for name, kind in KINDS.items() if model and issubclass(model, kind.mixin)), None)


def column(kind: Kind, name: str) -> str | None:
    """The lookup from the base page to a column of the kind; None where the site has no such pages."""
    model, base, steps = get_model(kind.mixin), page_model(), [name]
    if model is None:
        return None
    while model is not base:
        link = model._meta.get_ancestor_link(base)
        steps.insert(0, link.remote_field.name)
        model = link.remote_field.model
    return "__".join(steps)
