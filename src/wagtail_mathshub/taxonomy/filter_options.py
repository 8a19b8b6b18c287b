"""The options of a filter as links: what each is called, how much it would leave, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Option:
    """One option. The address of one that is chosen takes it away again."""

    key: str
    label: str
    count: int
    is_chosen: bool
    address: str


def options(
    name: str, choices: Iterable[tuple[str, Any]], counts: Mapping[str, int], query: Mapping[str, str]
) -> list[Option]:
    """The choices (key and label) of the filter `name`; `query` is all that is set, which the links keep."""
    return [
        Option(key, str(label), counts.get(key, 0), query.get(name) == key, _address(name, key, query))
        for key, label in choices
    ]


def _address(name: str, key: str, query: Mapping[str, str]) -> str:
    others = {other: value for other, value in query.items() if other != name}
    chosen = {} if query.get(name) == key else {name: key}
    return f"?{urlencode(others | chosen)}"
