"""A page that an earlier import has made, brought up to date where nobody has changed it since."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField

from wagtail_mathshub import clock
from wagtail_mathshub.importing.applying import saving
from wagtail_mathshub.importing.applying.snapshots import is_edited, snapshot, untouched
from wagtail_mathshub.importing.applying.values import Values
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.tables import ImportItem, ItemState


class Updated(NamedTuple):
    """How it went; `before` is what it was, to be set back, and None where nothing has changed."""

    state: ItemState
    before: dict[str, Any] | None
    applied: dict[str, Any]


def update(item: ImportItem, values: Values, *, publish: bool, at: datetime | None, user: Any) -> Updated:
    """Set what nobody has changed since the import wrote it; the rest stays as somebody wanted it.

    With `publish`, a page that never was public becomes so, dated `at`, unless somebody has worked on it.
    """
    page = item.page.specific.get_latest_revision_as_object()
    is_due = publish and may_be_published(item)
    before = {"revision": page.latest_revision_id, "applied": item.applied, "live": page.live}
    _add_what_is_gone(page, values, item.applied)
    kept = _kept(page, values, item.applied)
    new = _filled(page, values, item.applied)
    is_changed = new != {name: item.applied.get(name) for name in new}
    if is_changed:
        save_as_revision(page, user)
    if is_due:
        _publish(page, at, user)
    if kept:
        message = _("Somebody has changed these here, so the old site's new words were not taken: {names}")
        values.notices.append(Notice("kept", message.format(names=", ".join(sorted(kept)))))
    if not is_changed and not is_due:
        return Updated(ItemState.KEPT if kept else ItemState.UNCHANGED, None, item.applied)
    return Updated(ItemState.KEPT if kept else ItemState.UPDATED, before, item.applied | new)


def may_be_published(item: ImportItem) -> bool:
    """Whether the page is a draft that never was public and that nobody has worked on."""
    page = item.page
    return not page.live and page.first_published_at is None and not is_edited(item, page)


def _add_what_is_gone(page: Any, values: Values, applied: dict[str, Any]) -> None:
    """What the old site no longer says becomes empty."""
    for name in applied.keys() - values.names():
        column = page._meta.get_field(name)
        if isinstance(column, ParentalManyToManyField):
            values.relations[name] = []
        elif column.concrete:
            values.columns[name] = column.get_default()
        else:
            values.rows[name] = []


def _kept(page: Any, values: Values, applied: dict[str, Any]) -> set[str]:
    """What both have changed, somebody here and the old site."""
    theirs = (applied.keys() - untouched(page, applied)) & values.names()
    if not theirs:
        return set()
    wanted = page.get_latest_revision_as_object()
    saving.fill(wanted, values, theirs)
    return {name for name, value in snapshot(wanted, theirs).items() if value != applied[name]}


def _filled(page: Any, values: Values, applied: dict[str, Any]) -> dict[str, Any]:
    """What the page holds now of what could be set."""
    theirs = applied.keys() - untouched(page, applied)
    free = values.names() - theirs
    saving.fill(page, values, free)
    saving.repair(page, values, free)
    return snapshot(page, free)


def save_as_revision(page: Any, user: Any) -> None:
    """Save the page as a new revision, and publish it where nothing else would be published with it."""
    may_publish = page.live and not page.has_unpublished_changes
    revision = page.save_revision(user=user, clean=False)
    if may_publish:
        revision.publish(user=user)


def _publish(page: Any, at: datetime | None, user: Any) -> None:
    now = clock.now()
    saving.set_columns(page, first_published_at=min(at or now, now))
    type(page)._base_manager.get(pk=page.pk).latest_revision.publish(user=user)
