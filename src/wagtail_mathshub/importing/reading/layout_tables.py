"""Tables that only place things on the page, told from tables that hold data."""

from __future__ import annotations

from statistics import median

from bs4 import Tag

from wagtail_mathshub.importing.reading.text_blocks import HEADING_NAMES, text_in

_LONG_CELL = 120
_INSIDE = (*HEADING_NAMES, "ul", "ol", "table", "blockquote", "iframe", "form", "figure")


def unwrap_layout_tables(root: Tag) -> int:
    """Replace tables of layout by their cells, one below the other. How many there were."""
    count = 0
    for table in reversed(root.find_all("table")):
        if not holds_data(table):
            _unwrap(table)
            count += 1
    return count


def holds_data(table: Tag) -> bool:
    """Whether a table holds data: it has headers or a caption, or short cells in regular rows and columns."""
    if str(table.get("role") or "") in ("presentation", "none") or table.find("table"):
        return False
    if "wsite-multicol-table" in (table.get("class") or []):
        return False
    rows = rows_of(table)
    widths = {len(row) for row in rows}
    if table.find("caption") or table.find("th"):
        return len(rows) > 1 or max(widths, default=0) > 1
    if len(rows) < 2 or max(widths) < 2 or (len(widths) > 1 and not _has_spans(table)):
        return False
    cells = [cell for row in rows for cell in row]
    filled = [text for cell in cells if (text := text_in(cell))]
    if len(filled) * 2 <= len(cells) or any(cell.find(_INSIDE) for cell in cells):
        return False
    # A column of long descriptions is data where the first names what each is about.
    firsts = [len(text_in(row[0])) for row in rows if row]
    return median(map(len, filled)) <= _LONG_CELL and max(firsts, default=0) <= _LONG_CELL


def rows_of(table: Tag) -> list[list[Tag]]:
    """The cells of each row of a table that has no table inside."""
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    return [row for row in rows if row]


def _has_spans(table: Tag) -> bool:
    return table.find(["td", "th"], attrs={"colspan": True}) is not None or bool(
        table.find(["td", "th"], attrs={"rowspan": True})
    )


def _unwrap(table: Tag) -> None:
    # Tables inside were looked at before: those that are left hold data and stay.
    for part in table.find_all(["tr", "tbody", "thead", "tfoot", "td", "th", "caption", "colgroup", "col"]):
        if part.find_parent("table") is not table:
            continue
        if part.name in ("td", "th", "caption"):
            part.name, part.attrs = "div", {}
        elif part.name in ("colgroup", "col"):
            part.decompose()
        else:
            part.unwrap()
    table.name, table.attrs = "div", {}
