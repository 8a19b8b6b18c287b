"""What this room gives to blocks."""

from __future__ import annotations

from wagtail_mathshub.organisations.queries import organisations_by_key
from wagtail_mathshub.publishing.references import register_kind


def connect() -> None:
    """Find the schools and venues that blocks point to."""
    register_kind("organisation", organisations_by_key)
