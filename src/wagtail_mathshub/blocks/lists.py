"""Blocks that list what other rooms hold. The rooms register where the rows come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail_mathshub.blocks.base import DataBlock
from wagtail_mathshub.publishing.references import Found, Viewpoint, Wanted, register_kind

KIND = "list:{source}"


@dataclass(frozen=True)
class ListRequest:
    """What one block asks a source for: filters as (name, value) pairs, and at most how many rows."""

    filters: tuple[tuple[str, Any], ...] = ()
    limit: int = 6

    def get(self, name: str) -> Any:
        """The value of a filter; None where it is not set."""
        return dict(self.filters).get(name)


Source = Callable[[list[ListRequest], Viewpoint], dict[ListRequest, list[dict[str, Any]]]]


def register_source(name: str, source: Source) -> None:
    """Let `source` answer all list blocks of that name at once: rows by request, as plain data."""

    def load(requests: set[ListRequest], viewpoint: Viewpoint) -> dict[ListRequest, list[dict[str, Any]]]:
        return source(sorted(requests, key=repr), viewpoint)

    register_kind(KIND.format(source=name), load)


class ListBlock(DataBlock):
    """A block whose rows come from a source."""

    source = ""

    def request_of(self, raw: dict[str, Any]) -> ListRequest:
        """What the stored value asks for."""
        raise NotImplementedError

    def collect(self, raw: dict[str, Any], wanted: Wanted) -> None:
        """Want the list beside what the value points to."""
        super().collect(raw, wanted)
        wanted.add(KIND.format(source=self.source), self.request_of(raw))

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The block's own fields, and the rows."""
        rows = found.get(KIND.format(source=self.source), self.request_of(raw)) or []
        return (super().represent(raw, found) or {}) | {"items": rows}
