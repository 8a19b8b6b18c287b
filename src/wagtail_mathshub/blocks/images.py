"""Pictures with what they show, by themselves and in galleries."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from wagtail_mathshub.blocks import samples
from wagtail_mathshub.blocks.samples import SampledBlock
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.publishing.shapes import ImageShape

FEWEST, MOST = 2, 24


class CaptionedImageShape(BaseModel):
    """A picture with its words."""

    image: ImageShape
    alt: str = Field(description="What it shows; empty for decoration.")
    decorative: bool
    caption: str
    credit: str = Field(description="Who made it.")


class GalleryShape(BaseModel):
    """Pictures that belong together."""

    title: str
    images: list[CaptionedImageShape]


def sample_image() -> dict[str, Any]:
    """A picture for the preview."""
    return {
        "image": samples.image(),
        "alt": _now("Three rows of four counters."),
        "caption": _now("Three fours, or four threes?"),
        "credit": _now("Photo: Robin Marsh"),
    }


def sample_gallery() -> dict[str, Any]:
    """Pictures for the preview."""
    return {"title": _now("From our spring workshop"), "images": [sample_image() for _number in range(2)]}


class CaptionedImageBlock(SampledBlock):
    """A picture with words for those who cannot see it, or marked as decoration."""

    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("what it shows"),
        required=False,
        default="",
        max_length=300,
        help_text=_(
            "One sentence for people who cannot see it: say what matters here, like "
            "“Three rows of four counters”. Needed unless the picture is decoration."
        ),
    )
    decorative = blocks.BooleanBlock(
        label=_("it is only decoration"),
        required=False,
        help_text=_("Tick this if a reader who cannot see the picture misses nothing."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, default="", max_length=300)
    credit = blocks.CharBlock(
        label=_("credit"),
        required=False,
        default="",
        max_length=200,
        help_text=_("Like: Photo: Robin Marsh."),
    )
    schema = CaptionedImageShape

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with a caption, and words for people who cannot see it.")
        template = "wagtail_mathshub/blocks/image.html"
        preview_value = staticmethod(sample_image)

    def clean(self, value: Any) -> Any:
        """Ask for one of the two: words, or that none are needed."""
        cleaned = super().clean(value)
        words = cleaned["alt"].strip()
        if not words and not cleaned["decorative"]:
            raise _refused(
                _("Say in one sentence what the picture shows, or tick that it is only decoration.")
            )
        if words and cleaned["decorative"]:
            raise _refused(_("Decoration has no words: empty this, or untick that it is only decoration."))
        return cleaned

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where the image has been deleted, is private, or its file is gone."""
        shown = super().represent(raw, found) or {}
        if not (shown["image"] and shown["image"]["renditions"].get("medium")):
            return None
        decorative = bool(shown["decorative"])
        alt = "" if decorative else shown["alt"].strip()
        return shown | {"alt": alt, "decorative": decorative}


class GalleryBlock(SampledBlock):
    """Pictures that belong together, as a list."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    images = blocks.ListBlock(CaptionedImageBlock(), label=_("images"), min_num=FEWEST, max_num=MOST)
    schema = GalleryShape

    class Meta:
        icon = "grid"
        label = _("Gallery")
        description = _("From 2 to 24 pictures that belong together.")
        template = "wagtail_mathshub/blocks/gallery.html"
        preview_value = staticmethod(sample_gallery)

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where none of the images is left."""
        shown = super().represent(raw, found)
        return shown if shown and shown["images"] else None


def _refused(message: Any) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={"alt": ValidationError(message)})
