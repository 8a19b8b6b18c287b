"""Which rows are a hub's, whatever the table, and whether they are as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from wagtail.models import Page, Revision, Site

from wagtail_mathshub.people.models import Person
from wagtail_mathshub.workgroups.models import Project

APPS = ("wagtail_mathshub", "mathshub_pages", "mathshub_registration")
# Wagtail's API keeps previews of one's own; what a link's address answers belongs to all who have it.
LEFT_OUT = {"PagePreview", "Installation", "Submission"}


def tables() -> list[type[Model]]:
    """Every table of the package with rows of hubs, and Wagtail's pages."""
    own = [model for label in APPS for model in apps.get_app_config(label).get_models()]
    return [Page, *(model for model in own if _way(model) and model.__name__ not in LEFT_OUT)]


def rows_of(model: type[Model], hub: Any) -> Any:
    """The rows of `model` that belong to the hub."""
    found = Q(pk__in=[])
    for kind, way in _ways(model):
        if kind == "site":
            found |= Q(**{way: hub.site_id})
        else:
            found |= Q(**{f"{way}__startswith": hub.site.root_page.path})
    return model._default_manager.filter(found).distinct()


def digest(hub: Any) -> dict[str, str]:
    """What stands in the hub's rows, by table; equal as long as nothing of it changes."""
    found = {model._meta.label: _of(rows_of(model, hub)) for model in tables()}
    for model in (Page, Person, Project):
        keys = [str(key) for key in rows_of(model, hub).values_list("pk", flat=True)]
        kind = ContentType.objects.get_for_model(model)
        revisions = Revision.objects.filter(base_content_type=kind, object_id__in=keys)
        found[f"revisions of {model._meta.label}"] = _of(revisions)
    return found


def strangers(hub: Any, other: Any) -> list[str]:
    """Rows of `hub` that point to a row of `other`: as text, for whoever reads the failure."""
    found = []
    for model in tables():
        for field in model._meta.fields:
            target = field.related_model
            if not field.is_relation or target not in tables() or target is Page:
                continue
            theirs = rows_of(target, other).values("pk")
            found += [
                f"{row!r}.{field.name}" for row in rows_of(model, hub).filter(**{f"{field.name}__in": theirs})
            ]
    return found


def _of(rows: Any) -> str:
    values = list(rows.order_by("pk").values_list())
    return hashlib.sha256(repr(values).encode()).hexdigest()


@cache
def _way(model: type[Model]) -> tuple[tuple[str, str], ...]:
    return tuple(_ways(model))


def _ways(model: Any, depth: int = 3, seen: tuple[Any, ...] = ()) -> Iterator[tuple[str, str]]:
    """How a row of `model` leads to its hub: by a Site's key, or by a page's path. The shortest ways."""
    if issubclass(model, Page):
        yield "path", "path"
        return
    keys = [field for field in model._meta.fields if field.is_relation and field.related_model]
    for field in keys:
        if field.related_model is Site:
            yield "site", field.name
            return
    if depth:
        for field in keys:
            if field.related_model in seen or not _owns(model, field):
                continue
            for kind, way in _ways(field.related_model, depth - 1, (*seen, model)):
                yield kind, f"{field.name}__{way}"


def _owns(model: type[Model], field: Any) -> bool:
    # A child goes with its parent; what is merely chosen does not make a row somebody's.
    return field.remote_field.on_delete.__name__ in ("CASCADE", "PROTECT") and (
        field.related_model._meta.app_label in (*APPS, "wagtailcore")
    )
