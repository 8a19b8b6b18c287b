"""Links to pages of the old site that came later than the page that holds them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.fields import RichTextField, StreamField

from wagtail_mathshub.importing.applying.bodies import Writer
from wagtail_mathshub.importing.applying.desk import Desk
from wagtail_mathshub.importing.applying.rich_places import with_rich_text
from wagtail_mathshub.importing.applying.snapshots import snapshot, untouched
from wagtail_mathshub.importing.applying.updating import save_as_revision
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, MadeKind


def relink(desk: Desk) -> int:
    """Turn links whose pages are there by now into page links; how many pages had any."""
    rows = ImportItem.objects.filter(site=desk.run.site, source_key=desk.source_key, page__isnull=False)
    keys = rows.exclude(open_links=[]).order_by("order", "pk").values_list("pk", "open_links")
    ready = [key for key, links in keys.iterator() if any(desk.book.page(link) for link in links)]
    return sum(_relink_item(desk, key) for key in ready)


@transaction.atomic
def _relink_item(desk: Desk, key: int) -> bool:
    item = ImportItem.objects.select_related("page").get(pk=key)
    page = item.page.specific.get_latest_revision_as_object()
    writer = Writer(desk.library, desk.book, "", {})
    ours = untouched(page, item.applied)
    changed = {name for name in ours if desk.has(page) and _rewrite(page, name, writer)}
    item.open_links = [link for link in item.open_links if not desk.book.page(link)]
    if changed:
        _save(desk, item, page, is_ours=len(ours) == len(item.applied))
        item.applied = item.applied | snapshot(page, changed)
        item.indexed = False
    item.save(update_fields=["open_links", "applied", "indexed"])
    return bool(changed)


def _rewrite(page: Any, name: str, writer: Writer) -> bool:
    column = page._meta.get_field(name)
    if column.concrete:
        return _rewrite_column(page, column, writer)
    rows = list(getattr(page, name).all())
    changed = [_rewrite_column(row, field, writer) for row in rows for field in row._meta.concrete_fields]
    if any(changed):
        setattr(page, name, rows)
    return any(changed)


def _rewrite_column(row: Any, column: Any, writer: Writer) -> bool:
    if not isinstance(column, (StreamField, RichTextField)):
        return False
    before = column.value_to_string(row)
    value = getattr(row, column.name)
    if isinstance(column, StreamField):
        raw = with_rich_text(column.stream_block, list(value.raw_data), writer.rich_text)
        setattr(row, column.name, column.to_python(raw))
    else:
        setattr(row, column.name, writer.rich_text(value))
    return column.value_to_string(row) != before


def _save(desk: Desk, item: ImportItem, page: Any, *, is_ours: bool) -> None:
    if _is_of_this_run(desk, item) and is_ours:
        _save_in_place(page)
        return
    before = {"revision": page.latest_revision_id, "applied": item.applied, "live": page.live}
    save_as_revision(page, desk.user)
    if not _is_of_this_run(desk, item):
        ImportMade.objects.create(
            run=desk.run, item=item, kind=MadeKind.CHANGE, key=str(page.pk), before=before
        )


def _is_of_this_run(desk: Desk, item: ImportItem) -> bool:
    """Whether undoing the run already takes the page's present text back."""
    changes = ImportMade.objects.filter(run=desk.run, item=item, kind=MadeKind.CHANGE)
    return item.first_run_id == desk.run.pk or changes.exists()


def _save_in_place(page: Any) -> None:
    """The import's own revision again, with the links: nobody needs the one without."""
    if page.live and not page.has_unpublished_changes:
        page.save()
    page.latest_revision.content = page.serializable_data()
    page.latest_revision.save(update_fields=["content"])
