"""The kinds of page that a search finds: who may see them, their dates, and what their cards need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import swapper
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
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


def only_rows(card_rows: Callable[[Any], Iterable[Any]], *names: str) -> Callable[[Any], Any]:
    """Pages with those of their cards' rows that a hit shows, which is fewer than a card in their own list."""

    def filled(pages: Any) -> Any:
        rows = card_rows(pages.model)
        return pages.prefetch_related(*(row for row in rows if getattr(row, "prefetch_to", row) in names))

    return filled


@dataclass(frozen=True)
class Kind:
    """One kind of page: its mixin, those that visitors may see, its own date, and what a hit shows of it."""

    mixin: Any
    find: Callable[..., Any]
    # What one of them is called, and what all of them are.
    label: Any
    labels: Any
    for_hits: Callable[[Any], Any] = lambda rows: rows
    date: str = ""
    # Whether `find` leaves out some that `visible` would show.
    is_narrower: bool = False


KINDS = {
    "work_group": Kind(
        WorkGroupMixin,
        work_groups.work_groups,
        _("Work Group"),
        _("Work Groups"),
        only_rows(work_groups.card_rows, "sessions"),
        date="first_starts_at",
    ),
    "event": Kind(HubEventMixin, events.events, _("Event"), _("Events"), date="starts_at"),
    "article": Kind(
        HubArticleMixin,
        articles.articles,
        _("Article"),
        _("Articles"),
        only_rows(articles.card_rows, "authors"),
        date="date",
    ),
    "collection": Kind(
        ResourceCollectionMixin,
        resources.collections,
        _("Lesson resources"),
        _("Lesson resources"),
        only_rows(resources.card_rows, "lessons"),
    ),
    "job": Kind(JobAdvertMixin, jobs.open_jobs, _("Role"), _("Open roles"), is_narrower=True),
    "page": Kind(HubContentMixin, content_pages, _("Page"), _("Pages about the hub")),
}


def page_model() -> Any:
    """The installation's base page, which pages of all kinds share."""
    return swapper.load_model("wagtailcore", "Page")


def kinds_by_type() -> dict[int, str]:
    """The kind of each content type that is of one, a site's own subclasses included."""
    models = {
        model: name
        for model in apps.get_models()
        for name, kind in KINDS.items()
        if issubclass(model, kind.mixin)
    }
    types = ContentType.objects.get_for_models(*models)
    return {types[model].pk: name for model, name in models.items()}


def base_pages(hub: HubSettings | None, types: dict[int, str]) -> Any:
    """The pages of these types that visitors may see, of one hub or of all, as base pages.

    Asking each kind for its own pages takes twice as long, as SQLite then reads all pages once for each
    kind; only those kinds are asked that show fewer than all their visible pages.
    """
    whole = [key for key, name in types.items() if not KINDS[name].is_narrower]
    shown = page_model().objects.filter(content_type__in=whole)
    keys = Q(pk__in=visible(shown, site=hub.site if hub else None).values("pk"))
    for name in set(types.values()):
        if KINDS[name].is_narrower:
            keys |= Q(pk__in=KINDS[name].find(hub=hub).order_by().values("pk"))
    return page_model().objects.filter(keys)


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
