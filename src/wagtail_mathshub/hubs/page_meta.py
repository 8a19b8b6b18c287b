"""What the head of a page says to search engines, and to sites that show a card of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin

from django.core.paginator import Page as ListPage
from django.utils.text import Truncator
from wagtail.models import Site

from wagtail_mathshub.publishing.addresses import site_address
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.renditions import card_image

if TYPE_CHECKING:
    from django.http import HttpRequest

DESCRIPTION_LENGTH = 300
CAMPAIGN = ("utm_", "fbclid", "gclid", "msclkid")


@dataclass(frozen=True)
class PageMeta:
    """The head of one page. Addresses are absolute, "" where nothing serves the page; moments are ISO texts."""

    title: str
    description: str = ""
    # The page's own address, and the one that search engines are to show.
    address: str = ""
    canonical: str = ""
    site_name: str = ""
    kind: str = "website"
    # `{url, width, height, alt}`
    image: dict[str, Any] | None = None
    published_at: str = ""
    modified_at: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    topics: tuple[str, ...] = ()
    is_indexed: bool = True


def meta_for(
    request: HttpRequest,
    hub: Any,
    *,
    title: str,
    description: str = "",
    path: str | None = None,
    indexed: bool = True,
    **more: Any,
) -> PageMeta:
    """The head of a view that is no page of the tree; `path` is its address without the host, else the request's.

    `more` are further fields of PageMeta.
    """
    site = hub.site if hub else Site.find_for_request(request)
    address = urljoin(site_address(site) + "/", path or request.path) if site else ""
    others: dict[str, Any] = {"canonical": address} | more
    return PageMeta(
        title=title,
        description=shortened(description),
        address=address,
        site_name=hub.name if hub else "",
        is_indexed=indexed,
        **others,
    )


def meta_of_page(page: Any, request: HttpRequest, hub: Any, context: dict[str, Any]) -> PageMeta:
    """The head of a page of the tree, of which a preview may have neither key nor path."""
    viewpoint = Viewpoint(site=hub.site if hub else Site.find_for_request(request), absolute=True)
    address = address_of(page, viewpoint) if page.path else ""
    number = _number_of(context)
    is_list = number is not None
    return PageMeta(
        # A site's own base page may have neither of Wagtail's fields for search engines.
        title=getattr(page, "seo_title", "") or page.title,
        description=_description(page),
        address=address,
        canonical=f"{address}?{urlencode({'page': number})}"
        if address and number and number > 1
        else address,
        site_name=hub.name if hub else "",
        image=card_image(page, viewpoint),
        is_indexed=page.is_indexed
        and not getattr(request, "is_preview", False)
        and not (is_list and _filters(request) > 1),
    )


def shortened(text: str) -> str:
    """A text for people who have not opened the page yet, on one line."""
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_LENGTH)


def _description(page: Any) -> str:
    texts = (getattr(page, name, "") for name in ("search_description", "summary", "intro"))
    return shortened(next((text for text in texts if text and text.strip()), ""))


def _number_of(context: dict[str, Any]) -> int | None:
    # Which page of the list is shown, whatever the list is called; None for a page that lists nothing.
    return next((value.number for value in context.values() if isinstance(value, ListPage)), None)


def _filters(request: HttpRequest) -> int:
    # One filter makes a list that people look for (a topic, an author); more make endlessly many.
    given = ((name, value) for name, values in request.GET.lists() for value in values)
    return sum(1 for name, value in given if value and name != "page" and not name.startswith(CAMPAIGN))
