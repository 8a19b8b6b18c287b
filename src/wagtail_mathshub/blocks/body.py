"""The body of a page: which blocks an editor may put there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_mathshub.blocks.media import CaptionedImageBlock, DownloadBlock, ShownFromElsewhereBlock
from wagtail_mathshub.blocks.text import RICH_TEXT_FEATURES, HeadingBlock, QuoteBlock


class BodyBlock(blocks.StreamBlock):
    """Headings, text, pictures, files, embeds and quotes in any order."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=RICH_TEXT_FEATURES)
    image = CaptionedImageBlock()
    download = DownloadBlock()
    embed = ShownFromElsewhereBlock()
    quote = QuoteBlock()

    class Meta:
        required = False
