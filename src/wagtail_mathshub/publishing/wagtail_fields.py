"""Fields of Wagtail's own APIs that show plain data made elsewhere, in the shapes of the package's API.

Wagtail reads `api_fields` when it starts, in its API v3 even where that is not installed. A name may
stand twice in them: once as a column that may be written, and once with the data that is read; a
serializer wins on reading, and what has one is never written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from rest_framework.fields import Field
from wagtail.api import APIField


class Source(Protocol):
    """Where a field's value comes from."""

    def value(self, row: Any, key: str, others: list[Any], /) -> Any:
        """The value of `key` for `row`; `others` are shown with it, and may be read with it."""


class ShownField(Field):
    """Reads one key of a row's data. Each has a class of its own, whose annotation v3 describes."""

    source_of_data: Source
    key: str

    def get_attribute(self, instance: Any) -> Any:
        """The row itself: its data are made of more than one column."""
        return instance

    def shown(self, row: Any) -> Any:
        """The value, looked up for all rows of a list at once."""
        rows = getattr(self.root, "instance", None)
        others = list(rows) if rows is not None and hasattr(rows, "__iter__") else []
        return self.source_of_data.value(row, self.key, others)


def shown(name: str, source: Source, annotation: Any, *, key: str = "") -> APIField:
    """A field that is only read: `key` (or else `name`) of what `source` says of a row."""

    def to_representation(self: ShownField, row: Any) -> Any:
        return self.shown(row)

    to_representation.__annotations__ = {"return": annotation}
    attributes = {"source_of_data": source, "key": key or name, "to_representation": to_representation}
    return APIField(name, serializer=type("ShownField", (ShownField,), attributes)())


def written(*names: str) -> list[APIField]:
    """Columns that v3 may write; those that are not shown in another way are read as they are stored."""
    return [APIField(name, writable=True) for name in names]


def shown_keys(source: Source, annotations: Mapping[str, Any], keys: Iterable[str]) -> list[APIField]:
    """A field for each of `keys`, under its own name."""
    return [shown(key, source, annotations[key]) for key in keys]
