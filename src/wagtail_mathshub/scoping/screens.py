"""What all screens of the package's own have in common: who may come in, and what they are told."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class Screen(WagtailAdminTemplateMixin, View):
    """A screen in the admin, with Wagtail's header; closed to everybody unless it says who may come in."""

    # What lies between home and here: addresses and labels.
    crumbs: tuple[tuple[str, Any], ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in those who may use the screen, and nobody else."""
        if not self.may_come_in(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the screen, if there is one to show and not only something to press."""
        if not self.template_name:
            return self.http_method_not_allowed(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data())

    def may_come_in(self, user: Any) -> bool:
        """Whether `user` may use this screen. Nobody, unless the screen says so."""
        return False

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """What lies between home and here, as addresses and labels."""
        return list(self.crumbs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """From home to here."""
        above = [{"url": url, "label": label} for url, label in self.get_crumbs()]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


class ScreenItem(MenuItem):
    """A menu item for those who may use its screen; `url_name` is the screen's address."""

    def __init__(self, view: Any, url_name: str, icon: str, label: Any, order: int) -> None:
        self.view = view
        name = url_name.replace("_", "-")
        super().__init__(label, reverse(url_name), name=name, icon_name=icon, order=order)

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user may use it."""
        return self.view().may_come_in(request.user)


def say_no(request: HttpRequest, error: object) -> None:
    """Show why nothing was done."""
    messages.error(request, format_html("{}", str(error)))


def say_done(request: HttpRequest, text: object) -> None:
    """Show what was done."""
    messages.success(request, format_html("{}", str(text)))
