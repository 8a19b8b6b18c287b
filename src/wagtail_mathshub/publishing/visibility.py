"""The one rule about what anybody may see; every public surface starts from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import CollectionViewRestriction

from wagtail_mathshub import clock

if TYPE_CHECKING:
    from wagtail.models import Site


def visible(queryset: Any, *, site: Site | None = None) -> Any:
    """The pages of `queryset` that anybody may see now, in one site or in all.

    Left out are drafts, pages past their expiry whose unpublishing has not run yet, and every
    page in a private section.
    """
    pages = queryset.live().public().filter(Q(expire_at=None) | Q(expire_at__gt=clock.now()))
    return pages.in_site(site) if site else pages


def in_public_collections(queryset: Any) -> Any:
    """The images or documents of `queryset` that lie in no private collection, nor below one."""
    restrictions = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    for path in set(restrictions):
        queryset = queryset.exclude(collection__path__startswith=path)
    return queryset
