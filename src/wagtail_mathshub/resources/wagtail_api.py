"""Collections of lessons in Wagtail's own APIs."""

from __future__ import annotations

from wagtail_mathshub.hubs.wagtail_api import PageSource, more_keys, page_fields
from wagtail_mathshub.resources.data import collection_data, collection_more
from wagtail_mathshub.resources.queries import card_rows
from wagtail_mathshub.resources.shapes import CollectionDetailShape, CollectionShape

COLLECTION = page_fields(
    PageSource(
        collection_data, collection_more, card_rows, more_keys(CollectionShape, CollectionDetailShape)
    ),
    CollectionDetailShape,
    *("intro", "period", "licence", "last_checked"),
)
