"""Everything that an import writes, for the command and the admin alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.applying import running, undoing
from wagtail_mathshub.importing.applying.reworking import people_of, rework
from wagtail_mathshub.importing.applying.running import Order, Progress
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.opening import Brought, opened
from wagtail_mathshub.importing.plans import PlanKind
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.tables import ImportItem, ImportRun, ItemState, RunState


def import_site(
    *,
    hub: HubSettings,
    brought: Brought,
    name: str = "",
    publish: bool = False,
    only: frozenset[str] = frozenset(),
    limit: int | None = None,
    user: Any = None,
    progress: Progress | None = None,
    row: ImportRun | None = None,
    limits: Limits = LIMITS,
) -> ImportRun:
    """Import what was brought; an interrupted import goes on. ImportRefused says what is wrong with it.

    `row` is a run that was prepared before; what is wrong is kept on it too.
    """
    try:
        with opened(brought, limits) as (source, store):
            order = Order(hub, source, store, name, publish, only, limit, user)
            return running.run(order, progress=progress, row=row)
    except ImportRefused as error:
        if row is not None:
            row.state, row.error, row.finished_at = RunState.FAILED, str(error), clock.now()
            row.save()
        raise


def try_site(
    *,
    hub: HubSettings,
    brought: Brought,
    look: Callable[[ImportRun], Any],
    name: str = "",
    publish: bool = False,
    only: frozenset[str] = frozenset(),
    limit: int | None = None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Any:
    """What an import would do: what `look` makes of its run. Nothing is written."""
    with opened(brought, limits) as (source, store):
        order = Order(hub, source, store, name, publish, only, limit, None)
        return running.trial(order, look=look, progress=progress)


@transaction.atomic
def accept(*, item: ImportItem, accepted: bool = True) -> None:
    """Somebody has looked at the page and is content with it (or is not any more).

    People whom it names become people of the hub, once.
    """
    if accepted and not item.accepted:
        people_of(item)
    item.accepted = accepted
    item.save(update_fields=["accepted"])


def change_kind(*, item: ImportItem, kind: PlanKind, user: Any = None) -> ImportItem:
    """Make the page anew as another type. ImportRefused where somebody has edited it, or signed up there."""
    if not item.original:
        raise ImportRefused(_("This is one part of an old page. Change the type of the whole page instead."))
    return rework(item, kind, user=user)


@transaction.atomic
def discard(*, item: ImportItem, user: Any = None) -> None:
    """Delete the page here; later imports leave it out. ImportRefused where something speaks against it."""
    if item.page is not None:
        undoing.delete_page(item, user=user)
    ImportItem.objects.filter(pk=item.pk).update(state=ItemState.DISCARDED, page=None, accepted=False)
    item.refresh_from_db()


def undo(*, run: ImportRun, user: Any = None, also_edited: bool = False) -> list[str]:
    """Take an import back; sentences about what has to stay, and why."""
    return undoing.undo(run, user=user, also_edited=also_edited)
