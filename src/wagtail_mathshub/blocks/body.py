"""The body of a page: which blocks an editor may put there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_mathshub.blocks.base import DataStreamBlock
from wagtail_mathshub.blocks.media import CaptionedImageBlock, DownloadBlock, ShownFromElsewhereBlock
from wagtail_mathshub.blocks.people import PeopleListBlock
from wagtail_mathshub.blocks.text import RICH_TEXT_FEATURES, HeadingBlock, QuoteBlock


class BodyBlock(DataStreamBlock):
    """Headings, text, pictures, files, embeds and quotes in any order."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=RICH_TEXT_FEATURES)
    image = CaptionedImageBlock()
    download = DownloadBlock()
    embed = ShownFromElsewhereBlock()
    quote = QuoteBlock()
    people_list = PeopleListBlock()

    class Meta:
        required = False
