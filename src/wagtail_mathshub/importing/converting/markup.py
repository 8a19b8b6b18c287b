"""The document's own terms as HTML of few elements, which reads back as the same document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from typing import Any

from wagtail_mathshub.importing.converting.document import (
    BREAK,
    Block,
    Cell,
    Details,
    Film,
    Frame,
    Gallery,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Run,
    Table,
)

ORDER = ("b", "i", "sub", "sup", "code")


def html_of(blocks: Iterable[Block]) -> str:
    """The blocks, one below the other."""
    return "\n".join(_WRITERS[type(block)](block) for block in blocks)


def inline_html(inlines: Inlines, marks: Iterable[str] = ORDER, *, with_files: bool = True) -> str:
    """Words with their links and with those of their marks that are asked for."""
    wanted = tuple(marks)
    parts = []
    for (href, is_file), group in groupby(inlines, key=_link):
        inside = "".join(_run(run, wanted) for run in group)
        named = ' class="file"' if is_file and with_files else ""
        parts.append(f'<a{named} href="{escape(href)}">{inside}</a>' if href else inside)
    return "".join(parts)


def _link(run: Run) -> tuple[str, bool]:
    return run.href, run.is_file and bool(run.href)


def _run(run: Run, wanted: tuple[str, ...]) -> str:
    if run.text == BREAK:
        return "<br/>"
    text = escape(run.text, quote=False).replace("\n", "<br/>")
    for mark in reversed(wanted):
        if mark in run.marks:
            text = f"<{mark}>{text}</{mark}>"
    return text


def _paragraph(block: Paragraph) -> str:
    return f"<p>{inline_html(block.inlines)}</p>"


def _heading(block: Heading) -> str:
    return f"<h{block.level}>{inline_html(block.inlines)}</h{block.level}>"


def _preformatted(block: Preformatted) -> str:
    # A parser drops the first line break of a pre.
    return f"<pre>\n{escape(block.text, quote=False)}</pre>"


def _quote(block: Quote) -> str:
    source = f"<cite>{inline_html(block.source)}</cite>" if block.source else ""
    return f"<blockquote>{html_of(block.blocks)}{source}</blockquote>"


def _listing(block: Listing) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{_inside(item)}</li>' for item in block.items)}</{tag}>"


def _inside(blocks: tuple[Block, ...]) -> str:
    """Blocks in an item or a cell: a first paragraph needs no element of its own."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph):
        return inline_html(first.inlines) + html_of(blocks[1:])
    return html_of(blocks)


def _table(block: Table) -> str:
    caption = f"<caption>{inline_html(block.caption)}</caption>" if block.caption else ""
    rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in block.rows)
    return f"<table>{caption}<tbody>{rows}</tbody></table>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.is_heading else "td"
    spans = (("colspan", cell.columns), ("rowspan", cell.rows))
    said = "".join(f' {name}="{number}"' for name, number in spans if number > 1)
    return f"<{tag}{said}>{_inside(cell.blocks)}</{tag}>"


def _picture(block: Picture) -> str:
    caption = f"<figcaption>{inline_html(block.caption)}</figcaption>" if block.caption else ""
    alt = f' alt="{escape(block.alt)}"' if block.alt is not None else ""
    image = f'<img src="{escape(block.address)}"{alt}>'
    image = f'<a href="{escape(block.href)}">{image}</a>' if block.href else image
    return f"<figure>{image}{caption}</figure>"


def _gallery(block: Gallery) -> str:
    caption = f"<figcaption>{inline_html(block.caption)}</figcaption>" if block.caption else ""
    return f'<div class="gallery">{html_of(block.pictures)}{caption}</div>'


def _elsewhere(block: Frame | Film) -> str:
    name = "frame" if isinstance(block, Frame) else "film"
    title = escape(block.title or block.address, quote=False)
    return f'<p class="{name}"><a href="{escape(block.address)}">{title}</a></p>'


def _details(block: Details) -> str:
    summary = inline_html(block.summary)
    return f"<details><summary>{summary}</summary>{html_of(block.blocks)}</details>"


_WRITERS: dict[type, Callable[[Any], str]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Preformatted: _preformatted,
    Quote: _quote,
    Listing: _listing,
    Table: _table,
    Picture: _picture,
    Gallery: _gallery,
    Frame: _elsewhere,
    Film: _elsewhere,
    Details: _details,
}
