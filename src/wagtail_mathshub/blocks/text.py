"""Blocks of text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_mathshub.blocks.base import DataBlock

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]


def heading_sizes() -> list[tuple[str, str]]:
    """The heading levels below a page's title."""
    return [("h2", str(_("Heading"))), ("h3", str(_("Smaller heading")))]


class HeadingBlock(DataBlock):
    """A heading below the page's title."""

    text = blocks.CharBlock(label=_("heading"), max_length=200)
    size = blocks.ChoiceBlock(label=_("size"), choices=heading_sizes, default="h2")

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "wagtail_mathshub/blocks/heading.html"


class QuoteBlock(DataBlock):
    """Somebody's words, with who said them."""

    text = blocks.TextBlock(label=_("quote"))
    source = blocks.CharBlock(label=_("who said it"), required=False, max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "wagtail_mathshub/blocks/quote.html"
