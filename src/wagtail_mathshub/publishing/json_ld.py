"""Structured data inside a page: JSON that cannot close its script element."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

CONTEXT = "https://schema.org"
ESCAPES = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def json_ld_script(data: Any) -> SafeString:
    """The script element that holds `data` as JSON-LD; "" for none."""
    if not data:
        return mark_safe("")
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - every < > & is escaped


def graph_script(things: list[dict[str, Any]] | None) -> SafeString:
    """The one script element that holds all that a page says of itself; "" for nothing."""
    return json_ld_script({"@context": CONTEXT, "@graph": things} if things else None)


def stated(thing: dict[str, Any]) -> dict[str, Any]:
    """The properties of `thing` that say something: nought and false do, nothing and empty texts do not."""
    return {name: value for name, value in thing.items() if value is not None and value not in ("", [], {})}


def first_or_all(values: list[Any]) -> Any:
    """A single value by itself, several as a list, None for none."""
    return values[0] if len(values) == 1 else values or None
