"""Exported cells that no spreadsheet runs, and that every file can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain_cell(value: Any, export_format: str) -> Any:
    """`value` for a cell of a "csv" or "xlsx" file; anything but text stays as it is."""
    if not isinstance(value, str):
        return value
    text = UNWRITABLE.sub("", value)
    # A workbook holds text as text; only a CSV file leaves it to the program what a cell is.
    # What has an apostrophe already gets another, so that taking one off gives the text that was typed.
    runs = export_format == "csv" and text.lstrip("'").startswith(FORMULA_STARTS)
    return f"'{text}" if runs else text


class PlainCells:
    """For Wagtail's lists and reports that can be exported: every cell goes through `plain_cell`."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """The cell, harmless."""
        return plain_cell(super().preprocess_field_value(field, value, export_format), export_format)

    def generate_xlsx_row(self, worksheet: Any, row_dict: Any, date_format: Any = None) -> Iterator[Any]:
        """The cells of a line: text is text, whatever it looks like."""
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format=date_format):
            if isinstance(cell.value, str):
                cell.data_type = "s"
            yield cell
