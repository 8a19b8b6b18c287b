"""The site map and robots.txt, as search engines ask for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.finding.site_map import pages_to_find
from wagtail_mathshub.publishing.page_links import address_of
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.publishing.references import Viewpoint

if TYPE_CHECKING:
    from django.http import HttpRequest

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# More than these a search engine takes from no one file.
MOST_ADDRESSES = 50_000

Entry = tuple[str, datetime | None]


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of the request's site that is to be found; if they are too many, the parts that `p` numbers."""
    site = _site_of(request)
    with one_reading():
        parts = Paginator(pages_to_find(site), MOST_ADDRESSES)
        number = request.GET.get("p")
        if number is None and parts.num_pages > 1:
            return _xml("sitemapindex", "sitemap", _parts(request, site, parts.num_pages))
        if number is not None and (not number.isdecimal() or not 1 <= int(number) <= parts.num_pages):
            raise Http404
        pages = parts.page(int(number or 1)).object_list
        return _xml("urlset", "url", _entries(pages.iterator(chunk_size=2000), site))


def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the answers of the search; and where the site map is."""
    site = _site_of(request)
    search = _address("mathshub:search")
    lines = ["User-agent: *", f"Disallow: {search}" if search else "Disallow:", ""]
    lines += [f"Sitemap: {urljoin(site.root_url, _sitemap_path())}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _site_of(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _parts(request: HttpRequest, site: Site, number: int) -> Iterator[Entry]:
    for part in range(1, number + 1):
        yield f"{urljoin(site.root_url, request.path)}?p={part}", None


def _entries(pages: Iterator[Any], site: Site) -> Iterator[Entry]:
    viewpoint = Viewpoint(site=site, absolute=True)
    for page in pages:
        address = address_of(page, viewpoint)
        if address:
            # As Wagtail's own site map does: a page may have been made before its publishing was noted.
            yield address, page.last_published_at or page.latest_revision_created_at


def _xml(root: str, element: str, entries: Iterator[Entry]) -> HttpResponse:
    inside = "".join(f"<{element}>{_entry(*entry)}</{element}>\n" for entry in entries)
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{NAMESPACE}">\n{inside}</{root}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _entry(address: str, changed: datetime | None) -> str:
    if changed is None:
        return f"<loc>{escape(address)}</loc>"
    when = changed.astimezone(clock.LONDON).isoformat(timespec="seconds")
    return f"<loc>{escape(address)}</loc><lastmod>{when}</lastmod>"


def _sitemap_path() -> str:
    # At the root where the site has mounted it there, and else beside the package's other addresses.
    return _address("mathshub_sitemap") or reverse("mathshub:sitemap")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
