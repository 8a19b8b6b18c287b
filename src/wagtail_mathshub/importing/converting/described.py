"""Pictures with the words that the old site's media library has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wagtail_mathshub.importing.converting.addresses import IMAGES, ending, unsized
from wagtail_mathshub.importing.converting.document import (
    Block,
    Cell,
    Details,
    Gallery,
    Listing,
    Picture,
    Quote,
    Table,
)
from wagtail_mathshub.importing.source_pages import Attachment

Files = Mapping[str, Attachment]


def described(block: Block, files: Files) -> Block:
    """The block, its pictures described where the page said nothing; `files` are by address without a size."""
    if isinstance(block, Picture):
        return _picture(block, files)
    if isinstance(block, Gallery):
        return replace(block, pictures=tuple(_picture(one, files) for one in block.pictures))
    if isinstance(block, Listing):
        return replace(block, items=tuple(_all(item, files) for item in block.items))
    if isinstance(block, Table):
        return replace(block, rows=tuple(_row(row, files) for row in block.rows))
    if isinstance(block, Quote | Details):
        return replace(block, blocks=_all(block.blocks, files))
    return block


def _all(blocks: tuple[Block, ...], files: Files) -> tuple[Block, ...]:
    return tuple(described(block, files) for block in blocks)


def _row(row: tuple[Cell, ...], files: Files) -> tuple[Cell, ...]:
    return tuple(replace(cell, blocks=_all(cell.blocks, files)) for cell in row)


def _picture(picture: Picture, files: Files) -> Picture:
    known = files.get(unsized(picture.address))
    alt = known.alt if known and known.alt and picture.alt is None else picture.alt
    address = picture.href if _is_larger_copy(picture) else picture.address
    href = "" if ending(picture.href) in IMAGES else picture.href
    return replace(picture, alt=alt, address=address, href=href)


def _is_larger_copy(picture: Picture) -> bool:
    """Whether the picture links to itself in full size, as WordPress makes its thumbnails."""
    return ending(picture.href) in IMAGES and picture.href == unsized(picture.address)
