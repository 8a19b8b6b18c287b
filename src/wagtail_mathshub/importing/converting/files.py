"""Links to files of the old site that stand for themselves, as the package's download blocks."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from wagtail_mathshub.importing.converting.addresses import file_name
from wagtail_mathshub.importing.converting.document import Block, Inlines, Listing, Paragraph, Run, words
from wagtail_mathshub.importing.plans import media

MOST_IN_TITLE = 200


def download_item(block: Paragraph | Listing) -> dict[str, Any] | None:
    """The block for a paragraph or a list of nothing but links to files; None for another one."""
    files = _files(block)
    if not files:
        return None
    if len(files) == 1 and isinstance(block, Paragraph):
        return {"type": "download", "value": files[0]}
    return {"type": "downloads", "value": {"heading": "", "items": files}}


def download_value(address: str, title: str) -> dict[str, Any]:
    """What a download block holds."""
    return {"document": media(address), "title": title, "licence": "", "note": ""}


def _files(block: Block) -> list[dict[str, Any]] | None:
    if isinstance(block, Paragraph):
        return _linked(block.inlines)
    if not isinstance(block, Listing):
        return None
    found: list[dict[str, Any]] = []
    for item in block.items:
        files = _linked(item[0].inlines) if len(item) == 1 and isinstance(item[0], Paragraph) else None
        if not files:
            return None
        found += files
    return found


def _linked(inlines: Inlines) -> list[dict[str, Any]] | None:
    found = []
    for href, group in groupby(inlines, key=_target):
        text = words(list(group))
        if not text:
            continue
        if not href or len(text) > MOST_IN_TITLE:
            return None
        found.append(download_value(href, "" if text == href else text) | _named(text, href))
    return found


def _named(text: str, href: str) -> dict[str, Any]:
    return {"title": file_name(href)[:MOST_IN_TITLE]} if text == href else {}


def _target(run: Run) -> str:
    return run.href if run.is_file else ""
