"""What this room gives to blocks."""

from __future__ import annotations

from wagtail_mathshub.blocks.lists import register_source
from wagtail_mathshub.blocks.people import PEOPLE
from wagtail_mathshub.people.queries import list_source


def connect() -> None:
    """Answer the blocks that list people."""
    register_source(PEOPLE, list_source)
