"""One page of an old site: decided upon and written, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

import orjson
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.addresses import addresses_of
from wagtail_mathshub.importing.applying import saving
from wagtail_mathshub.importing.applying.bodies import Writer
from wagtail_mathshub.importing.applying.book import AddressBook
from wagtail_mathshub.importing.applying.library import Library
from wagtail_mathshub.importing.applying.people import make_people
from wagtail_mathshub.importing.applying.places import Place
from wagtail_mathshub.importing.applying.redirecting import Redirects
from wagtail_mathshub.importing.applying.snapshots import snapshot, untouched
from wagtail_mathshub.importing.applying.values import Filler, Values
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.keeping import digest_of, to_json
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.refusals import PageRefused
from wagtail_mathshub.importing.source_pages import SourcePage, Status
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ImportRun, ItemState, MadeKind

Planner = Callable[[SourcePage, PlanKind | None], list[Plan]]


@dataclass
class Desk:
    """What is at hand while the pages of one source are written."""

    run: ImportRun
    source_key: str
    places: dict[str, Place]
    library: Library
    book: AddressBook
    redirects: Redirects
    filler: Filler
    plan: Planner
    user: Any = None
    only: frozenset[str] = frozenset()
    order: int = 0
    known: dict[str, ImportItem] = field(default_factory=dict)


def apply_page(desk: Desk, page: SourcePage) -> str:
    """Write what the page becomes, unless nothing has changed; how that went.

    All pages that one old page becomes are written together or not at all.
    """
    desk.order += 1
    known = _item(desk, page.id)
    if known and not _has_changed(desk, known, page):
        return ItemState.UNCHANGED
    try:
        with transaction.atomic():
            return _write(desk, page, known)
    except PageRefused as error:
        desk.library.forget_files()
        _note_failure(desk, page, known, str(error))
        return ItemState.FAILED
    except BaseException:
        desk.library.forget_files()
        raise


def _item(desk: Desk, source_id: str) -> ImportItem | None:
    rows = ImportItem.objects.filter(
        site=desk.run.site, source_key=desk.source_key, source_id=source_id[:500]
    )
    return (
        rows.select_for_update(of=("self",)).first()
        if transaction.get_connection().in_atomic_block
        else rows.first()
    )


def _has_changed(desk: Desk, item: ImportItem, page: SourcePage) -> bool:
    if item.state == ItemState.DISCARDED or (item.page_id is None and item.state not in _NOT_MADE):
        return False
    if item.state in _NOT_MADE or item.digest != digest_of(page):
        return True
    return any(_can_be_had(desk, address) for address in item.open_media)


_NOT_MADE = (ItemState.FAILED, ItemState.LEFT_OUT)


def _can_be_had(desk: Desk, address: str) -> bool:
    try:
        return desk.library.store.find(address) is not None
    except Exception:  # Whatever is wrong with the file was said when its page was written.
        return False


def _write(desk: Desk, page: SourcePage, known: ImportItem | None) -> str:
    chosen = PlanKind(known.chosen_kind) if known and known.chosen_kind else None
    plans = desk.plan(page, chosen)
    reason = _why_not(desk, page, plans)
    if reason:
        _keep(desk, page, plans[0], known, state=ItemState.LEFT_OUT, said=[Notice("left_out", reason)])
        return ItemState.LEFT_OUT
    parts: dict[str, int] = {}
    state = ItemState.UNCHANGED
    for plan in [*plans[1:], plans[0]]:
        item, state = _write_plan(desk, page, plan, parts)
        if plan.part and item.page_id:
            parts[plan.part] = item.page_id
    return state


def _why_not(desk: Desk, page: SourcePage, plans: list[Plan]) -> str:
    if page.status == Status.TRASHED:
        return _("It was in the bin of the old site.")
    if desk.only and not {plan.kind for plan in plans} & desk.only and page.id not in desk.only:
        return _("It is not among the pages that this import was asked for.")
    return ""


def _write_plan(desk: Desk, page: SourcePage, plan: Plan, parts: dict[str, int]) -> tuple[ImportItem, str]:
    name = f"{page.id}#{plan.part}" if plan.part else page.id
    item = _item(desk, name)
    made: list[tuple[str, str, dict[str, Any]]] = []
    desk.library.begin(partial(_file_made, desk, made))
    writer = Writer(desk.library, desk.book, f"{desk.source_key}:{name}", parts)
    place = desk.places[plan.kind]
    values = desk.filler.values(plan, place.model, writer)
    if item and item.page_id:
        state = _update(desk, item, values, made)
        new = item.page.specific
    else:
        new, state = _create(desk, page, plan, place, values), ItemState.CREATED
        made.append((MadeKind.PAGE, str(new.pk), {}))
    lead_to = [] if plan.part else _redirect(desk, page, new, made)
    said = [*plan.notices, *values.notices, *desk.library.said()]
    item = _keep(desk, page, plan, item, state=state, said=said, page_row=new, paths=lead_to)
    names = {**values.columns, **values.relations, **values.rows}
    item.applied = item.applied | snapshot(new, names) if state == ItemState.CREATED else item.applied
    item.open_links, item.open_media = list(writer.open_links), list(dict.fromkeys(desk.library.open))
    item.indexed = False
    item.save()
    _remember(desk, item, made)
    if new.live and state == ItemState.CREATED:
        make_people(plan.rows.get("people", ()), site=desk.run.site, run=desk.run, item=item)
    if not plan.part:
        desk.book.add(addresses_of(page), new.pk)
    return item, state


def _file_made(desk: Desk, made: list[Any], kind: str, row: Any, address: str) -> None:
    made.append((kind, str(row.pk), {}))
    url = row.url if kind == MadeKind.DOCUMENT else row.file.url
    made += [(MadeKind.REDIRECT, str(redirect.pk), {}) for redirect in desk.redirects.to_file(address, url)]


def _create(desk: Desk, page: SourcePage, plan: Plan, place: Place, values: Values) -> Any:
    return saving.make(
        place.model,
        _parent(desk, page, plan, place),
        values,
        slug=plan.slug or page.slug,
        live=desk.run.publish and page.status == Status.PUBLIC,
        published_at=page.published_at,
        user=desk.user,
    )


def _parent(desk: Desk, page: SourcePage, plan: Plan, place: Place) -> Any:
    if page.parent and plan.kind in (PlanKind.PAGE, PlanKind.PEOPLE):
        above = _item(desk, page.parent)
        row = above.page.specific if above and above.page_id else None
        if isinstance(row, place.model):
            return row
    return place.parent.objects.get(pk=place.parent_pk)


def _update(desk: Desk, item: ImportItem, values: Values, made: list[Any]) -> str:
    """Set what nobody has changed since the import wrote it; the rest stays as somebody wanted it."""
    page = item.page.specific.get_latest_revision_as_object()
    before = page.latest_revision_id
    names = {**values.columns, **values.relations, **values.rows}
    theirs = set(item.applied) - untouched(page, item.applied)
    free = set(names) - theirs
    saving.fill(page, values, free)
    saving.repair(page, values)
    new = snapshot(page, free)
    if new == {name: item.applied.get(name) for name in new}:
        return ItemState.KEPT if theirs else ItemState.UNCHANGED
    _save_update(desk, page)
    made.append((MadeKind.CHANGE, str(page.pk), {"revision": before, "applied": item.applied}))
    item.applied = item.applied | new
    if theirs:
        message = _("Somebody has changed these here, so the old site's new words were not taken: {names}")
        labels = ", ".join(sorted(theirs & set(names)))
        values.notices.append(Notice("kept", message.format(names=labels)))
    return ItemState.KEPT if theirs & set(names) else ItemState.UPDATED


def _save_update(desk: Desk, page: Any) -> None:
    may_publish = page.live and not page.has_unpublished_changes
    revision = page.save_revision(user=desk.user, clean=False)
    if may_publish:
        revision.publish(user=desk.user)


def _redirect(desk: Desk, page: SourcePage, new: Any, made: list[Any]) -> list[str]:
    rows = desk.redirects.to_page(addresses_of(page), new)
    made += [(MadeKind.REDIRECT, str(row.pk), {}) for row in rows]
    return [row.old_path for row in rows]


def _keep(
    desk: Desk,
    page: SourcePage,
    plan: Plan,
    item: ImportItem | None,
    *,
    state: str,
    said: list[Notice],
    page_row: Any = None,
    paths: list[str] | None = None,
) -> ImportItem:
    name = f"{page.id}#{plan.part}" if plan.part else page.id
    item = item or ImportItem(
        site=desk.run.site, source_key=desk.source_key, source_id=name[:500], first_run=desk.run
    )
    item.run, item.state, item.order = desk.run, state, desk.order
    item.page_id = page_row.pk if page_row is not None else item.page_id
    item.title, item.kind, item.confidence = plan.title[:255], plan.kind, plan.confidence
    item.address, item.aliases = ("", []) if plan.part else (page.address[:2000], list(page.aliases))
    item.status, item.digest = page.status, digest_of(page)
    item.original = {} if plan.part else to_json(page)
    paths = (item.findings.get("redirects", []) if item.findings else []) + (paths or [])
    item.findings = _plain(
        {
            "guesses": [asdict(guess) for guess in plan.guesses],
            "notices": [asdict(notice) for notice in said],
            "losses": [asdict(loss) for loss in plan.losses],
            "redirects": list(dict.fromkeys(paths)),
        }
    )
    item.save()
    return item


def _plain(data: Any) -> Any:
    return orjson.loads(DjangoJSONEncoder().encode(data))


def _remember(desk: Desk, item: ImportItem, made: list[tuple[str, str, dict[str, Any]]]) -> None:
    rows = [
        ImportMade(run=desk.run, item=item, kind=kind, key=key, before=before) for kind, key, before in made
    ]
    ImportMade.objects.bulk_create(rows)


def _note_failure(desk: Desk, page: SourcePage, known: ImportItem | None, why: str) -> None:
    plan = Plan(PlanKind(known.kind) if known and known.kind else PlanKind.PAGE, 0, page.title)
    state = known.state if known and known.page_id else ItemState.FAILED
    _keep(desk, page, plan, known, state=state, said=[Notice("failed", why)])
