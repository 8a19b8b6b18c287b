"""A small front end that builds bodies again from the API's data alone: it knows no model and no template."""

from __future__ import annotations

from html import escape
from typing import Any

# Keys that say how a thing is shown, and nothing that is read.
NOT_READ = {
    *("anchor", "size", "kind", "id", "type", "slug", "key", "shade", "labels", "is_hollow", "is_llme"),
    *("media_type", "width", "height", "first_column_is_heading", "who", "latex", "spoken", "svg"),
    *("step", "smaller_step", "start", "end", "value", "decorative", "captions", "language"),
}
ADDRESSES = {"url", "frame", "src", "poster"}


def shown(items: list[dict[str, Any]]) -> str:
    """A page for a body."""
    return "".join(f'<section class="{item["type"]}">{_value(item["value"])}</section>' for item in items)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(_field(name, inner) for name, inner in value.items())
    if isinstance(value, list):
        return "".join(f"<div>{_value(inner)}</div>" for inner in value)
    text = "" if value is None else str(value)
    return text if text.lstrip().startswith("<") else escape(text)


def _field(name: str, value: Any) -> str:
    if name in ADDRESSES and isinstance(value, str):
        return f'<a href="{escape(value)}">{escape(value)}</a>' if value else ""
    if name in NOT_READ and not isinstance(value, (dict, list)):
        return ""
    return f'<div class="{name}">{_value(value)}</div>'
