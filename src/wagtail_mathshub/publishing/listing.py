"""Lists in pages of a size that the site chooses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator

from wagtail_mathshub.conf import conf
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.renditions import images

if TYPE_CHECKING:
    from django.http import HttpRequest


def listed(rows: Any, request: HttpRequest, *, count: int | None = None) -> Page:
    """The page of `rows` that the request's `page` asks for; the nearest there is for a wrong number.

    `count` says how many there are, where that is known.
    """
    paginator = Paginator(rows, conf.list_page_size)
    if count is not None:
        paginator.__dict__["count"] = count
    return paginator.get_page(request.GET.get("page"))


def pictures_of(pages: Iterable[Any]) -> dict[int, dict[str, Any]]:
    """The pictures of a list's cards by key, in one query for all."""
    keys = {page.lead_image_id for page in pages if page.lead_image_id}
    return images(keys, Viewpoint()) if keys else {}
