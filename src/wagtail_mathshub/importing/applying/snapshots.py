"""What an import has written on a page, so that a later one can tell what somebody has changed since."""

from __future__ import annotations

from typing import Any

import orjson
from django.core.serializers.json import DjangoJSONEncoder

from wagtail_mathshub.importing.tables import ImportItem

_ENCODER = DjangoJSONEncoder()
# Columns of a child row that follow from others, or say only where the row is stored.
_OF_STORAGE = frozenset({"pk", "id", "page", "sort_order", "starts_at", "ends_at", "kept_name"})


def snapshot(page: Any, names: Any) -> dict[str, Any]:
    """The present values of the columns, relations and rows `names`, as plain data."""
    data = page.serializable_data()
    return {name: _plain(data[name]) for name in names if name in data}


def untouched(page: Any, applied: dict[str, Any]) -> set[str]:
    """Which of the values that were `applied` the page still holds."""
    now = snapshot(page, applied)
    return {name for name, value in applied.items() if name in now and now[name] == value}


def is_edited(item: ImportItem, page: Any) -> bool:
    """Whether somebody has changed anything that the import has written."""
    return len(untouched(page.specific.get_latest_revision_as_object(), item.applied)) < len(item.applied)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if isinstance(value, dict):
        return {name: _plain(entry) for name, entry in value.items() if name not in _OF_STORAGE}
    if isinstance(value, str):
        return _stream(value)
    if value is None or isinstance(value, (int, float, bool)):
        return value
    return _ENCODER.default(value)


def _stream(text: str) -> Any:
    """The blocks of a stored stream, whose keys every database puts in an order of its own; other text as it is."""
    if not text.startswith("[{"):
        return text
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text
