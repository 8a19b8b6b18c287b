"""Lists in pages of a size that the site chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator

from wagtail_mathshub.conf import conf

if TYPE_CHECKING:
    from django.http import HttpRequest


def listed(rows: Any, request: HttpRequest) -> Page:
    """The page of `rows` that the request's `page` asks for; the nearest there is for a wrong number."""
    return Paginator(rows, conf.list_page_size).get_page(request.GET.get("page"))
