"""What the lists of sign-up have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.publishing.wording import time_words
from wagtail_mathshub.registration.states import MessageState, State
from wagtail_mathshub.scoping.lists import UNWRITABLE, ListAdmin
from wagtail_mathshub.scoping.model_admin import FORMULA_STARTS

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


def plain_cell(value: Any, export_format: str) -> Any:
    """A cell that no spreadsheet runs, and that every one can hold."""
    if not isinstance(value, str):
        return value
    text = UNWRITABLE.sub("", value)
    # A workbook holds text as text; only a CSV file leaves it to the program what a cell is.
    # What has an apostrophe already gets another, so that taking one off gives the text that was typed.
    runs = export_format == "csv" and text.lstrip("'").startswith(FORMULA_STARTS)
    return f"'{text}" if runs else text


class OfficeAdmin(ListAdmin):
    """A list of sign-up."""

    index_template_name = "wagtail_mathshub/admin/registration/list.html"
