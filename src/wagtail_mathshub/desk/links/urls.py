"""The addresses of this room's screens, and the way to them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from wagtail_mathshub.desk.links.queries import may_see
from wagtail_mathshub.desk.links.report import NAME, LinksReport, LookAgain


class LinksItem(MenuItem):
    """The report in Wagtail's menu, for those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it is of use to the user."""
        return may_see(request.user)


def links_item() -> Any:
    """The way to the report."""
    return LinksItem(
        _("Links that lead nowhere"), reverse(f"{NAME}report"), name="links", icon_name="link", order=910
    )


def urls(base: str) -> list[URLPattern]:
    """All of them, below `base`."""
    here = f"{base}links/"
    return [
        path(here, LinksReport.as_view(), name=f"{NAME}report"),
        path(f"{here}results/", LinksReport.as_view(results_only=True), name=f"{NAME}report_results"),
        path(f"{here}<int:link>/again/", LookAgain.as_view(), name=f"{NAME}look_again"),
    ]
