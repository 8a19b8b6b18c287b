"""What search and usage know of imported pages, written together once they are all there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import transaction
from modelsearch.backends import get_search_backends
from wagtail.models import ReferenceIndex

from wagtail_mathshub.importing.tables import ImportItem

CHUNK = 100


def index_new(site: Any, source_key: str) -> int:
    """Index all pages of this source that no index knows yet; how many there were."""
    count = 0
    for items in _chunks(site, source_key):
        with transaction.atomic():
            _index([item.page_id for item in items if item.page_id])
            ImportItem.objects.filter(pk__in=[item.pk for item in items]).update(indexed=True)
        count += len(items)
    return count


def _chunks(site: Any, source_key: str) -> Iterator[list[ImportItem]]:
    waiting = ImportItem.objects.filter(site=site, source_key=source_key, indexed=False, page__isnull=False)
    while items := list(waiting.order_by("pk").only("pk", "page_id")[:CHUNK]):
        yield items


def _index(keys: list[int]) -> None:
    base: Any = ImportItem._meta.get_field("page").related_model
    bare: list[Any] = sorted(
        base.objects.filter(pk__in=keys).select_related("content_type"), key=attrgetter("content_type_id")
    )
    for _content_type, pages in groupby(bare, key=attrgetter("content_type_id")):
        of_class = list(pages)
        model = of_class[0].specific_class
        rows = list(model.get_indexed_objects().filter(pk__in=[page.pk for page in of_class]))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, rows)
        for row in rows:
            ReferenceIndex.create_or_update_for_object(row)
