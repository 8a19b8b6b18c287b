"""The report as one CSV file: all its tables below each other, told apart by their first columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from wagtail_mathshub.registration.term_report.asked import Asked
from wagtail_mathshub.registration.term_report.counting import Line, Table
from wagtail_mathshub.scoping.plain_cells import plain_cell
from wagtail_mathshub.taxonomy import academic_years


def number_headings() -> list[str]:
    """What the numbers of a line are."""
    return [
        _("Schools"),
        _("Participants"),
        _("Attended"),
        _("Schools waiting"),
        _("People waiting"),
    ]


def report_file(asked: Asked, tables: Iterable[Table], total: Line) -> HttpResponse:
    """The file to download."""
    head = [_("Academic year"), _("Term"), _("Hub"), _("By"), _("Code"), _("Name"), *number_headings()]
    about = [academic_years.label(asked.year), asked.term_label, asked.hub_label]
    rows = [
        [*about, table.first_column, line.code, line.name, *line.numbers]
        for table in tables
        for line in table.lines
    ]
    end = [*about, _("All"), "", _("All"), *total.numbers]
    return csv_file(f"term-report-{asked.year}{'-' if asked.term else ''}{asked.term}", [head, *rows, end])


def csv_file(name: str, rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """A CSV file of these rows, in which no cell is a formula."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(answer)
    writer.writerows([plain_cell(value, "csv") for value in row] for row in rows)
    return answer
