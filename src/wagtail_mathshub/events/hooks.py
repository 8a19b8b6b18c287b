"""What this slice gives to blocks."""

from __future__ import annotations

from wagtail_mathshub.blocks.listings import EventListBlock
from wagtail_mathshub.blocks.lists import register_source
from wagtail_mathshub.events.listing import list_source


def connect() -> None:
    """Answer the blocks that list events."""
    register_source(EventListBlock.source, list_source)
