"""Links to pages: the address, title and type of those that visitors may see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import swapper
from django.contrib.contenttypes.models import ContentType
from wagtail.models import AbstractPage, Site

from wagtail_mathshub.publishing.addresses import site_address
from wagtail_mathshub.publishing.visibility import visible

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


def page_links(keys: set[int], viewpoint: Viewpoint) -> dict[int, dict[str, Any]]:
    """`{id, type, title, url}` by key, for the pages of `keys` that anybody may see at an address."""
    model = swapper.load_model("wagtailcore", "Page")
    pages = visible(model.objects.filter(pk__in=keys))
    links = (page_link(page, viewpoint) for page in (_light(pages) if _is_plain(model) else pages))
    return {link["id"]: link for link in links if link["url"]}


def _is_plain(model: Any) -> bool:
    return model.get_url_parts is AbstractPage.get_url_parts


def _light(pages: Any) -> Iterator[Any]:
    # One page object for all, one after the other: making an object takes longer than all else here.
    page = pages.model()
    for page.pk, page.content_type_id, page.title, page.url_path in pages.values_list(
        "pk", "content_type_id", "title", "url_path"
    ):
        yield page


def page_link(page: Any, viewpoint: Viewpoint) -> dict[str, Any]:
    """The link to one page; its `url` is "" when no site serves it."""
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return {
        "id": page.pk,
        "type": model._meta.label if model else "",
        "title": page.title,
        "url": address_of(page, viewpoint),
    }


def address_of(page: Any, viewpoint: Viewpoint) -> str:
    """The address for readers there: absolute where asked for, or where the page is in another site."""
    parts = page.get_url_parts(viewpoint.roots)
    if parts is None or parts[2] is None:
        return ""
    in_same_site = viewpoint.site is not None and parts[0] == viewpoint.site.pk
    if in_same_site and not viewpoint.absolute:
        return parts[2]
    return urljoin(_site_address(parts[0], viewpoint) + "/", parts[2].lstrip("/"))


def _site_address(key: int, viewpoint: Viewpoint) -> str:
    known = viewpoint.site_addresses
    if key not in known:
        site = viewpoint.site if viewpoint.site and viewpoint.site.pk == key else Site.objects.get(pk=key)
        known[key] = site_address(site)
    return known[key]
