"""A roll over taken back: copies that nobody has touched go, and what was changed becomes as it was."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME

from wagtail_mathshub import clock
from wagtail_mathshub.desk.rolling_over.linking import unlink
from wagtail_mathshub.desk.rolling_over.successors import take_away
from wagtail_mathshub.desk.rolling_over.tables import RolledPage, RollOver
from wagtail_mathshub.publishing import generation


def undo(roll_over: RollOver, user: Any) -> list[str]:
    """Take it back; sentences about what has to stay, and why.

    Each page is a transaction of its own, so that this can be interrupted and called again. Pages whose
    copy is gone may be rolled over again.
    """
    stays: list[str] = []
    with generation.moved_once():
        for row in RolledPage.objects.filter(roll_over=roll_over).order_by("-pk"):
            if reason := _undo_one(row, user):
                stays.append(reason)
        stays += [
            _(
                "The project “{project}” stays, because something uses it, somebody has edited it, or you may not delete it."
            ).format(project=project)
            for project in take_away(roll_over, user)
        ]
    RollOver.objects.filter(pk=roll_over.pk).update(undone_at=clock.now())
    return stays


def _undo_one(row: RolledPage, user: Any) -> str:
    """Why the copy has to stay; "" when it is gone."""
    try:
        with transaction.atomic():
            # Whoever else is at this page, going on or undoing, waits for this row.
            if not RolledPage.objects.filter(pk=row.pk).update(to_year=row.to_year):
                return ""
            row.refresh_from_db()
            copy = row.copy.specific if row.copy_id else None
            if copy is not None and (reason := why_kept(row, copy, user)):
                return reason
            source = row.source.specific if row.source_id else None
            row.delete()
            if copy is not None:
                copy.delete(user=user)
            if source is not None and row.before:
                unlink(source, row.before["copy"], row.before["link"])
    except ProtectedError:
        return _("“{title}” stays, because people have signed up there.").format(title=row.copy)
    except OperationalError:
        words = _("“{title}” stays, because something else was changing it. Press Undo again.")
        return words.format(title=row.title)
    return ""


def why_kept(row: RolledPage, copy: Any, user: Any) -> str:
    """Why the copy is not deleted, in words for an editor; "" where nothing speaks against it."""
    title = copy.get_admin_display_title()
    if copy.live or copy.first_published_at is not None:
        return _("“{title}” stays, because somebody has published it.").format(title=title)
    if is_edited(row, copy):
        return _("“{title}” stays, because somebody has edited it.").format(title=title)
    if copy.workflow_in_progress or getattr(copy, COMMENTS_RELATION_NAME).exists():
        return _("“{title}” stays, because somebody has commented on it or asked for moderation.").format(
            title=title
        )
    if copy.get_descendants().exists():
        return _("“{title}” stays, because there are other pages below it.").format(title=title)
    if not copy.permissions_for_user(user).can_delete():
        return _("“{title}” stays, because you may not delete it.").format(title=title)
    return ""


def is_edited(row: RolledPage, copy: Any) -> bool:
    """Whether the copy has another revision than the one it was made with, or that one was written anew."""
    before = row.before
    same = copy.latest_revision_id == before.get("revision")
    return not same or str(copy.latest_revision_created_at) != before.get("at") or _is_scheduled(copy)


def _is_scheduled(copy: Any) -> bool:
    return bool(copy.latest_revision and copy.latest_revision.approved_go_live_at)
