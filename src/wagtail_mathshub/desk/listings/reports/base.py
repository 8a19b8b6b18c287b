"""What the package's reports have in common."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from wagtail_mathshub.desk.listings.columns import Exported
from wagtail_mathshub.desk.listings.queries import may_list
from wagtail_mathshub.scoping.plain_cells import PlainCells


class HubReport(PlainCells, ReportView):
    """A report over the pages that its reader works on; its file holds the same columns."""

    is_searchable = False
    columns: list[Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in those who work on pages."""
        if not may_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def exported(self) -> dict[str, Exported]:
        """The columns of a file, by name."""
        return {cell.name: cell for column in self.columns for cell in column.exports}

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


class ReportItem(MenuItem):
    """A report in Wagtail's menu, for those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the report is of use to the user."""
        return may_list(request.user)
