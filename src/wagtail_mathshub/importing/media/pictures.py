"""Opens pictures within limits, so that a small file cannot fill the memory."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageFile

from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.media_files import MediaFile
from wagtail_mathshub.importing.refusals import MediaRefused

# The formats of file_formats, and what Pillow calls them.
PICTURES = {
    "png": "PNG",
    "jpeg": "JPEG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
    "tiff": "TIFF",
    "bmp": "BMP",
    "heic": "HEIF",
}
# A moving picture may have so many times the pixels of one that stands still, in all its frames.
_FRAMES_FACTOR = 10
# Up to here a picture is decoded to see whether it is whole. The reader of WebP takes 16 bytes for a pixel.
_PIXELS_DECODED = 4_000_000


def check_picture(file: MediaFile, format: str, limits: Limits) -> None:
    """MediaRefused where a picture is damaged, or has more pixels than `limits` allow."""
    try:
        # Only the reader of this format: the bytes choose no other.
        with Image.open(io.BytesIO(file.content), formats=[PICTURES[format]]) as picture:
            _check_size(picture, file.name, limits)
            _check_whole(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(file.name, limits) from None
    except MediaRefused:
        raise
    except Exception:  # Readers of pictures raise all kinds of errors on damaged ones.
        raise MediaRefused(
            _("The picture {name} is damaged and cannot be opened.").format(name=file.name)
        ) from None


def _check_size(picture: ImageFile.ImageFile, name: str, limits: Limits) -> None:
    pixels = picture.width * picture.height
    if pixels > limits.image_pixels:
        raise _too_many_pixels(name, limits)
    if pixels * getattr(picture, "n_frames", 1) > limits.image_pixels * _FRAMES_FACTOR:
        raise MediaRefused(_("{name} moves through too many pictures.").format(name=name))


def _check_whole(picture: ImageFile.ImageFile) -> None:
    if picture.format == "PNG":
        # All checksums, without unpacking.
        picture.verify()
        return
    # A JPEG can be decoded at an eighth of its size; the others cannot.
    picture.draft("RGB", (1, 1))
    if picture.width * picture.height <= _PIXELS_DECODED:
        picture.load()


def _too_many_pixels(name: str, limits: Limits) -> MediaRefused:
    return MediaRefused(
        _("{name} has more than {most} million pixels. Make it smaller and add it by hand.").format(
            name=name, most=limits.image_pixels // 1_000_000
        )
    )
