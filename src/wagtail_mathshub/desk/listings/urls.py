"""The addresses of the reports. Those of the lists come with their viewsets."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.desk.listings.reports.base import HubReport, ReportItem
from wagtail_mathshub.desk.listings.reports.disagreements import DisagreementsReport
from wagtail_mathshub.desk.listings.reports.people_who_lead import PeopleWhoLeadReport

REPORTS: dict[str, type[HubReport]] = {
    "people-who-lead": PeopleWhoLeadReport,
    "pages-that-disagree": DisagreementsReport,
}


def urls(base: str) -> list[URLPattern]:
    """Each report below `base`, and the part of it that its filters load anew."""
    return [pattern for slug, report in REPORTS.items() for pattern in _of(f"{base}reports/{slug}/", report)]


def _of(here: str, report: Any) -> tuple[URLPattern, URLPattern]:
    return (
        path(here, report.as_view(), name=report.index_url_name),
        path(f"{here}results/", report.as_view(results_only=True), name=report.index_results_url_name),
    )


def people_item() -> ReportItem:
    """The report of people, in the menu."""
    return _item("people-who-lead", _("People who lead"), "user", 1000)


def disagreements_item() -> ReportItem:
    """The report of pages that disagree, in the menu."""
    return _item("pages-that-disagree", _("Pages that disagree"), "warning", 1010)


def _item(slug: str, label: Any, icon: str, order: int) -> ReportItem:
    address = reverse(REPORTS[slug].index_url_name)
    return ReportItem(label, address, name=f"mathshub-{slug}", icon_name=icon, order=order)
