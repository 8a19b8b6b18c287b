"""What this room gives to blocks."""

from __future__ import annotations

from wagtail_mathshub.blocks.lists import register_source
from wagtail_mathshub.blocks.people import PEOPLE
from wagtail_mathshub.people.queries import list_source, people_by_key
from wagtail_mathshub.publishing.references import register_kind


def connect() -> None:
    """Answer the blocks that list people, and find those that blocks point to."""
    register_source(PEOPLE, list_source)
    register_kind("person", people_by_key)
