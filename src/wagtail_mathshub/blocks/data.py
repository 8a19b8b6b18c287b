"""Blocks as plain data: what a stored value points to, and what it becomes for templates and the API.

Both are read from the stored JSON, so that a body of any length costs a few queries and no model
instances. The templates of the blocks and the API show the same data.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from wagtail_mathshub.blocks.prose import prose
from wagtail_mathshub.publishing import rich_text
from wagtail_mathshub.publishing.references import DOCUMENT, IMAGE, PAGE, Found, Wanted

CHOOSERS = {ImageChooserBlock: IMAGE, DocumentChooserBlock: DOCUMENT, blocks.PageChooserBlock: PAGE}

# What nobody has written into these is empty text.
WRITTEN = (blocks.CharBlock, blocks.TextBlock, blocks.URLBlock, blocks.EmailBlock, blocks.ChoiceBlock)


def kind_of(block: blocks.Block) -> str | None:
    """The kind of reference that a chooser holds; None for a block that is no chooser."""
    for chooser, kind in CHOOSERS.items():
        if isinstance(block, chooser):
            return kind
    if isinstance(block, SnippetChooserBlock):
        return str(block.target_model._meta.model_name)
    return None


def collect(block: blocks.Block, raw: Any, wanted: Wanted) -> None:
    """Want everything that the stored value `raw` of `block` points to."""
    if raw is None:
        return
    own: Callable[..., None] | None = getattr(block, "collect", None)
    if own is not None:
        own(raw, wanted)
    elif kind := kind_of(block):
        wanted.add(kind, raw)
    elif isinstance(block, blocks.RichTextBlock):
        rich_text.collect(str(raw), wanted)
    else:
        for child, value in children(block, raw):
            collect(child, value, wanted)


def represent(block: blocks.Block, raw: Any, found: Found) -> Any:
    """What the stored value `raw` of `block` becomes; None where there is nothing to show."""
    own: Callable[..., Any] | None = getattr(block, "represent", None)
    if own is not None:
        return None if raw is None else own(raw, found)
    if kind := kind_of(block):
        return found.get(kind, raw)
    if isinstance(block, blocks.RichTextBlock):
        return prose(str(raw or ""), found)
    if isinstance(block, blocks.ListBlock):
        shown = (represent(block.child_block, value, found) for value in _items(raw))
        return [value for value in shown if value is not None]
    if isinstance(block, blocks.StreamBlock):
        return represent_stream(block, raw, found)
    if isinstance(block, blocks.StructBlock):
        return represent_struct(block, raw, found)
    if raw is None and isinstance(block, WRITTEN):
        return ""
    return str(raw) if isinstance(raw, Decimal) else raw


def represent_struct(block: blocks.BaseStructBlock, raw: Any, found: Found) -> dict[str, Any]:
    """The children of a struct by name. What was never stored has the block's default."""
    return {
        name: represent(child, _stored(child, raw, name), found) for name, child in block.child_blocks.items()
    }


def represent_stream(block: blocks.BaseStreamBlock, raw: Any, found: Found) -> list[dict[str, Any]]:
    """`{type, id, value}` of each child that has anything to show."""
    shown = []
    for item in raw or []:
        child = block.child_blocks.get(item["type"])
        value = _represent_item(child, item, found) if child else None
        if value is not None:
            shown.append({"type": item["type"], "id": item.get("id") or "", "value": value})
    return shown


def _represent_item(child: blocks.Block, item: dict[str, Any], found: Found) -> Any:
    own: Callable[..., Any] | None = getattr(child, "represent_item", None)
    return own(item, found) if own is not None else represent(child, item["value"], found)


def _stored(child: blocks.Block, raw: Any, name: str) -> Any:
    return raw[name] if name in raw else child.get_prep_value(child.get_default())


def _items(raw: Any) -> list[Any]:
    # A list's items are stored as {type, value, id}, and were stored bare by older versions of Wagtail.
    return [item["value"] if _is_wrapped(item) else item for item in raw or []]


def _is_wrapped(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def children(block: blocks.Block, raw: Any) -> list[tuple[blocks.Block, Any]]:
    if isinstance(block, blocks.ListBlock):
        return [(block.child_block, value) for value in _items(raw)]
    if isinstance(block, blocks.StreamBlock):
        known = block.child_blocks
        return [(known[item["type"]], item["value"]) for item in raw if item["type"] in known]
    if isinstance(block, blocks.StructBlock):
        return [(child, raw.get(name)) for name, child in block.child_blocks.items()]
    return []
