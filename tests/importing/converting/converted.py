"""Pieces of old pages, converted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail_mathshub.importing.converting import Blocks, CleanPage, blocks_of, clean
from wagtail_mathshub.importing.source_pages import Attachment, SourcePage, Syntax

ADDRESS = "https://old.example.org/news/corners/"
FILES = {
    "7": Attachment("https://old.example.org/files/arrays.jpg", "Arrays", "Three rows of four", "Twelve"),
    "8": Attachment("https://old.example.org/files/lines.jpg", "Lines", "", ""),
    "9": Attachment("https://old.example.org/files/count.mp3", "Counting song"),
}


def cleaned(html: str, *, wordpress: bool = False, files: Mapping[str, Attachment] = FILES) -> CleanPage:
    """A page of an old site with this text."""
    syntax = Syntax.WORDPRESS if wordpress else Syntax.HTML
    return clean(SourcePage("1", "Corners", html, address=ADDRESS, syntax=syntax), files)


def blocks(html: str, *, wordpress: bool = False) -> Blocks:
    """The blocks of a page with this text."""
    return blocks_of(cleaned(html, wordpress=wordpress).html)


def items(html: str, *, wordpress: bool = False) -> list[tuple[str, Any]]:
    """The types and values of those blocks."""
    return [(item["type"], item["value"]) for item in blocks(html, wordpress=wordpress).items]


def strings(value: Any) -> Iterator[str]:
    """Every text in a stored value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
