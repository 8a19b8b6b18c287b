"""Images as they stand in a line of words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.converting.addresses import Place
from wagtail_mathshub.importing.converting.document import Picture, Run
from wagtail_mathshub.importing.findings import Loss


@dataclass(frozen=True)
class InlinePicture:
    """A picture among words."""

    picture: Picture


def picture_of(given: dict[str, str], place: Place, href: str) -> InlinePicture | Run | Loss | None:
    """The picture of an `img`; its words where it stands for a sign; None for what nobody was to see."""
    names = given.get("class", "").split()
    alt = given.get("alt")
    if alt and "latex" in names:
        return Run(rf"\({alt}\)")
    if alt and ("emoji" in names or "wp-smiley" in names):
        return Run(alt)
    if _is_pixel(given):
        return None
    address = _address(given, place)
    if not address:
        said = alt or given.get("src", "")
        return Loss(_("a picture without an address"), said) if said else None
    return InlinePicture(Picture(address, alt if alt is None else " ".join(alt.split()), href=href))


def _address(given: dict[str, str], place: Place) -> str:
    # Pages that load pictures late keep the real address beside a stand-in.
    for name in ("data-src", "data-lazy-src", "data-original", "src"):
        address = place.absolute(given.get(name, ""))
        if address.startswith("http"):
            return address
    return ""


def _is_pixel(given: dict[str, str]) -> bool:
    sizes = [given.get(name, "").strip().removesuffix("px") for name in ("width", "height")]
    return all(size in ("0", "1") for size in sizes)
