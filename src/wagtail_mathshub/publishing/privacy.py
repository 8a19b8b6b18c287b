"""Who may see pages that the package makes, and not somebody on Wagtail's own form for a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.models import PageViewRestriction


def keep_private(page: Any, request: HttpRequest) -> None:
    """Give the saved `page` the privacy that its class gives to new pages; nothing where they are public."""
    given = page.get_default_privacy_setting(request)
    if given["type"] == PageViewRestriction.NONE:
        return
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=given["type"], password=given.get("password", "")
    )
    if given["type"] == PageViewRestriction.GROUPS:
        restriction.groups.set(given["groups"])


def copy_privacy(source: Any, copy: Any) -> None:
    """Give `copy` the restrictions that `source` has itself; those of pages above come with its place."""
    for held in PageViewRestriction.objects.filter(page=source.pk).prefetch_related("groups"):
        restriction = PageViewRestriction.objects.create(
            page=copy, restriction_type=held.restriction_type, password=held.password
        )
        restriction.groups.set(held.groups.all())
