"""Trying a failed message again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_mathshub.registration.mailing import sending
from wagtail_mathshub.registration.models import Message
from wagtail_mathshub.registration.office.screens import MESSAGE, Screen
from wagtail_mathshub.scoping.guard import check_row
from wagtail_mathshub.scoping.policies import readable
from wagtail_mathshub.scoping.screens import say_done


class RetryView(Screen):
    """The button beside a message that failed."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the message among those that the user may try again."""
        super().setup(request, *args, **kwargs)
        check_row(request.user, Message, kwargs["pk"], "change")
        self.message = get_object_or_404(readable(Message, request.user), pk=kwargs["pk"])

    def may_come_in(self, user: Any) -> bool:
        """All for whom the message was found."""
        return True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A message is tried again by a button only."""
        return redirect(f"{MESSAGE}_index")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try it again."""
        if sending.retry(self.message):
            say_done(request, _("The message goes out again within a few minutes."))
        else:
            messages.error(request, _("This message has not failed, or somebody has tried it again already."))
        return redirect(f"{MESSAGE}_index")
