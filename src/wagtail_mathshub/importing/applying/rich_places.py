"""Where a stream holds rich text: the only text in which an anchor is a link, and not words about one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock

Change = Callable[[str], str]


def with_rich_text(block: Block, raw: Any, change: Change) -> Any:
    """The stored JSON of `block` with its rich text changed, and all else as it was."""
    if isinstance(block, RichTextBlock):
        return change(raw) if isinstance(raw, str) else raw
    if isinstance(block, StreamBlock) and isinstance(raw, list):
        return [_of_stream(block, child, change) for child in raw]
    if isinstance(block, ListBlock) and isinstance(raw, list):
        return [_of_list(block, entry, change) for entry in raw]
    if isinstance(block, StructBlock) and isinstance(raw, dict):
        inner = block.child_blocks
        return {
            name: with_rich_text(inner[name], value, change) if name in inner else value
            for name, value in raw.items()
        }
    return raw


def _of_stream(block: StreamBlock, child: Any, change: Change) -> Any:
    inner = block.child_blocks.get(child.get("type")) if isinstance(child, dict) else None
    return child if inner is None else child | {"value": with_rich_text(inner, child["value"], change)}


def _of_list(block: ListBlock, entry: Any, change: Change) -> Any:
    if isinstance(entry, dict) and entry.get("type") == "item":
        return entry | {"value": with_rich_text(block.child_block, entry.get("value"), change)}
    return with_rich_text(block.child_block, entry, change)
