"""What this slice gives to blocks."""

from __future__ import annotations

from wagtail_mathshub.blocks.listings import JobListBlock
from wagtail_mathshub.blocks.lists import register_source
from wagtail_mathshub.jobs.listing import list_source


def connect() -> None:
    """Answer the blocks that list jobs."""
    register_source(JobListBlock.source, list_source)
