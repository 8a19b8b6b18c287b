"""What a visitor may see: the one rule that every list, count, feed and link asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from wagtail_mathshub import clock

if TYPE_CHECKING:
    from wagtail.models import Site


def visible(queryset: Any, *, site: Site | None = None) -> Any:
    """Narrow page `queryset` to what anybody may read now, in one `site` or in all.

    Left out: drafts, pages past their expiry whose unpublishing has not run yet, and every
    page in a private section.
    """
    pages = queryset.live().public().filter(Q(expire_at=None) | Q(expire_at__gt=clock.now()))
    return pages.in_site(site) if site else pages
