"""Tells the cache in front of the site whose details in the API have changed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connections, router, transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.urls import NoReverseMatch, reverse
from modelcluster.fields import ParentalKey
from wagtail.models import PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from wagtail_mathshub.api import purging
from wagtail_mathshub.finding.kinds import page_model
from wagtail_mathshub.finding.routing import kind_of
from wagtail_mathshub.hubs.page_data import API
from wagtail_mathshub.publishing.changes import changes_content

logger = logging.getLogger(__name__)


class PlannedPurge:
    """The pages, and the pages with all that lies below them, that a transaction has changed.

    It stands among the transaction's on-commit functions, which a rollback clears.
    """

    def __init__(self) -> None:
        self.pages: dict[int, type[Any] | None] = {}
        self.trees: set[int] = set()

    def __call__(self) -> None:
        try:
            pages = self.pages | self._looked_up()
            purging.purge_at_every_site(path for page in pages.items() for path in _paths(*page))
        except Exception:  # The change is committed: a cache out of reach must not fail the request.
            logger.exception("The cache in front of the site could not be told of changed pages.")

    def _looked_up(self) -> dict[int, type[Any] | None]:
        pages = page_model().objects
        wanted = Q(pk__in=[key for key, model in self.pages.items() if model is None])
        for path in pages.filter(pk__in=self.trees).values_list("path", flat=True):
            wanted |= Q(path__startswith=path)
        found = pages.filter(wanted).values_list("pk", "content_type")
        return {key: ContentType.objects.get_for_id(kind).model_class() for key, kind in found}


def on_saved(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    """A page, or what belongs to one, was saved."""
    if purging.is_wanted() and changes_content(instance, created, kwargs.get("update_fields")):
        _note(instance)


def on_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page, or what belongs to one, was deleted."""
    if purging.is_wanted():
        _note(instance)


def on_moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    """The address of a page has changed, and those of all pages below it."""
    if purging.is_wanted():
        _plan(tree=instance.pk)


def connect() -> None:
    """Listen to pages and to what belongs to them."""
    for model in apps.get_models():
        if issubclass(model, (page_model(), PageViewRestriction)) or _page_key(model):
            post_save.connect(on_saved, sender=model, dispatch_uid="mathshub_purge_saved")
            post_delete.connect(on_deleted, sender=model, dispatch_uid="mathshub_purge_deleted")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(on_moved, dispatch_uid="mathshub_purge_moved")


def _note(instance: Any) -> None:
    if isinstance(instance, PageViewRestriction):
        _plan(tree=instance.page_id)
    elif isinstance(instance, page_model()):
        _plan(page=instance.pk, model=instance.specific_class)
    else:
        _plan(page=getattr(instance, _page_key(type(instance))))


def _page_key(model: type[Any]) -> str:
    """The column of `model` with the page that its rows are part of; "" where they are part of none."""
    keys = (field for field in model._meta.concrete_fields if isinstance(field, ParentalKey))
    return next((field.attname for field in keys if issubclass(field.related_model, page_model())), "")


def _plan(*, page: int | None = None, model: type[Any] | None = None, tree: int | None = None) -> None:
    connection: Any = connections[router.db_for_write(page_model())]
    functions = (function for _savepoints, function, _robust in connection.run_on_commit)
    known = next((function for function in functions if isinstance(function, PlannedPurge)), None)
    planned = known or PlannedPurge()
    if page is not None:
        planned.pages[page] = model or planned.pages.get(page)
    if tree is not None:
        planned.trees.add(tree)
    if known is None:
        transaction.on_commit(planned, using=connection.alias)


def _paths(key: int, model: type[Any] | None) -> Iterator[str]:
    route = kind_of(model)[1]
    if route:
        try:
            yield reverse(f"{API}:{route}", args=[key])
        except NoReverseMatch:  # The API is not mounted.
            return
