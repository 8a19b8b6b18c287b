"""Text as every database and every feed takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from wagtail_mathshub.importing.reading.characters import without_controls


def storable(value: Any) -> Any:
    """The value with all text in it, however deep, free of characters that PostgreSQL or XML refuse."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, Mapping):
        return {name: storable(entry) for name, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(storable(entry) for entry in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: storable(getattr(value, field.name)) for field in fields(value)})
    return value
