"""Pages of a source as JSON, to be kept and compared."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.source_pages import SourcePage, Status, Syntax

_TIMES = ("published_at", "modified_at")
_LISTS = ("aliases", "authors", "categories", "tags")


def to_json(page: SourcePage) -> dict[str, Any]:
    """The page as plain data."""
    data = asdict(page)
    for name in _TIMES:
        data[name] = data[name].isoformat() if data[name] else None
    return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}


def from_json(data: dict[str, Any]) -> SourcePage:
    """The page that `to_json` has made `data` of."""
    values = {field.name: data[field.name] for field in fields(SourcePage) if field.name in data}
    for name in _TIMES:
        values[name] = datetime.fromisoformat(values[name]) if values.get(name) else None
    for name in _LISTS:
        values[name] = tuple(values.get(name, ()))
    values["notices"] = tuple(Notice(**notice) for notice in values.get("notices", ()))
    values["status"], values["syntax"] = Status(values["status"]), Syntax(values["syntax"])
    return SourcePage(**values)


def digest_of(page: SourcePage) -> str:
    """A name for all that the source says of the page: 64 hexadecimal digits."""
    data = to_json(page)
    del data["notices"]
    return sha256(orjson.dumps(data, option=orjson.OPT_SORT_KEYS)).hexdigest()
