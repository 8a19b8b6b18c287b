"""The addresses of the screens that are no list, and their places in the menu."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from wagtail_mathshub.registration.office.detail import StepView
from wagtail_mathshub.registration.office.one_person import FindPersonView
from wagtail_mathshub.registration.office.past_keeping import PastKeepingView
from wagtail_mathshub.registration.office.register_sheet import RegistersView, RegisterView
from wagtail_mathshub.registration.office.registers_file import AttendanceFileView
from wagtail_mathshub.registration.office.retrying import RetryView
from wagtail_mathshub.registration.office.signing_up import SignUpView
from wagtail_mathshub.registration.term_report.views import TermReportView
from wagtail_mathshub.scoping.screens import ScreenItem

BASE = "mathshub_registration/"
NAME = "mathshub_registration_"


def urls() -> tuple[URLPattern, ...]:
    """The addresses, below Wagtail's own."""
    return (
        path(f"{BASE}application/<int:pk>/<slug:step>/", StepView.as_view(), name=f"{NAME}step"),
        path(f"{BASE}sign-up/", SignUpView.as_view(), name=f"{NAME}sign_up"),
        path(f"{BASE}registers/", RegistersView.as_view(), name=f"{NAME}registers"),
        path(f"{BASE}registers/<int:pk>/", RegisterView.as_view(), name=f"{NAME}register"),
        path(f"{BASE}registers/attendance.csv", AttendanceFileView.as_view(), name=f"{NAME}attendance_file"),
        path(f"{BASE}message/<int:pk>/retry/", RetryView.as_view(), name=f"{NAME}retry"),
        path(f"{BASE}person/", FindPersonView.as_view(), name=f"{NAME}find_person"),
        path(f"{BASE}past-keeping/", PastKeepingView.as_view(), name=f"{NAME}past_keeping"),
        path(f"{BASE}term-report/", TermReportView.as_view(), name=f"{NAME}term_report"),
    )


def menu_items() -> list[ScreenItem]:
    """The screens in the menu, behind the lists."""
    return [
        ScreenItem(RegistersView, f"{NAME}registers", "list-ul", _("Registers"), 10),
        ScreenItem(SignUpView, f"{NAME}sign_up", "plus", _("Sign a school up"), 11),
        ScreenItem(FindPersonView, f"{NAME}find_person", "search", _("Find a person"), 12),
        ScreenItem(TermReportView, f"{NAME}term_report", "table", _("Term report"), 13),
        ScreenItem(PastKeepingView, f"{NAME}past_keeping", "bin", _("Past its time"), 14),
    ]


def report_item() -> ScreenItem:
    """The term report among Wagtail's reports."""
    return ScreenItem(TermReportView, f"{NAME}term_report", "table", _("Term report"), 1200)
