"""What holds blocks while a page is read, and what it becomes when it closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from wagtail_mathshub.importing.converting.document import (
    BOLD,
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
    marked,
    words,
)
from wagtail_mathshub.importing.converting.figures import captions_of

MOST_SPANNED = 60
# Before the name of somebody who is quoted.
DASHES = ("\N{EM DASH}", "\N{EN DASH}", "\N{HORIZONTAL BAR}")


@dataclass
class Container:
    """An open element: what has been found in it so far. `tag` is "" where the page only implied it."""

    kind: str
    tag: str
    opened_at: int = -1
    blocks: list[Block] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows_of_cells: list[tuple[Cell, ...]] = field(default_factory=list)
    caption: Inlines = ()
    columns: int = 1
    rows: int = 1


def span(said: str | None) -> int:
    """How many columns or rows a cell covers."""
    return min(max(int(said), 1), MOST_SPANNED) if said and said.isascii() and said.isdecimal() else 1


def implied(kind: str, parent: str) -> tuple[str, ...]:
    """The containers that have to stand between `parent` and a new one."""
    if kind == "item" and parent not in ("list", "numbers", "gallery"):
        return ("list",)
    if kind in ("cell", "heading_cell") and parent != "row":
        return ("row",) if parent == "table" else ("table", "row")
    if kind == "row" and parent != "table":
        return ("table",)
    return ()


def close(container: Container, parent: Container) -> None:
    """Hand what the container holds to its parent."""
    _CLOSERS[container.kind](container, parent)


def _flat(container: Container, parent: Container) -> None:
    parent.blocks.extend(container.blocks)


def _list(container: Container, parent: Container) -> None:
    items = [*container.items]
    if container.blocks:
        items.append(tuple(container.blocks))
    if items:
        parent.blocks.append(Listing(container.kind == "numbers", tuple(items)))


def _item(container: Container, parent: Container) -> None:
    if parent.kind not in ("list", "numbers"):
        parent.blocks.extend(container.blocks)
        return
    if parent.blocks:
        parent.items.append(tuple(parent.blocks))
        parent.blocks = []
    if container.blocks:
        parent.items.append(tuple(container.blocks))


def _quote(container: Container, parent: Container) -> None:
    blocks = list(container.blocks)
    source = container.caption
    last = blocks[-1] if len(blocks) > 1 else None
    if not source and isinstance(last, Paragraph) and _is_source(last.inlines):
        source = last.inlines
        blocks.pop()
    if blocks:
        parent.blocks.append(Quote(tuple(blocks), source))


def _is_source(inlines: Inlines) -> bool:
    text = words(inlines)
    return len(text) <= 200 and text.startswith(DASHES)


def _cell(container: Container, parent: Container) -> None:
    is_heading = container.kind == "heading_cell"
    cell = Cell(tuple(container.blocks), is_heading, container.columns, container.rows)
    parent.cells.append(cell)


def _row(container: Container, parent: Container) -> None:
    if container.blocks:
        container.cells.append(Cell(tuple(container.blocks)))
    if container.cells:
        parent.rows_of_cells.append(tuple(container.cells))


def _table(container: Container, parent: Container) -> None:
    parent.blocks.extend(container.blocks)
    if container.rows_of_cells:
        parent.blocks.append(Table(tuple(container.rows_of_cells), container.caption))
    elif container.caption:
        parent.blocks.append(Paragraph(container.caption))


def _caption(container: Container, parent: Container) -> None:
    text = captions_of(container.blocks)
    if parent.kind in ("figure", "gallery", "table", "quote") and not parent.caption:
        parent.caption = text
    elif text:
        parent.blocks.append(Paragraph(text))
    parent.blocks.extend(_beside_words(container.blocks))


def _beside_words(blocks: list[Block]) -> list[Block]:
    """What cannot stand in the one line of a caption."""
    return [block for block in blocks if not isinstance(block, Paragraph | Preformatted | Heading)]


def _figure(container: Container, parent: Container) -> None:
    parent.blocks.extend(_captioned(container.blocks, container.caption))


def _captioned(blocks: list[Block], caption: Inlines) -> list[Block]:
    only = blocks[0] if len(blocks) == 1 else None
    if not caption:
        return blocks
    if isinstance(only, Picture | Table | Gallery) and not only.caption:
        return [replace(only, caption=caption)]
    if isinstance(only, Quote) and not only.source:
        return [replace(only, source=caption)]
    if isinstance(only, Frame | Film) and not only.title and not any(run.href for run in caption):
        return [replace(only, title=words(caption))]
    return [*blocks, Paragraph(caption)]


def _gallery(container: Container, parent: Container) -> None:
    blocks = _unlisted(container.blocks)
    pictures = tuple(block for block in blocks if isinstance(block, Picture))
    rest = [block for block in blocks if not isinstance(block, Picture)]
    if pictures:
        parent.blocks.append(Gallery(pictures, container.caption))
    elif container.caption:
        parent.blocks.append(Paragraph(container.caption))
    parent.blocks.extend(rest)


def _unlisted(blocks: list[Block]) -> list[Block]:
    # Older galleries are lists of pictures.
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, Listing):
            flat.extend(inner for item in block.items for inner in item)
        elif isinstance(block, Gallery):
            flat.extend((*block.pictures, *((Paragraph(block.caption),) if block.caption else ())))
        else:
            flat.append(block)
    return flat


def _summary(container: Container, parent: Container) -> None:
    text = captions_of(container.blocks)
    if parent.kind == "details" and not parent.caption:
        parent.caption = text
    elif text:
        parent.blocks.append(Paragraph(marked(text, BOLD)))
    parent.blocks.extend(_beside_words(container.blocks))


def _details(container: Container, parent: Container) -> None:
    if container.blocks:
        parent.blocks.append(Details(container.caption or (Run("…"),), tuple(container.blocks)))
    elif container.caption:
        parent.blocks.append(Paragraph(marked(container.caption, BOLD)))


_CLOSERS: dict[str, Callable[[Container, Container], None]] = {
    "list": _list,
    "numbers": _list,
    "item": _item,
    "quote": _quote,
    "cell": _cell,
    "heading_cell": _cell,
    "row": _row,
    "table": _table,
    "caption": _caption,
    "figure": _figure,
    "gallery": _gallery,
    "summary": _summary,
    "details": _details,
}
