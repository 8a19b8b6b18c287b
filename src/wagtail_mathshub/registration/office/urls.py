"""The addresses of the screens that are no list, and their places in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from wagtail_mathshub.registration.office.detail import StepView
from wagtail_mathshub.registration.office.one_person import FindPersonView
from wagtail_mathshub.registration.office.register_sheet import RegistersView, RegisterView
from wagtail_mathshub.registration.office.retrying import RetryView
from wagtail_mathshub.registration.office.signing_up import SignUpView

BASE = "mathshub_registration/"
NAME = "mathshub_registration_"


def urls() -> tuple[URLPattern, ...]:
    """The addresses, below Wagtail's own."""
    return (
        path(f"{BASE}application/<int:pk>/<slug:step>/", StepView.as_view(), name=f"{NAME}step"),
        path(f"{BASE}sign-up/", SignUpView.as_view(), name=f"{NAME}sign_up"),
        path(f"{BASE}registers/", RegistersView.as_view(), name=f"{NAME}registers"),
        path(f"{BASE}registers/<int:pk>/", RegisterView.as_view(), name=f"{NAME}register"),
        path(f"{BASE}message/<int:pk>/retry/", RetryView.as_view(), name=f"{NAME}retry"),
        path(f"{BASE}person/", FindPersonView.as_view(), name=f"{NAME}find_person"),
    )


class ScreenItem(MenuItem):
    """A menu item for those who may use its screen."""

    def __init__(self, view: Any, name: str, icon: str, label: Any, order: int) -> None:
        self.view = view
        super().__init__(
            label, reverse(f"{NAME}{name}"), name=f"mathshub-{name}", icon_name=icon, order=order
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may use it."""
        return self.view().may_come_in(request.user)


def menu_items() -> list[MenuItem]:
    """The screens in the menu, behind the lists."""
    return [
        ScreenItem(RegistersView, "registers", "list-ul", _("Registers"), 10),
        ScreenItem(SignUpView, "sign_up", "plus", _("Sign a school up"), 11),
        ScreenItem(FindPersonView, "find_person", "search", _("Find a person"), 12),
    ]
