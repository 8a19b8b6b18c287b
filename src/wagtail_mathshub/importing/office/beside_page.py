"""What an import has to say about a page, where the page is edited."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from wagtail_mathshub.importing import report
from wagtail_mathshub.importing.office.rows import safe_address
from wagtail_mathshub.importing.office.screens import item_address
from wagtail_mathshub.importing.tables import ImportItem, ImportRun
from wagtail_mathshub.scoping.policies import readable

MOST_LINES = 8


def tell(request: HttpRequest, page: Any) -> None:
    """Above the form of a page that came with an import and is not accepted yet: what to look at."""
    if request.method != "GET" or "application/json" in request.headers.get("Accept", ""):
        return
    found = ImportItem.objects.filter(page_id=page.pk, accepted=False).defer("original", "applied")
    item = found.select_related("run", "first_run").first()
    run = (item.run or item.first_run) if item else None
    if item is None or run is None or not readable(ImportRun, request.user).filter(pk=run.pk).exists():
        return
    links = [messages.button(item_address(run, item), _("Look at it and accept"))]
    if old := safe_address(item.address):
        links.append(messages.button(old, _("Old page"), new_window=True))
    messages.warning(request, _words(item), buttons=links)


def _words(item: ImportItem) -> SafeString:
    lines = [report.notice_words(notice) for notice in item.notices]
    lines += [report.guess_words(guess) for guess in item.findings.get("guesses", [])]
    more = len(lines) - MOST_LINES
    if more > 0:
        words = ngettext("and {count} more", "and {count} more", more).format(count=more)
        lines = [*lines[:MOST_LINES], words]
    intro = _("This page came with an import, and nobody has accepted it yet.")
    listed = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
    return format_html("{}{}", intro, listed if lines else "")
