"""What this slice tells the rooms below it."""

from __future__ import annotations

from wagtail_mathshub.blocks.listings import JobListBlock
from wagtail_mathshub.blocks.lists import register_source
from wagtail_mathshub.jobs.listing import list_source
from wagtail_mathshub.jobs.queries import next_change
from wagtail_mathshub.publishing.moments import register_changes


def connect() -> None:
    """Say when they change by the clock, and answer the blocks that list jobs."""
    register_source(JobListBlock.source, list_source)
    register_changes(next_change)
