"""A whole import: page after page, then what needs them all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.importing.applying.book import AddressBook
from wagtail_mathshub.importing.applying.desk import Desk, Planner
from wagtail_mathshub.importing.applying.facts import facts_of
from wagtail_mathshub.importing.applying.indexing import index_new
from wagtail_mathshub.importing.applying.items import apply_page
from wagtail_mathshub.importing.applying.library import Library
from wagtail_mathshub.importing.applying.places import places_of
from wagtail_mathshub.importing.applying.redirecting import Redirects
from wagtail_mathshub.importing.applying.relinking import relink
from wagtail_mathshub.importing.applying.values import Filler, Names
from wagtail_mathshub.importing.converting import clean
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.media_files import MediaStore
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.source_pages import Source, SourcePage
from wagtail_mathshub.importing.tables import ImportRun, RunState
from wagtail_mathshub.importing.understanding import understand
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.searching import indexing_put_off

Progress = Callable[[int, int | None, str], None]
MOST_SKIPPED = 2000


@dataclass(frozen=True)
class Order:
    """What somebody asks for. `only` are kinds of pages or ids of the source; no `limit` means all pages.

    `plan` says what a page becomes where that is known already; without it, the page is read.
    """

    hub: HubSettings
    source: Source
    store: MediaStore
    name: str = ""
    publish: bool = False
    only: frozenset[str] = frozenset()
    limit: int | None = None
    user: Any = None
    plan: Planner | None = None


def run(order: Order, *, progress: Progress | None = None, row: ImportRun | None = None) -> ImportRun:
    """Import the source. An interrupted run goes on where it stopped; a second one changes only what has changed."""
    row = _begin(order, row)
    desk = desk_of(order, row)
    with generation.moved_once():
        _pages(order, desk, progress)
        _finish(order, desk)
    return row


def trial(order: Order, *, look: Callable[[ImportRun], Any], progress: Progress | None = None) -> Any:
    """What an import would do: what `look` makes of its run. Nothing of it stays."""
    with transaction.atomic():
        row = _begin(order, None)
        desk = desk_of(order, row, keeps_files=False)
        with generation.moved_once():
            _pages(order, desk, progress)
            relink(desk)
            _close(order, row)
            found = look(row)
            generation.forget_planned()
        transaction.set_rollback(True)
    Site.clear_site_root_paths_cache()
    return found


def _begin(order: Order, row: ImportRun | None) -> ImportRun:
    site = order.source.site
    interrupted = ImportRun.objects.filter(
        site=order.hub.site, source_key=site.key, state=RunState.RUNNING, publish=order.publish
    )
    row = row or interrupted.first() or ImportRun(site=order.hub.site, started_at=clock.now())
    row.user, row.source_key, row.source_name = (
        order.user,
        site.key,
        (order.name or site.title or site.key)[:300],
    )
    row.kind, row.publish, row.total = site.kind, order.publish, order.source.count()
    row.state, row.error, row.done = RunState.RUNNING, "", 0
    row.save()
    return row


def desk_of(order: Order, row: ImportRun, *, keeps_files: bool = True) -> Desk:
    """All that is needed while pages are written."""
    library = Library(order.hub, order.store, keeps_files=keeps_files)
    library.words = {file.address: file for file in order.source.site.attachments.values()}
    return Desk(
        run=row,
        source_key=order.source.site.key,
        places=places_of(order.hub),
        library=library,
        book=AddressBook.of(order.hub, order.source.site.addresses),
        redirects=Redirects(order.hub.site),
        filler=Filler(Names(order.hub.site)),
        plan=order.plan or planner(order.hub, order.source),
        user=order.user,
        only=order.only,
    )


def planner(hub: HubSettings, source: Source, limits: Limits = LIMITS) -> Planner:
    """How pages of the source become plans for the hub."""
    facts = facts_of(hub)

    def plans(page: SourcePage, kind: PlanKind | None = None) -> list[Plan]:
        return understand(page, clean(page, source.site.attachments, limits), facts, kind=kind)

    return plans


def _pages(order: Order, desk: Desk, progress: Progress | None) -> None:
    with ExitStack() as stack:
        stack.enter_context(indexing_put_off())
        stack.enter_context(disable_reference_index_auto_update())
        for page in islice(order.source.pages(), order.limit):
            apply_page(desk, page)
            if progress:
                progress(desk.order, desk.run.total, page.title)
        relink(desk)
    desk.run.done = desk.order


def _finish(order: Order, desk: Desk) -> None:
    index_new(order.hub.site, desk.source_key)
    _close(order, desk.run)


def _close(order: Order, row: ImportRun) -> None:
    site = order.source.site
    row.notices = [asdict(notice) for notice in site.notices]
    row.skipped = [asdict(skipped) for skipped in site.skipped[:MOST_SKIPPED]]
    row.state, row.finished_at = RunState.FINISHED, clock.now()
    row.save()
