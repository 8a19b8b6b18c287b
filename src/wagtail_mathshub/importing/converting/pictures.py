"""Pictures of old pages as the package's image and gallery blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_mathshub.blocks.images import FEWEST, MOST
from wagtail_mathshub.importing.converting.addresses import IMAGES, file_name
from wagtail_mathshub.importing.converting.document import (
    Gallery,
    Inlines,
    Paragraph,
    Picture,
    Run,
    links,
    words,
)
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.plans import media

_NUMBERED = re.compile(r"^\S*[\d_-]\S*$")
MOST_WORDS = 300
MOST_IN_TITLE = 120


def image_value(picture: Picture, notices: list[Notice]) -> tuple[dict[str, Any], list[Paragraph]]:
    """What the image block holds, and the words that it cannot hold."""
    caption, beside = _caption(picture.caption)
    alt = _alt(picture, words(picture.caption), notices)
    value = {
        "image": media(picture.address),
        "alt": alt,
        "decorative": not alt,
        "caption": caption,
        "credit": "",
    }
    return value, beside


def _caption(inlines: Inlines) -> tuple[str, list[Paragraph]]:
    text = words(inlines)
    if len(text) > MOST_WORDS or any(links(inlines)):
        return "", [Paragraph(inlines)]
    return text, []


def _alt(picture: Picture, caption: str, notices: list[Notice]) -> str:
    said = (picture.alt or "").strip()
    if picture.alt is not None and not said:
        return ""
    if said and not _is_file_name(said, picture.address):
        if len(said) > MOST_WORDS:
            message = _("The description of a picture was too long and is cut.")
            notices.append(Notice("long_description", message, said))
        return said[:MOST_WORDS].rstrip()
    if caption and len(caption) <= MOST_WORDS:
        return caption
    message = _(
        "A picture has no description. It counts as decoration until somebody says in one sentence what it "
        "shows: {name}"
    ).format(name=file_name(picture.address))
    notices.append(Notice("no_description", message, picture.address))
    return ""


def _is_file_name(said: str, address: str) -> bool:
    if _NUMBERED.search(said) and said.lower() == file_name(address).rpartition(".")[0].lower():
        return True
    return said.rpartition(".")[2].lower() in IMAGES and " " not in said.rpartition(".")[0].strip()


def gallery_items(
    gallery: Gallery, title: str, notices: list[Notice]
) -> Iterator[dict[str, Any] | Paragraph]:
    """The blocks of a gallery: as many as it takes, since each has a highest number of pictures."""
    pictures = list(gallery.pictures)
    caption = words(gallery.caption)
    fits = caption and len(caption) <= MOST_IN_TITLE and not any(links(gallery.caption))
    title = (caption if fits else title[:MOST_IN_TITLE].strip()) or _("Pictures")
    if caption and not (fits and len(pictures) >= FEWEST):
        yield Paragraph(gallery.caption)
    beside: list[Paragraph] = []
    for group in _groups(pictures):
        values = [image_value(picture, notices) for picture in group]
        beside += (paragraph for _value, extra in values for paragraph in extra)
        images = [value for value, _extra in values]
        if len(images) >= FEWEST:
            yield {"type": "gallery", "value": {"title": title, "images": images}}
        else:
            yield {"type": "image", "value": images[0]}
    yield from beside
    yield from (paragraph for picture in pictures for paragraph in link_of_picture(picture))


def _groups(pictures: list[Picture]) -> Iterator[list[Picture]]:
    for start in range(0, len(pictures), MOST):
        yield pictures[start : start + MOST]


def link_of_picture(picture: Picture) -> list[Paragraph]:
    """The page that a picture led to, as a paragraph with a link; nothing for a picture without one."""
    if not picture.href or picture.href == picture.address:
        return []
    text = words(picture.caption) or (picture.alt or "").strip() or picture.href
    return [Paragraph((Run(text, href=picture.href),))]
