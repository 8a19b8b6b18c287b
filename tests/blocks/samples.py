"""Every block that a page may hold, with good sample values as they are stored."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from wagtail_mathshub.blocks.body import BodyBlock

BODY = BodyBlock()
BLOCKS = dict(BODY.child_blocks)


def sample(name: str) -> Any:
    """The stored form of a block's own preview value."""
    block = BLOCKS[name]
    return block.get_prep_value(block.get_preview_value())


def stream(*items: tuple[str, Any]) -> list[dict[str, Any]]:
    """The stored form of a body with these blocks."""
    return [
        {"type": name, "id": f"{number:08x}-0000-4000-8000-000000000000", "value": value}
        for number, (name, value) in enumerate(items, start=1)
    ]


def empty(name: str) -> Any:
    """The stored form of a block that was added and never filled in."""
    block = BLOCKS[name]
    return block.get_prep_value(block.get_default())


def every_string(value: Any, text: str) -> Any:
    """The same value with `text` in the place of every string."""
    if isinstance(value, str):
        return text
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if key in ("type", "id")}
        return {key: kept.get(key, every_string(inner, text)) for key, inner in value.items()}
    return [every_string(inner, text) for inner in value] if isinstance(value, list) else value


def is_struct(name: str) -> bool:
    """Whether the block has fields of its own."""
    return isinstance(BLOCKS[name], blocks.StructBlock)
