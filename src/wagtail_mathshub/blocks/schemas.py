"""The shape of a body for the API: one model for each block, told apart by `type`."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, create_model
from wagtail import blocks

from wagtail_mathshub.blocks.base import DataBlock


class ItemShape(BaseModel):
    """A block of a body."""

    id: str = Field(description="The block's own id; it stays when the block is edited or moved.")


def item_shape(name: str, block: blocks.Block, kind: str = "") -> type[BaseModel]:
    """The model of one block in a stream: its type, its id and its value. `kind` goes into its name."""
    value: Any = block.schema if isinstance(block, DataBlock) else str
    words = "".join(part.title() for part in name.split("_"))
    description = str(getattr(block.meta, "description", "") or block.__doc__ or block.label)
    fields: dict[str, Any] = {
        "type": (Literal.__getitem__(name), ...),
        "value": (value, Field(description="HTML." if value is str else "")),
    }
    return create_model(f"{words}{kind}Item", __base__=ItemShape, __doc__=description, **fields)


def stream_shape(stream: blocks.BaseStreamBlock, kind: str = "") -> Any:
    """The union of the blocks that a stream may hold, told apart by `type`. Each stream needs a `kind` of its own."""
    shapes = [item_shape(name, block, kind) for name, block in stream.child_blocks.items()]
    # A union that only exists at run time.
    return Annotated[reduce(or_, shapes), Field(discriminator="type")]  # ty: ignore[invalid-type-form]
