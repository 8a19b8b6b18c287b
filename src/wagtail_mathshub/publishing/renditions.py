"""The sizes in which images are shown, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from wagtail.images import get_image_model

from wagtail_mathshub.publishing.visibility import in_public_collections

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint

SIZES = {"small": "width-400", "medium": "width-800", "large": "width-1600", "thumbnail": "fill-320x180"}


def images(keys: set[int], viewpoint: Viewpoint) -> dict[int, dict[str, Any]]:
    """Each image with its renditions by name, for those of `keys` whose collection is public."""
    rows = in_public_collections(get_image_model().objects.filter(pk__in=keys))
    return {image.pk: shape_of(image, viewpoint) for image in rows.prefetch_renditions(*SIZES.values())}


def shape_of(image: Any, viewpoint: Viewpoint) -> dict[str, Any]:
    """`{id, alt, renditions}` of one image; a rendition whose file cannot be made is left out."""
    alt = image.default_alt_text
    shaped = {}
    for name, spec in SIZES.items():
        rendition = _rendition(image, spec)
        if rendition is not None:
            shaped[name] = {
                "url": media_address(rendition.url, viewpoint),
                "width": rendition.width,
                "height": rendition.height,
                "alt": alt,
            }
    return {"id": image.pk, "alt": alt, "renditions": shaped}


def media_address(url: str, viewpoint: Viewpoint) -> str:
    """The address of a file: absolute where asked for."""
    if not viewpoint.absolute or viewpoint.site is None:
        return url
    return urljoin(viewpoint.site.root_url + "/", url)


def _rendition(image: Any, spec: str) -> Any | None:
    try:
        return image.get_rendition(spec)
    except (OSError, ValueError):  # The original is gone, or is no image.
        return None
