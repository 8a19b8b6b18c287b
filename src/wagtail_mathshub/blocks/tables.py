"""A table whose headings a screen reader can follow."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from wagtail_mathshub.blocks.base import DataBlock
from wagtail_mathshub.publishing.references import Found


class TableShape(BaseModel):
    """A table. Each row has as many cells as there are headings."""

    caption: str
    headings: list[str]
    rows: list[list[str]]
    first_column_is_heading: bool = Field(description="The first cell of a row says what the row is about.")


class TableBlock(DataBlock):
    """A table with a caption and headings."""

    caption = blocks.CharBlock(
        label=_("caption"), max_length=200, help_text=_("What the table shows, for every reader.")
    )
    first_column_is_heading = blocks.BooleanBlock(
        label=_("the first column says what each row is about"), required=False, default=True
    )
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False, max_length=300)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
        ],
        label=_("table"),
    )
    schema = TableShape

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with headings. For figures, not for layout.")
        template = "wagtail_mathshub/blocks/table.html"
        preview_value = {
            "caption": "Pupils who could say why",
            "first_column_is_heading": True,
            "table": {
                "columns": [{"type": "text", "heading": "Class"}, {"type": "number", "heading": "Pupils"}],
                "rows": [{"values": ["Year 5", "21"]}, {"values": ["Year 6", "27"]}],
                "caption": "",
            },
        }

    def clean(self, value: Any) -> Any:
        """Refuse a column without a heading."""
        cleaned = super().clean(value)
        if any(not column["heading"].strip() for column in cleaned["table"].columns):
            message = _("Give every column a heading, so that readers know what its cells mean.")
            raise blocks.StructBlockValidationError(block_errors={"table": ValidationError(message)})
        return cleaned

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Headings and cells as text; nothing for a table without rows or columns."""
        table = raw.get("table") or {}
        headings = [column.get("heading") or "" for column in table.get("columns") or []]
        rows = [[_cell(value) for value in row.get("values") or []] for row in table.get("rows") or []]
        if not headings or not rows:
            return None
        return {
            "caption": raw.get("caption") or "",
            "headings": headings,
            "rows": [(row + [""] * len(headings))[: len(headings)] for row in rows],
            "first_column_is_heading": bool(raw.get("first_column_is_heading")),
        }


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
