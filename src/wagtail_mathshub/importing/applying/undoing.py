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

from wagtail_mathshub.importing.applying.saving import set_columns
from wagtail_mathshub.importing.applying.snapshots import is_edited
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ImportRun, MadeKind, RunState
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.publishing import generation

# Pages go before the files that they use, and both before what leads to them.
_ORDER = [
    MadeKind.CHANGE,
    MadeKind.PAGE,
    MadeKind.IMAGE,
    MadeKind.DOCUMENT,
    MadeKind.REDIRECT,
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
                reason = _undo_one(made, user, also_edited)
                if reason is None:
                    made.delete()
                elif reason:
                    stays.append(reason)
        if not ImportMade.objects.filter(run=run).exists():
            _forget(run)
    return stays


def _made(run: ImportRun) -> Iterator[ImportMade]:
    for kind in _ORDER:
        rows = ImportMade.objects.filter(run=run, kind=kind).select_related("item").order_by("-pk")
        yield from _lowest_first(rows) if kind == MadeKind.PAGE else rows


def _lowest_first(rows: Any) -> list[ImportMade]:
    # Somebody may have moved a page below one that came later.
    page: Any = ImportItem._meta.get_field("page").related_model
    depths = dict(page.objects.filter(pk__in=_imported(rows)).values_list("pk", "depth"))
    return sorted(rows, key=lambda made: -depths.get(int(made.key), 0))


def _undo_one(made: ImportMade, user: Any, also_edited: bool) -> str | None:
    """Why it has to stay, in words, "" where what it belongs to has said so; None when it is undone."""
    if made.kind == MadeKind.CHANGE:
        return _take_back(made, user, also_edited)
    row = _row(made)
    if row is None:
        return None
    if made.kind == MadeKind.PAGE:
        return _delete_page(made, row.specific, user, also_edited)
    if made.kind == MadeKind.REDIRECT:
        return _delete_redirect(made, row)
    if _is_used(row):
        return _("“{title}” stays, because another page uses it.").format(title=row)
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return _("“{title}” stays, because something else needs it.").format(title=row)
    return None


def _delete_redirect(made: ImportMade, row: Any) -> str | None:
    """Old addresses go on leading to what stays."""
    if row.redirect_page_id or row.redirect_link in _addresses_of_files(made.run):
        return ""
    row.delete()
    return None


def _addresses_of_files(run: ImportRun) -> set[str]:
    files = ImportMade.objects.filter(run=run, kind__in=(MadeKind.IMAGE, MadeKind.DOCUMENT))
    rows = [_row(made) for made in files]
    return {row.url if hasattr(row, "url") else row.file.url for row in rows if row is not None}


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


def _delete_page(made: ImportMade, page: Any, user: Any, also_edited: bool) -> str | None:
    if not also_edited and made.item and is_edited(made.item, page):
        return _("“{title}” stays, because somebody has edited it since.").format(title=page)
    if not also_edited and page.live and not made.run.publish:
        return _("“{title}” stays, because somebody has published it since.").format(title=page)
    if page.get_descendants().exists():
        return _("“{title}” stays, because there are other pages below it.").format(title=page)
    try:
        with transaction.atomic():
            page.delete(user=user)
    except ProtectedError:
        return _("“{title}” stays, because people have signed up there.").format(title=page)
    return None


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


def _imported(rows: Any) -> set[int]:
    return {int(key) for key in rows.values_list("key", flat=True)}


def _take_back(made: ImportMade, user: Any, also_edited: bool) -> str | None:
    page = _row(made)
    before = Revision.objects.filter(pk=made.before.get("revision")).first()
    if page is None or before is None:
        return None
    page, item = page.specific, ImportItem.objects.filter(pk=made.item_id).first()
    if not also_edited and item and is_edited(item, page):
        return _("“{title}” stays as it is, because somebody has edited it since.").format(title=page)
    _set_back(page, before, user, was_live=made.before.get("live", page.live))
    if item:
        item.applied, item.digest = made.before.get("applied", {}), ""
        item.save(update_fields=["applied", "digest"])
    return None


def _set_back(page: Any, before: Revision, user: Any, *, was_live: bool) -> None:
    is_live = page.live
    was_published = is_live and was_live and not page.has_unpublished_changes
    if page.latest_revision_id != before.pk:
        revision = before.as_object().save_revision(user=user, clean=False, previous_revision=before)
        if was_published:
            revision.publish(user=user, previous_revision=before)
    if is_live and not was_live:
        type(page)._base_manager.get(pk=page.pk).unpublish(user=user)
        set_columns(page, first_published_at=None, last_published_at=None)


def _is_used(row: Any) -> bool:
    return ReferenceIndex.get_references_to(row).exists()


def _forget(run: ImportRun) -> None:
    with transaction.atomic():
        ImportItem.objects.filter(first_run=run).delete()
        run.state = RunState.UNDONE
        run.save(update_fields=["state"])
