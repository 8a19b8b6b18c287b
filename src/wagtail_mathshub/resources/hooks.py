"""What this slice gives to blocks."""

from __future__ import annotations

from wagtail_mathshub.blocks.listings import ResourceListBlock
from wagtail_mathshub.blocks.lists import register_source
from wagtail_mathshub.resources.listing import list_source


def connect() -> None:
    """Answer the blocks that list resources."""
    register_source(ResourceListBlock.source, list_source)
