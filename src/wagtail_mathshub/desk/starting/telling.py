"""Says after saving what was made of pasted dates, where no script has said it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_mathshub.workgroups.pasting.reading import Pasted


def tell_of_pasted(request: HttpRequest, page: Any) -> None:
    """A hook for a page that was saved: what became of the dates that were pasted into its form."""
    pasted: Pasted | None = page.__dict__.pop("pasted", None)
    if pasted is None:
        return
    if count := len(pasted.rows):
        words = ngettext("{count} session was added.", "{count} sessions were added.", count)
        messages.success(request, words.format(count=count))
    if pasted.already:
        say_odd(request, _("There already, and not added twice:"), pasted.already)
    if pasted.warnings:
        say_odd(request, _("Please look at these dates again:"), pasted.warnings)


def say_odd(request: HttpRequest, words: str, lines: Any) -> None:
    """Show `lines` below `words`, as something to look at."""
    listed = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    messages.warning(request, format_html("{} <ul>{}</ul>", words, listed))
