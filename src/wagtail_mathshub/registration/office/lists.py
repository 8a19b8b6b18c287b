"""What the lists of sign-up have in common."""

from __future__ import annotations

from datetime import datetime

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.publishing.wording import time_words
from wagtail_mathshub.registration.states import MessageState, State
from wagtail_mathshub.scoping.lists import ListAdmin

LOOKS = {
    State.CONFIRMED: "go",
    State.OFFERED: "hurry",
    State.PENDING: "hurry",
    State.WAITING: "wait",
    State.SUBMITTED: "wait",
    MessageState.SENT: "go",
    MessageState.WAITING: "wait",
    MessageState.SENDING: "wait",
    MessageState.FAILED: "stop",
}


def chip(state: str, label: str) -> SafeString:
    """A state as a chip, told apart by its word and not by its colour alone."""
    return format_html('<span class="mh-chip mh-chip--{}">{}</span>', LOOKS.get(state, "off"), label)


def short_moment(moment: datetime) -> str:
    """A moment in London in few words, for a narrow column."""
    local = moment.astimezone(LONDON)
    day = formats.date_format(local.date(), "j M Y", use_l10n=False)
    return f"{day}, {time_words(local.time())}"


class OfficeAdmin(ListAdmin):
    """A list of sign-up."""

    index_template_name = "wagtail_mathshub/admin/registration/list.html"
