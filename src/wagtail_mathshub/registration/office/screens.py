"""What the screens of sign-up have in common: furniture, addresses, and who may come in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub.registration.refusals import Busy, Refused
from wagtail_mathshub.scoping import screens
from wagtail_mathshub.scoping.screens import Screen as BaseScreen

APPLICATION = "mathshub_registration_application_modeladmin"
MESSAGE = "mathshub_registration_message_modeladmin"


def list_address(**query: Any) -> str:
    """The list of applications, with filters set."""
    return reverse(f"{APPLICATION}_index", query=query or None)


def application_address(key: Any) -> str:
    """The screen of one application."""
    return reverse(f"{APPLICATION}_inspect", args=[key])


class Screen(BaseScreen):
    """A screen below the list of applications."""

    header_icon = "form"

    def get_crumbs(self) -> list[tuple[str, Any]]:
        """The list of applications, and what lies between it and here."""
        return [(list_address(), _("Applications")), *super().get_crumbs()]


BUSY = gettext_lazy("Too many people are asking at once. Nothing was changed; press the button again.")


def sentence_of(error: Refused | Busy) -> str:
    """What to tell somebody whose step was not taken."""
    return str(BUSY) if isinstance(error, Busy) else str(error)


def say_no(request: HttpRequest, error: Refused | Busy) -> None:
    """Show why nothing was done."""
    screens.say_no(request, sentence_of(error))
