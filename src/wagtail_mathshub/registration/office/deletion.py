"""A page with applications is not deleted: what schools told the hub would be lost, or the page could not go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import swapper
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from wagtail_mathshub.registration.models import Application, Interest


def refuse_deletion(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Say why a page stays, when applications or interests hang on it or on a page below."""
    return _refuse(request, [page])


def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    pages = [row for row in objects if isinstance(row, swapper.load_model("wagtailcore", "Page"))]
    return _refuse(request, pages) if action_type == "delete" and pages else None


def _refuse(request: HttpRequest, pages: list[Any]) -> HttpResponse | None:
    sentence = why_kept(pages)
    if not sentence:
        return None
    messages.error(request, format_html("{}", sentence))
    parent = pages[0].get_parent()
    back = get_valid_next_url_from_request(request)
    return redirect(back) if back else redirect("wagtailadmin_explore", parent.pk if parent else pages[0].pk)


def why_kept(pages: Iterable[Any]) -> str:
    """Why these pages cannot be deleted, and what to do instead; "" when they can be."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(page__path__startswith=page.path)
    applications = Application.objects.filter(below).count()
    interests = Interest.objects.filter(below).count()
    if not applications and not interests:
        return ""
    counts = []
    if applications:
        text = ngettext("{count} application", "{count} applications", applications)
        counts.append(text.format(count=applications))
    if interests:
        text = ngettext(
            "{count} person who wants to be told", "{count} people who want to be told", interests
        )
        counts.append(text.format(count=interests))
    return _(
        "This can't be deleted: sign-up keeps {counts} for it. Unpublish it instead: "
        "visitors no longer see it, and what schools told you stays where it belongs."
    ).format(counts=_(" and ").join(counts))
