"""The link from an old page to next year's: written, and taken back, without publishing anybody's draft."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import ReferenceIndex, Revision

from wagtail_mathshub.publishing import generation

FIELD = "successor"


def link(source: Any, copy: Any) -> dict[str, Any]:
    """Let `source` lead to `copy`, where it leads nowhere yet; what was changed, for `unlink`.

    The row and the revisions that may still be published are written where they are: a new revision would
    publish what somebody has only drafted, or stand in the way of it. Visitors see the link once the copy is
    public, for a link to a draft is not shown.
    """
    linked = type(source)._base_manager.filter(pk=source.pk, successor=None).update(successor=copy.pk)
    revisions = _pending(source)
    changed = [revision for revision in revisions if revision.content.get(FIELD) is None]
    _write(changed, copy.pk)
    _tell_index(source)
    if linked:
        generation.bump()
    return {"row": bool(linked), "revisions": [revision.pk for revision in changed]}


def unlink(source: Any, copy_key: int, linked: dict[str, Any]) -> None:
    """Take back what `link` has written, where it is still there."""
    if linked.get("row"):
        rows = type(source)._base_manager.filter(pk=source.pk, successor=copy_key)
        if rows.update(successor=None):
            generation.bump()
    revisions = Revision.objects.filter(pk__in=linked.get("revisions", []))
    _write([revision for revision in revisions if revision.content.get(FIELD) == copy_key], None)
    _tell_index(source)


def _pending(source: Any) -> list[Revision]:
    keys = {source.latest_revision_id, source.live_revision_id} - {None}
    return list(source.revisions.filter(Q(pk__in=keys) | Q(approved_go_live_at__isnull=False)))


def _write(revisions: list[Revision], key: int | None) -> None:
    for revision in revisions:
        revision.content[FIELD] = key
    if revisions:
        Revision.objects.bulk_update(revisions, ["content"])


def _tell_index(source: Any) -> None:
    row = type(source)._base_manager.filter(pk=source.pk).first()
    if row is not None:
        ReferenceIndex.create_or_update_for_object(row)
