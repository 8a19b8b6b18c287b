"""The columns of a list or a report as the columns of its file."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property

from wagtail_mathshub.desk.listings.columns import Exported
from wagtail_mathshub.scoping.plain_cells import PlainCells


class ColumnsInFile(PlainCells):
    """A view whose file holds what its `columns` say of each row; no cell starts a formula."""

    columns: Any

    @cached_property
    def exported(self) -> dict[str, Exported]:
        """The columns of a file, by name."""
        cells = (cell for column in self.columns for cell in getattr(column, "exports", ()))
        return {cell.name: cell for cell in cells}

    @property
    def list_export(self) -> list[str]:
        """Their names."""
        return list(self.exported)

    def get_heading(self, queryset: Any, field: str) -> str:
        """What stands above a column of a file."""
        return str(self.exported[field].heading)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """One line of a file."""
        return {name: cell.value(item) for name, cell in self.exported.items()}
