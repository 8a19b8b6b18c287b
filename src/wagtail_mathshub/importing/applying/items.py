"""One page of an old site: decided upon and written, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.addresses import addresses_of
from wagtail_mathshub.importing.applying import saving
from wagtail_mathshub.importing.applying.bodies import Writer
from wagtail_mathshub.importing.applying.desk import Desk
from wagtail_mathshub.importing.applying.people import make_people
from wagtail_mathshub.importing.applying.places import Place
from wagtail_mathshub.importing.applying.record import NOT_MADE, Written, full_name, item_name, keep
from wagtail_mathshub.importing.applying.snapshots import snapshot
from wagtail_mathshub.importing.applying.storable import storable
from wagtail_mathshub.importing.applying.updating import may_be_published, update
from wagtail_mathshub.importing.applying.values import Values
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.keeping import digest_of
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.refusals import PageRefused
from wagtail_mathshub.importing.source_pages import SourcePage, Status
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ItemState, MadeKind


def apply_page(desk: Desk, page: SourcePage) -> str:
    """Write what the page becomes, unless nothing has changed; how that went.

    All pages that one old page becomes are written together or not at all.
    """
    desk.order += 1
    page = storable(page)
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


def _item(desk: Desk, source_id: str, part: str = "") -> ImportItem | None:
    rows = ImportItem.objects.filter(
        site=desk.run.site, source_key=desk.source_key, source_id=item_name(source_id, part)
    )
    return (
        rows.select_for_update(of=("self",)).first()
        if transaction.get_connection().in_atomic_block
        else rows.first()
    )


def _has_changed(desk: Desk, item: ImportItem, page: SourcePage) -> bool:
    if _is_gone(desk, item):
        return False
    if item.state in NOT_MADE or item.digest != digest_of(page):
        return True
    if _is_public(desk, page) and may_be_published(item):
        return True
    return any(_can_be_had(desk, address) for address in item.open_media)


def _is_gone(desk: Desk, item: ImportItem) -> bool:
    """Whether somebody did not want the page, or has taken it out of the hub."""
    if item.page_id is None:
        return item.state not in NOT_MADE
    return not desk.has(item.page)


def _is_public(desk: Desk, page: SourcePage) -> bool:
    return desk.run.publish and page.status == Status.PUBLIC


def _can_be_had(desk: Desk, address: str) -> bool:
    try:
        return desk.library.store.find(address) is not None
    except Exception:  # Whatever is wrong with the file was said when its page was written.
        return False


def _write(desk: Desk, page: SourcePage, known: ImportItem | None) -> str:
    plans = _plans(desk, page, known)
    reason = _why_not(desk, page, plans)
    if reason and known and known.page_id and page.status != Status.TRASHED:
        return ItemState.UNCHANGED
    if reason:
        said = [Notice("left_out", reason)]
        keep(desk, page, plans[0], known, Written(ItemState.LEFT_OUT, said=said))
        return ItemState.LEFT_OUT
    parts: dict[str, int] = {}
    state = ItemState.UNCHANGED
    for plan in [*plans[1:], plans[0]]:
        item, state = _write_plan(desk, page, plan, parts)
        if plan.part and item.page_id:
            parts[plan.part] = item.page_id
    return state


def _plans(desk: Desk, page: SourcePage, known: ImportItem | None) -> list[Plan]:
    chosen = PlanKind(known.chosen_kind) if known and known.chosen_kind else None
    plans = storable(desk.plan(page, chosen))
    if known is None or known.page_id is None or _is_of(desk, plans[0], known.page):
        return plans
    # The page stays what it is, with its address and whatever hangs on it.
    message = _("The old page looks like another type now ({kind}). Change the type here if it is right.")
    notice = Notice("other_kind", message.format(kind=PlanKind(plans[0].kind).label))
    plans = storable(desk.plan(page, PlanKind(known.kind)))
    return [replace(plans[0], notices=(*plans[0].notices, notice)), *plans[1:]]


def _is_of(desk: Desk, plan: Plan, page: Any) -> bool:
    return page.specific_class is desk.places[plan.kind].model


def _why_not(desk: Desk, page: SourcePage, plans: list[Plan]) -> str:
    if page.status == Status.TRASHED:
        return _("It was in the bin of the old site.")
    if desk.only and not {plan.kind for plan in plans} & desk.only and page.id not in desk.only:
        return _("It is not among the pages that this import was asked for.")
    return ""


def _write_plan(desk: Desk, page: SourcePage, plan: Plan, parts: dict[str, int]) -> tuple[ImportItem, str]:
    item = _item(desk, page.id, plan.part)
    if item and (_is_gone(desk, item) or (item.page_id and not _is_of(desk, plan, item.page))):
        return item, ItemState.UNCHANGED
    made: list[tuple[str, str, dict[str, Any]]] = []
    desk.library.begin(partial(_file_made, desk, made))
    writer = Writer(desk.library, desk.book, f"{desk.source_key}:{full_name(page.id, plan.part)}", parts)
    place = desk.places[plan.kind]
    values = desk.filler.values(plan, place.model, writer)
    if item and item.page_id:
        written = _update(desk, page, item, values, made)
    else:
        written = _create(desk, page, plan, place, values)
        made.append((MadeKind.PAGE, str(written.page.pk), {}))
    written.paths = [] if plan.part else _redirect(desk, page, written.page, made)
    written.said = [*plan.notices, *values.notices, *desk.library.said()]
    written.files = dict(desk.library.used)
    written.links, written.media = list(writer.open_links), list(dict.fromkeys(desk.library.open))
    item = keep(desk, page, plan, item, written)
    _remember(desk, item, made)
    if written.page.live and (written.state == ItemState.CREATED or written.is_published):
        make_people(plan.rows.get("people", ()), site=desk.run.site, run=desk.run, item=item)
    if not plan.part:
        desk.book.add(addresses_of(page), written.page.pk)
    return item, written.state


def _file_made(desk: Desk, made: list[Any], kind: str, row: Any, address: str) -> None:
    made.append((kind, str(row.pk), {}))
    url = row.url if kind == MadeKind.DOCUMENT else row.file.url
    made += [(MadeKind.REDIRECT, str(redirect.pk), {}) for redirect in desk.redirects.to_file(address, url)]


def _create(desk: Desk, page: SourcePage, plan: Plan, place: Place, values: Values) -> Written:
    new = saving.make(
        place.model,
        _parent(desk, page, plan, place),
        values,
        slug=plan.slug or page.slug,
        live=_is_public(desk, page),
        published_at=page.published_at,
        user=desk.user,
    )
    return Written(ItemState.CREATED, page=new, applied=snapshot(new, values.names()))


def _parent(desk: Desk, page: SourcePage, plan: Plan, place: Place) -> Any:
    if page.parent and plan.kind in (PlanKind.PAGE, PlanKind.PEOPLE):
        above = _item(desk, page.parent)
        row = above.page.specific if above and above.page_id else None
        if isinstance(row, place.model) and desk.has(row):
            return row
    return place.parent.objects.get(pk=place.parent_pk)


def _update(
    desk: Desk,
    page: SourcePage,
    item: ImportItem,
    values: Values,
    made: list[tuple[str, str, dict[str, Any]]],
) -> Written:
    done = update(item, values, publish=_is_public(desk, page), at=page.published_at, user=desk.user)
    new = type(item.page)._base_manager.get(pk=item.page_id).specific
    if done.before is not None:
        made.append((MadeKind.CHANGE, str(new.pk), done.before))
    is_published = new.live and done.before is not None and not done.before["live"]
    return Written(done.state, page=new, applied=done.applied, is_published=is_published)


# Whoever tries old addresses must not learn from them what hidden pages are called.
_WERE_SEEN = (Status.PUBLIC, Status.PASSWORD)


def _redirect(desk: Desk, page: SourcePage, new: Any, made: list[Any]) -> list[str]:
    if page.status not in _WERE_SEEN:
        return []
    rows = desk.redirects.to_page(addresses_of(page), new)
    made += [(MadeKind.REDIRECT, str(row.pk), {}) for row in rows]
    return [row.old_path for row in rows]


def _remember(desk: Desk, item: ImportItem, made: list[tuple[str, str, dict[str, Any]]]) -> None:
    rows = [
        ImportMade(run=desk.run, item=item, kind=kind, key=key, before=before) for kind, key, before in made
    ]
    ImportMade.objects.bulk_create(rows)


def _note_failure(desk: Desk, page: SourcePage, known: ImportItem | None, why: str) -> None:
    plan = Plan(PlanKind(known.kind) if known and known.kind else PlanKind.PAGE, 0, page.title)
    written = Written(ItemState.FAILED, said=[Notice("failed", why)])
    if known and known.page_id:
        # With the digest that it had, it is tried again.
        written = replace(written, state=ItemState(known.state), digest=known.digest)
    keep(desk, page, plan, known, written)
