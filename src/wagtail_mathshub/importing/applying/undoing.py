"""An import taken back: what it has made goes, what it has changed becomes as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex, Revision

from wagtail_mathshub.importing.applying.snapshots import untouched
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ImportRun, MadeKind, RunState
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.publishing import generation

# Pages go before the redirects and files that they use.
_ORDER = [
    MadeKind.CHANGE,
    MadeKind.PAGE,
    MadeKind.REDIRECT,
    MadeKind.IMAGE,
    MadeKind.DOCUMENT,
    MadeKind.PERSON,
]


def undo(run: ImportRun, *, user: Any = None, also_edited: bool = False) -> list[str]:
    """Take the import back; sentences about what has to stay, and why.

    A page that somebody has edited since stays, unless `also_edited`. Each thing is a transaction of its own, so
    that this can be interrupted and called again.
    """
    stays: list[str] = []
    with generation.moved_once():
        for made in _made(run):
            with transaction.atomic():
                if reason := _undo_one(made, user, also_edited):
                    stays.append(reason)
                else:
                    made.delete()
        if not stays:
            _forget(run)
    return stays


def _made(run: ImportRun) -> Iterator[ImportMade]:
    for kind in _ORDER:
        yield from ImportMade.objects.filter(run=run, kind=kind).select_related("item").order_by("-pk")


def _undo_one(made: ImportMade, user: Any, also_edited: bool) -> str:
    if made.kind == MadeKind.CHANGE:
        return _take_back(made, user, also_edited)
    row = _row(made)
    if row is None:
        return ""
    if made.kind == MadeKind.PAGE:
        return _delete_page(made, row.specific, user, also_edited)
    if made.kind in (MadeKind.IMAGE, MadeKind.DOCUMENT) and _is_used(row):
        return _("“{title}” stays, because another page uses it.").format(title=row)
    row.delete()
    return ""


def _row(made: ImportMade) -> Any:
    page = ImportItem._meta.get_field("page").related_model
    redirects = "wagtail.contrib.redirects"
    model: Any = {
        MadeKind.PAGE: page,
        MadeKind.CHANGE: page,
        MadeKind.REDIRECT: apps.get_model("wagtailredirects", "Redirect")
        if apps.is_installed(redirects)
        else None,
        MadeKind.IMAGE: get_image_model(),
        MadeKind.DOCUMENT: get_document_model(),
        MadeKind.PERSON: Person,
    }[MadeKind(made.kind)]
    return model.objects.filter(pk=made.key).first() if model else None


def _delete_page(made: ImportMade, page: Any, user: Any, also_edited: bool) -> str:
    if not also_edited and made.item and is_edited(made.item, page):
        return _("“{title}” stays, because somebody has edited it since.").format(title=page)
    others = set(page.get_descendants().values_list("pk", flat=True)) - _imported(made.run)
    if others:
        return _("“{title}” stays, because there are other pages below it.").format(title=page)
    try:
        with transaction.atomic():
            page.delete(user=user)
    except ProtectedError:
        return _("“{title}” stays, because people have signed up there.").format(title=page)
    return ""


def is_edited(item: ImportItem, page: Any) -> bool:
    """Whether somebody has changed anything that the import has written."""
    return len(untouched(page.specific.get_latest_revision_as_object(), item.applied)) < len(item.applied)


def delete_page(item: ImportItem, *, user: Any = None) -> None:
    """Delete the page of an import. ImportRefused where something speaks against it."""
    page = item.page
    if page is None:
        return
    if page.get_descendants().exists():
        raise ImportRefused(
            _("There are other pages below “{title}”. Move or delete them first.").format(title=page)
        )
    try:
        page.specific.delete(user=user)
    except ProtectedError as error:
        raise ImportRefused(
            _("People have signed up for “{title}”, so it stays.").format(title=page)
        ) from error


def _imported(run: ImportRun) -> set[int]:
    return {
        int(key)
        for key in ImportMade.objects.filter(run=run, kind=MadeKind.PAGE).values_list("key", flat=True)
    }


def _take_back(made: ImportMade, user: Any, also_edited: bool) -> str:
    page = _row(made)
    before = Revision.objects.filter(pk=made.before.get("revision")).first()
    if page is None or before is None:
        return ""
    page = page.specific
    if not also_edited and made.item and is_edited(made.item, page):
        return _("“{title}” stays as it is, because somebody has edited it since.").format(title=page)
    was_published = page.live and not page.has_unpublished_changes
    revision = before.as_object().save_revision(user=user, clean=False, previous_revision=before)
    if was_published:
        revision.publish(user=user, previous_revision=before)
    if made.item:
        ImportItem.objects.filter(pk=made.item_id).update(applied=made.before.get("applied", {}), digest="")
    return ""


def _is_used(row: Any) -> bool:
    return ReferenceIndex.get_references_to(row).exists()


def _forget(run: ImportRun) -> None:
    with transaction.atomic():
        ImportItem.objects.filter(first_run=run).delete()
        run.state = RunState.UNDONE
        run.save(update_fields=["state"])
