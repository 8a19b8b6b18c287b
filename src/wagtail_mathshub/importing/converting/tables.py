"""Tables of old pages: those that hold figures, and those that only place things on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail_mathshub.importing.converting.document import (
    BOLD,
    BREAK,
    Block,
    Cell,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Preformatted,
    Run,
    Table,
    joined,
    marked,
    walk,
    words,
)

MOST_IN_CELL = 300
MOST_IN_CAPTION = 200
MOST_CELLS = 20_000
SEPARATOR = " | "
# A column's heading must not be empty.
NO_HEADING = "\u2013"
_EMPTY = Cell()


def grid_of(table: Table, *, repeated: bool = False) -> list[list[Cell]]:
    """The rows with a cell for each column.

    What spans several columns or rows stands in the first of its places, and with `repeated` in all of them.
    """
    rows: list[list[Cell]] = []
    covered: dict[int, tuple[int, Cell]] = {}
    spans = sum(cell.columns * cell.rows for row in table.rows for cell in row) <= MOST_CELLS
    for row in table.rows:
        cells: list[Cell] = []
        below: dict[int, tuple[int, Cell]] = {}
        for cell in row:
            _take_covered(cells, covered)
            other = cell if repeated else Cell(is_heading=cell.is_heading)
            for n in range(cell.columns if spans else 1):
                if cell.rows > 1 and spans:
                    below[len(cells)] = (cell.rows - 1, other)
                cells.append(other if n else cell)
        _take_covered(cells, covered)
        covered = {place: (left - 1, cell) for place, (left, cell) in covered.items() if left > 1} | below
        rows.append(cells)
    return _even(rows)


def _take_covered(cells: list[Cell], covered: dict[int, tuple[int, Cell]]) -> None:
    while len(cells) in covered:
        cells.append(covered[len(cells)][1])


def _even(rows: list[list[Cell]]) -> list[list[Cell]]:
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MOST_CELLS:
        return rows
    return [row + [_EMPTY] * (width - len(row)) for row in rows]


def is_layout(table: Table) -> bool:
    """Whether the table only places things: one row, one column, or cells with more than words in them."""
    cells = [cell for row in table.rows for cell in row]
    if len(table.rows) == 1 or max(len(row) for row in table.rows) == 1:
        return True
    inner = [block for cell in cells for block in cell.blocks]
    if any(not isinstance(block, Paragraph | Preformatted | Listing) for block in walk(inner)):
        return True
    has_headings = any(cell.is_heading for cell in cells)
    return not has_headings and any(isinstance(block, Listing) for block in inner)


def placed(table: Table) -> Iterator[Block]:
    """What stands in the cells of such a table, cell by cell."""
    if table.caption:
        yield Paragraph(table.caption)
    for row in table.rows:
        for cell in row:
            yield from cell.blocks


def row_lines(table: Table) -> list[Inlines]:
    """Each row as a line of words, its cells clearly apart."""
    found = []
    for row in grid_of(table):
        cells = [line_of(cell) for cell in row]
        is_head = bool(row) and all(cell.is_heading for cell in row)
        line = joined((cell for cell in cells if cell), SEPARATOR)
        if line:
            found.append(marked(line, BOLD) if is_head else line)
    return found


def line_of(cell: Cell) -> Inlines:
    """The words of a cell in one line."""
    return joined((line for block in cell.blocks for line in _lines(block)), BREAK)


def _lines(block: Block) -> list[Inlines]:
    if isinstance(block, Paragraph | Heading):
        return [block.inlines]
    if isinstance(block, Preformatted):
        return [(Run(block.text),)]
    if isinstance(block, Listing):
        return [line for item in block.items for inner in item for line in _lines(inner)]
    if isinstance(block, Table):
        return row_lines(block)
    inner = getattr(block, "blocks", ())
    return [line for one in inner for line in _lines(one)]


def table_value(table: Table, caption: str) -> dict[str, Any] | None:
    """What the package's table block holds; None where the table is not a plain one with headings."""
    rows = grid_of(table, repeated=True)
    texts = [[words(line_of(cell)) for cell in row] for row in rows]
    if not _is_plain(rows, texts):
        return None
    headings = [text or NO_HEADING for text in texts[0]]
    columns = [{"type": "text", "heading": heading} for heading in headings]
    return {
        "caption": caption,
        "first_column_is_heading": all(row[0].is_heading for row in rows[1:]),
        "table": {"columns": columns, "rows": [{"values": row} for row in texts[1:]], "caption": ""},
    }


def _is_plain(rows: list[list[Cell]], texts: list[list[str]]) -> bool:
    if len(rows) < 2 or not all(cell.is_heading for cell in rows[0]) or not any(texts[0]):
        return False
    is_even = len({len(row) for row in rows}) == 1
    return is_even and all(len(text) <= MOST_IN_CELL for row in texts for text in row)


def linked_runs(table: Table) -> list[Inlines]:
    """The links in the cells, each as it stands there: a table block holds words alone."""
    found: dict[str, Inlines] = {}
    for row in grid_of(table):
        for run in (run for cell in row for run in line_of(cell) if run.href):
            found.setdefault(run.href, (run,))
    return list(found.values())
