"""Links to pages of the old site that came later than the page that holds them."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_mathshub.importing.applying.bodies import Writer
from wagtail_mathshub.importing.applying.items import Desk
from wagtail_mathshub.importing.applying.snapshots import snapshot, untouched
from wagtail_mathshub.importing.tables import ImportItem


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
    changed = {name for name in ours if _rewrite(page, name, writer)}
    item.open_links = [link for link in item.open_links if not desk.book.page(link)]
    if changed:
        _save(desk, page, is_ours=len(ours) == len(item.applied))
        item.applied = item.applied | snapshot(page, changed)
        item.indexed = False
    item.save(update_fields=["open_links", "applied", "indexed"])
    return bool(changed)


def _rewrite(page: Any, name: str, writer: Writer) -> bool:
    column = page._meta.get_field(name)
    if not column.concrete or column.is_relation or not isinstance(column.value_to_string(page), str):
        return False
    before = column.value_to_string(page)
    if hasattr(column, "stream_block"):
        raw = writer.links_only(list(getattr(page, name).raw_data))
        setattr(page, name, column.to_python(raw))
    elif isinstance(getattr(page, name), str):
        setattr(page, name, writer.rich_text(getattr(page, name)))
    return column.value_to_string(page) != before


def _save(desk: Desk, page: Any, *, is_ours: bool) -> None:
    if page.live and not page.has_unpublished_changes:
        page.save()
    if is_ours:
        # The import's own revision again, with the links: nobody needs the one without.
        page.latest_revision.content = page.serializable_data()
        page.latest_revision.save(update_fields=["content"])
    else:
        page.save_revision(user=desk.user, clean=False)
