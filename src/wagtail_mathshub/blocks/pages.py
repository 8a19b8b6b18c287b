"""What all bodies and texts of a page point to, found together."""

from __future__ import annotations

from typing import Any

from wagtail.fields import RichTextField, StreamField

from wagtail_mathshub.blocks.base import DataStreamBlock, stored
from wagtail_mathshub.publishing import rich_text
from wagtail_mathshub.publishing.references import Wanted


def collect_from(instance: Any, wanted: Wanted) -> None:
    """Want what the bodies and rich texts of one page or row point to."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, RichTextField):
            rich_text.collect(getattr(instance, field.attname) or "", wanted)
        elif isinstance(field, StreamField):
            value = getattr(instance, field.attname)
            if isinstance(value.stream_block, DataStreamBlock):
                value.stream_block.collect(stored(value), wanted)
