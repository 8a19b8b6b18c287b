"""The body of a page: which blocks an editor may put there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_mathshub.blocks.base import DataStreamBlock
from wagtail_mathshub.blocks.downloads import DownloadBlock, DownloadsBlock
from wagtail_mathshub.blocks.elsewhere import ShownFromElsewhereBlock
from wagtail_mathshub.blocks.images import CaptionedImageBlock, GalleryBlock
from wagtail_mathshub.blocks.interactive import InteractiveBlock
from wagtail_mathshub.blocks.people import PeopleListBlock
from wagtail_mathshub.blocks.text import RICH_TEXT_FEATURES, HeadingBlock, QuoteBlock
from wagtail_mathshub.blocks.video import VideoBlock


class BodyBlock(DataStreamBlock):
    """Headings, text, pictures, films, files, things to try out and quotes in any order."""

    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=RICH_TEXT_FEATURES)
    image = CaptionedImageBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    embed = ShownFromElsewhereBlock()
    interactive = InteractiveBlock()
    download = DownloadBlock()
    downloads = DownloadsBlock()
    quote = QuoteBlock()
    people_list = PeopleListBlock()

    class Meta:
        required = False
