"""Safe HTML into blocks, rich text and plain text."""

from __future__ import annotations

from bs4 import BeautifulSoup

from wagtail_mathshub.importing.converting.results import Blocks, RichText


def blocks_of(html: str) -> Blocks:
    """The stream of a body that shows the same as `html`, which `clean` has made."""
    return Blocks([{"type": "text", "value": html}] if html.strip() else [])


def rich_text_of(html: str) -> RichText:
    """The same as rich text: paragraphs, lists, bold, italic, links."""
    return RichText(html)


def text_of(html: str) -> str:
    """What a reader sees, a line for each block of text."""
    return BeautifulSoup(html, "lxml").get_text("\n", strip=True)
