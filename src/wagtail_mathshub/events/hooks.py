"""What this slice tells the rooms below it."""

from __future__ import annotations

from wagtail_mathshub.blocks.listings import EventListBlock
from wagtail_mathshub.blocks.lists import register_source
from wagtail_mathshub.events.listing import list_source
from wagtail_mathshub.events.queries import next_change
from wagtail_mathshub.publishing.moments import register_changes


def connect() -> None:
    """Say when they change by the clock, and answer the blocks that list events."""
    register_source(EventListBlock.source, list_source)
    register_changes(next_change)
