"""Which saves and deletions change what the public sees: all but those of bookkeeping and of drafts."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, router
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_migrate
from modelcluster.fields import ParentalKey
from wagtail.images.models import AbstractRendition
from wagtail.models import BaseLogEntry, DraftStateMixin, Task, TaskState

from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.files import DocumentFacts
from wagtail_mathshub.publishing.installation import Installation
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink
from wagtail_mathshub.publishing.previews import PagePreview

BOOKKEEPING_APPS = frozenset(
    {"admin", "auth", "authtoken", "axes", "contenttypes", "django_celery_beat", "django_celery_results"}
    | {"django_tasks_database", "django_tasks_db", "sessions"}
    | {"wagtailadmin", "wagtailforms", "wagtailsearch", "wagtailusers"}
)
BOOKKEEPING = frozenset(
    {"wagtailcore.apitoken", "wagtailcore.uploadedfile", "wagtailcore.pagesubscription"}
    | {"wagtailcore.comment", "wagtailcore.commentreply"}
    | {"wagtailcore.groupcollectionpermission", "wagtailcore.grouppagepermission"}
    | {"wagtailcore.groupsitepermission", "wagtailcore.referenceindex", "wagtailcore.revision"}
    | {"wagtailcore.workflow", "wagtailcore.workflowcontenttype", "wagtailcore.workflowpage"}
    | {"wagtailcore.workflowstate", "wagtailcore.workflowtask"}
    | {"wagtailsearchpromotions.query", "wagtailsearchpromotions.querydailyhits"}
)
# What Wagtail saves of a page or snippet when only its draft or its lock has changed.
DRAFT_FIELDS = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}
    | {"locked", "locked_at", "locked_by"}
)
# Made while an answer is built, which is the same before and after.
MADE_BY_READING = (AbstractRendition, DocumentFacts)

_content: set[type[models.Model]] = set()
_left_out: set[type[models.Model]] = {Installation, PagePreview, OutgoingLink, LinkUse}


def leave_out(*bookkeeping: type[models.Model]) -> None:
    """Rows of these models change nothing that the public sees."""
    _left_out.update(bookkeeping)
    for model in bookkeeping:
        _content.discard(model)
        for signal, _receiver, uid in _signals():
            signal.disconnect(sender=model, dispatch_uid=uid)


def on_saved(
    sender: Any, instance: Any, created: bool, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """A row was saved."""
    if not generation.pending() and changes_content(instance, created, update_fields):
        generation.bump()


def changes_content(instance: Any, created: bool, update_fields: frozenset[str] | None = None) -> bool:
    """Whether the saving of this row changed what the public sees."""
    made_by_reading = created and isinstance(instance, MADE_BY_READING)
    only_draft = update_fields is not None and update_fields <= DRAFT_FIELDS
    new_draft = created and isinstance(instance, DraftStateMixin) and not instance.live
    return not (made_by_reading or only_draft or new_draft or _belongs_to_draft(instance))


def on_deleted(sender: Any, **kwargs: Any) -> None:
    """A row was deleted."""
    generation.bump()


def on_relation_changed(
    sender: Any, instance: Any, action: str, pk_set: set[Any] | None = None, **kwargs: Any
) -> None:
    """A many-to-many relation gained or lost rows; a clearing names none of them."""
    changed = action.startswith("post_") and (pk_set is None or pk_set)
    if changed and type(instance) in _content and not generation.pending() and not _is_draft(instance):
        generation.bump()


def on_migrating(**kwargs: Any) -> None:
    """Migrations are about to run."""
    generation.migrations_begin()


def on_migrated(using: str, **kwargs: Any) -> None:
    """Migrations have run: the models of their past send no signals that arrive here."""
    if using == router.db_for_write(Installation):
        generation.bump()


def connect() -> None:
    """Listen to all models but those of bookkeeping.

    One by one: a receiver for all of them would stop Django from deleting sessions, log entries and
    the like in one statement.
    """
    _content.update(model for model in apps.get_models() if not _is_bookkeeping(model))
    for model in _content:
        for signal, receiver, uid in _signals():
            signal.connect(receiver, sender=model, dispatch_uid=uid)
    m2m_changed.connect(on_relation_changed, dispatch_uid="mathshub_content_related")
    app = apps.get_app_config("wagtail_mathshub")
    pre_migrate.connect(on_migrating, sender=app, dispatch_uid="mathshub_content_migrating")
    post_migrate.connect(on_migrated, sender=app, dispatch_uid="mathshub_content_migrated")


def _signals() -> list[tuple[Any, Any, str]]:
    saved = (post_save, on_saved, "mathshub_content_saved")
    return [saved, (post_delete, on_deleted, "mathshub_content_deleted")]


def _is_bookkeeping(model: type[models.Model]) -> bool:
    options = model._meta
    return (
        model in _left_out
        or options.app_label in BOOKKEEPING_APPS
        or options.label_lower in BOOKKEEPING
        or issubclass(model, (BaseLogEntry, Task, TaskState, get_user_model()))
    )


def _belongs_to_draft(instance: Any) -> bool:
    """Whether the row is part of a page that is not published, which its parent alone can tell."""
    keys = (field for field in instance._meta.concrete_fields if isinstance(field, ParentalKey))
    return any(field.is_cached(instance) and _is_draft(getattr(instance, field.name)) for field in keys)


def _is_draft(instance: Any) -> bool:
    if not isinstance(instance, DraftStateMixin) or instance.live:
        return False
    # The object may be older than its row.
    return not type(instance)._base_manager.filter(pk=instance.pk, live=True).exists()
