"""What the package's reports have in common."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView

from wagtail_mathshub.desk.listings.files import ColumnsInFile
from wagtail_mathshub.desk.listings.queries import may_list


class HubReport(ColumnsInFile, ReportView):
    """A report over the pages that its reader works on; its file holds the same columns."""

    is_searchable = False
    columns: list[Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in those who work on pages."""
        if not may_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ReportItem(MenuItem):
    """A report in Wagtail's menu, for those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the report is of use to the user."""
        return may_list(request.user)
