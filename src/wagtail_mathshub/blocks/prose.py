"""Rich text for readers: links checked, inline maths drawn."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from wagtail_mathshub.blocks.inline_maths import with_maths
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.publishing.rich_text import expand


def prose(html: str, found: Found) -> SafeString:
    """Stored rich text as HTML (or XHTML for a feed), with links only to what a visitor may see."""
    return mark_safe(with_maths(expand(html, found), xml=found.viewpoint.xml))  # noqa: S308 - cleaned by expand
