"""The sizes in which images are shown, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from wagtail.images import get_image_model

from wagtail_mathshub.publishing.reading import once
from wagtail_mathshub.publishing.visibility import in_public_collections

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint

SIZES = {"small": "width-400", "medium": "width-800", "large": "width-1600", "thumbnail": "fill-320x180"}
# As large as the sites show it that make a card of a link.
CARD = "fill-1200x630"


def images(keys: set[int], viewpoint: Viewpoint) -> dict[int, dict[str, Any]]:
    """Each image with its renditions by name, for those of `keys` whose collection is public."""
    found = _with_renditions(keys)
    for image in found:
        once(("image", image.pk), lambda image=image: image)
    return {image.pk: shape_of(image, viewpoint) for image in found}


def card_image(page: Any, viewpoint: Viewpoint) -> dict[str, Any] | None:
    """`{url, width, height, alt}` of the page's picture as cards of links show it.

    None without a picture, and for one in a private collection. The page keeps the image that was
    found with all its renditions, so that a template asks for neither again.
    """
    key = getattr(page, "lead_image_id", None)
    image = once(("image", key), lambda: next(iter(_with_renditions({key})), None)) if key else None
    if image is None:
        return None
    page.lead_image = image
    rendition = _rendition(image, CARD)
    return _shape(rendition, image.default_alt_text, viewpoint) if rendition else None


def _with_renditions(keys: set[int]) -> list[Any]:
    # The images come along with their renditions; only one that has none yet takes a query more.
    model = get_image_model()
    public = in_public_collections(model.objects.filter(pk__in=keys))
    renditions = model.get_rendition_model().objects.filter(
        image__in=public.order_by(), filter_spec__in=[*SIZES.values(), CARD]
    )
    found: dict[int, Any] = {}
    for row in renditions.select_related("image"):
        image = found.setdefault(row.image_id, row.image)
        image.prefetched_renditions = [*getattr(image, "prefetched_renditions", []), row]
    missing = keys - set(found)
    for image in public.filter(pk__in=missing) if missing else ():
        # Known to have none: Wagtail need not ask its cache, where those of a deleted image may be.
        image.prefetched_renditions = []
        found[image.pk] = image
    return list(found.values())


def shape_of(image: Any, viewpoint: Viewpoint) -> dict[str, Any]:
    """`{id, alt, renditions}` of one image; a rendition whose file cannot be made is left out."""
    alt = image.default_alt_text
    shaped = {}
    made = _renditions(image)
    for name, spec in SIZES.items():
        rendition = made.get(spec)
        if rendition is not None:
            shaped[name] = _shape(rendition, alt, viewpoint)
    return {"id": image.pk, "alt": alt, "renditions": shaped}


def _shape(rendition: Any, alt: str, viewpoint: Viewpoint) -> dict[str, Any]:
    url = media_address(rendition.url, viewpoint)
    return {"url": url, "width": rendition.width, "height": rendition.height, "alt": alt}


def media_address(url: str, viewpoint: Viewpoint) -> str:
    """The address of a file: absolute where asked for."""
    if not viewpoint.absolute or viewpoint.site is None:
        return url
    return urljoin(viewpoint.site.root_url + "/", url)


def _renditions(image: Any) -> dict[str, Any]:
    # All at once, since Wagtail then writes none to the cache that came with the image.
    try:
        return image.get_renditions(*SIZES.values())
    except (OSError, ValueError):
        return {spec: _rendition(image, spec) for spec in SIZES.values()}


def _rendition(image: Any, spec: str) -> Any | None:
    try:
        return image.get_rendition(spec)
    except (OSError, ValueError):  # The original is gone, or is no image.
        return None
