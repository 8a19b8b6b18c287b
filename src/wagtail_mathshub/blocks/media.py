"""Blocks of pictures, files and things shown from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

from wagtail_mathshub.blocks.base import DataBlock


class CaptionedImageBlock(DataBlock):
    """A picture with words for those who cannot see it, or marked as decoration."""

    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("what it shows"),
        required=False,
        max_length=300,
        help_text=_("One sentence for people who cannot see it. Empty: the picture is decoration."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "wagtail_mathshub/blocks/image.html"


class DownloadBlock(DataBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(
        label=_("link text"), required=False, max_length=200, help_text=_("Empty: the file's own title.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Download")
        template = "wagtail_mathshub/blocks/download.html"


class ShownFromElsewhereBlock(DataBlock):
    """A video or another thing that lives on another website."""

    embed = EmbedBlock(label=_("address"))
    title = blocks.CharBlock(label=_("what it is"), max_length=200)

    class Meta:
        icon = "media"
        label = _("Video or embed")
        template = "wagtail_mathshub/blocks/embed.html"
