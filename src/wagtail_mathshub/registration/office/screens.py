"""What the screens of sign-up have in common: furniture, addresses, and who may come in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_mathshub.registration.refusals import Busy, Refused

APPLICATION = "mathshub_registration_application_modeladmin"
MESSAGE = "mathshub_registration_message_modeladmin"


def list_address(**query: Any) -> str:
    """The list of applications, with filters set."""
    return reverse(f"{APPLICATION}_index", query=query or None)


def application_address(key: Any) -> str:
    """The screen of one application."""
    return reverse(f"{APPLICATION}_inspect", args=[key])


class Screen(WagtailAdminTemplateMixin, View):
    """A screen below the list of applications."""

    header_icon = "form"
    crumbs: tuple[tuple[str, Any], ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in those who may use the screen, and nobody else."""
        if not self.may_come_in(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the screen."""
        return self.render_to_response(self.get_context_data())

    def may_come_in(self, user: Any) -> bool:
        """Whether `user` may use this screen. Nobody, unless the screen says so."""
        return False

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """From home to here."""
        above = [{"url": list_address(), "label": _("Applications")}]
        above += [{"url": url, "label": label} for url, label in self.crumbs]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]


BUSY = gettext_lazy("Too many people are asking at once. Nothing was changed; press the button again.")


def sentence_of(error: Refused | Busy) -> str:
    """What to tell somebody whose step was not taken."""
    return str(BUSY) if isinstance(error, Busy) else str(error)


def say_no(request: HttpRequest, error: Refused | Busy) -> None:
    """Show why nothing was done."""
    messages.error(request, format_html("{}", sentence_of(error)))


def say_done(request: HttpRequest, text: str) -> None:
    """Show what was done."""
    messages.success(request, format_html("{}", text))
