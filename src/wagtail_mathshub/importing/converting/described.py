"""Pictures with the words that the old site's media library has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wagtail_mathshub.importing.converting.addresses import IMAGES, ending, unsized
from wagtail_mathshub.importing.converting.document import Block, Gallery, Listing, Picture, Table
from wagtail_mathshub.importing.source_pages import Attachment


def described(blocks: list[Block], attachments: Mapping[str, Attachment]) -> list[Block]:
    """The blocks, their pictures described where the page said nothing."""
    return [_block(block, attachments) for block in blocks]


def _block(block: Block, attachments: Mapping[str, Attachment]) -> Block:
    if isinstance(block, Picture):
        return _picture(block, attachments)
    if isinstance(block, Gallery):
        return replace(block, pictures=tuple(_picture(one, attachments) for one in block.pictures))
    if isinstance(block, Listing):
        return replace(block, items=tuple(_all(item, attachments) for item in block.items))
    if isinstance(block, Table):
        return replace(block, rows=tuple(_row(row, attachments) for row in block.rows))
    if hasattr(block, "blocks"):
        return replace(block, blocks=_all(block.blocks, attachments))
    return block


def _all(blocks: tuple[Block, ...], attachments: Mapping[str, Attachment]) -> tuple[Block, ...]:
    return tuple(_block(block, attachments) for block in blocks)


def _row(row: tuple, attachments: Mapping[str, Attachment]) -> tuple:
    return tuple(replace(cell, blocks=_all(cell.blocks, attachments)) for cell in row)


def _picture(picture: Picture, attachments: Mapping[str, Attachment]) -> Picture:
    known = attachments.get(unsized(picture.address))
    alt = known.alt if known and known.alt and picture.alt is None else picture.alt
    larger = picture.href if _is_larger_copy(picture) else picture.address
    href = "" if ending(picture.href) in IMAGES else picture.href
    return replace(picture, alt=alt, address=larger, href=href)


def _is_larger_copy(picture: Picture) -> bool:
    """Whether the picture links to itself in full size, as WordPress makes its thumbnails."""
    return ending(picture.href) in IMAGES and unsized(picture.href) == unsized(picture.address)
