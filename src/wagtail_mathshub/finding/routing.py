"""Pages by their address, and the redirects that lead to them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from wagtail_mathshub.api.errors import not_found
from wagtail_mathshub.articles.mixins import HubArticleIndexMixin, HubArticleMixin
from wagtail_mathshub.events.mixins import HubEventIndexMixin, HubEventMixin
from wagtail_mathshub.finding.kinds import page_model
from wagtail_mathshub.hubs.mixins import HubContentMixin, HubHomeMixin, IndexPage
from wagtail_mathshub.hubs.page_data import API, body_data
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.jobs.mixins import HubJobIndexMixin, JobAdvertMixin
from wagtail_mathshub.publishing.page_links import address_of, page_link
from wagtail_mathshub.publishing.references import Wanted, find
from wagtail_mathshub.publishing.unlocking import passwords_of
from wagtail_mathshub.publishing.visibility import opened, visible
from wagtail_mathshub.resources.mixins import HubResourceIndexMixin, ResourceCollectionMixin
from wagtail_mathshub.workgroups.mixins import WorkGroupIndexMixin, WorkGroupMixin

# The kind of each type of page, and the name of the address that has its data.
KINDS: tuple[tuple[type[Any], str, str], ...] = (
    (WorkGroupMixin, "work_group", "work_group"),
    (HubEventMixin, "event", "event"),
    (HubArticleMixin, "article", "article"),
    (ResourceCollectionMixin, "collection", "collection"),
    (JobAdvertMixin, "job", "job"),
    (HubHomeMixin, "home", "page"),
    (IndexPage, "index", "page"),
    (HubContentMixin, "page", "page"),
)

# What each list page lists.
LISTS: tuple[tuple[type[Any], str], ...] = (
    (WorkGroupIndexMixin, "work_group"),
    (HubEventIndexMixin, "event"),
    (HubArticleIndexMixin, "article"),
    (HubResourceIndexMixin, "collection"),
    (HubJobIndexMixin, "job"),
)

NOTHING = {
    "page": None,
    "kind": "",
    "api_url": "",
    "redirect_to": "",
    "permanent": False,
    "unlock_url": "",
    "lists": "",
}


def kind_of(model: type[Any] | None) -> tuple[str, str]:
    """The kind of a page class and its address's name; two empty strings for a class of the site's own."""
    for mixin, kind, route in KINDS:
        if model is not None and issubclass(model, mixin):
            return kind, route
    return "", ""


def lists_of(model: type[Any] | None) -> str:
    """The kind that a list page lists; empty for any other page."""
    return next((kind for mixin, kind in LISTS if model is not None and issubclass(model, mixin)), "")


def find_page(path: str, scope: Scope) -> dict[str, Any]:
    """The page at a path of the hub's site, or the redirect there. Problem 404 for neither."""
    pages = _pages_at(path, scope)
    page = visible(pages).first()
    if page is not None:
        kind, route = kind_of(page.specific_class)
        api_url = reverse(f"{API}:{route}", args=[page.pk]) if route else ""
        link, lists = page_link(page, scope.viewpoint), lists_of(page.specific_class)
        return NOTHING | {"page": link, "kind": kind, "api_url": api_url, "lists": lists}
    key = pages.values_list("pk", flat=True).first()
    if key is not None and locked_page(key, scope) is not None:
        return NOTHING | {"unlock_url": reverse(f"{API}:unlock", args=[key])}
    redirect = _redirect_at(path, scope)
    if redirect is None:
        raise not_found(_("There is nothing at this path."))
    return NOTHING | {"redirect_to": redirect["to"], "permanent": redirect["permanent"]}


def _pages_at(path: str, scope: Scope) -> Any:
    if scope.site is None:
        return page_model().objects.none()
    inner = path.split("?")[0].split("#")[0].strip("/")
    wanted = scope.site.root_page.url_path + (inner + "/" if inner else "")
    return page_model().objects.filter(url_path=wanted)


def locked_page(key: int, scope: Scope) -> Any | None:
    """A page that anybody may see who knows its passwords, and that this reader has not opened yet."""
    site = scope.site if scope.hub else None
    with opened(PageViewRestriction.objects.values_list("pk", flat=True)):
        page = visible(page_model().objects.filter(pk=key), site=site).first()
    return page if page is not None and passwords_of(page) else None


def text_page(key: int, scope: Scope) -> Any:
    """A public page without data at an address of its own. Problem 404 for any other."""
    page = visible(page_model().objects.filter(pk=key), site=scope.site if scope.hub else None).first()
    if page is None or kind_of(page.specific_class)[1] != "page":
        raise not_found(_("There is no page of text with this id here."))
    return page.specific


def text_page_data(page: Any, scope: Scope) -> dict[str, Any]:
    """A page of text, or a list page, with its body."""
    wanted = Wanted()
    page.collect(wanted)
    found = find(wanted, scope.viewpoint)
    return {
        "page": page_link(page, scope.viewpoint),
        "kind": kind_of(type(page))[0],
        "lists": lists_of(type(page)),
        "intro": page.intro,
        "body": body_data(page, found) if hasattr(page, "body") else [],
        "seo_title": getattr(page, "seo_title", ""),
        "search_description": getattr(page, "search_description", ""),
    }


def redirects_of(scope: Scope) -> Any:
    """The redirects of the hub's site by their old paths; those to pages only where a visitor may see the page."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return page_model().objects.none()
    rows = apps.get_model("wagtailredirects", "Redirect").get_for_site(scope.site)
    to_page = Q(redirect_page__in=visible(page_model().objects.all()).values("pk"))
    elsewhere = Q(redirect_page__isnull=True) & ~Q(redirect_link="")
    return rows.filter(to_page | elsewhere).order_by("old_path", "pk")


def redirects_data(rows: list[Any], scope: Scope) -> list[dict[str, Any]]:
    """Each redirect with the address that it leads to."""
    keys = {row.redirect_page_id for row in rows if row.redirect_page_id}
    pages = page_model().objects.in_bulk(keys)
    addresses = {key: address_of(page, scope.viewpoint) for key, page in pages.items()}
    found = [(row, _target(row, addresses)) for row in rows]
    return [
        {"old_path": row.old_path, "to": address, "permanent": row.is_permanent}
        for row, address in found
        if address
    ]


def _target(row: Any, addresses: dict[int, str]) -> str:
    if row.redirect_page_id is None:
        return row.redirect_link
    address = addresses.get(row.redirect_page_id, "")
    return address and address.rstrip("/") + (row.redirect_page_route_path or "/")


def _redirect_at(path: str, scope: Scope) -> dict[str, Any] | None:
    rows = redirects_of(scope)
    if not hasattr(rows.model, "normalise_path"):
        return None
    # As Wagtail's own middleware does: with the query, or else without; the site's own before everybody's.
    try:
        wanted = [rows.model.normalise_path(path), rows.model.normalise_path(path.split("?")[0])]
    except ValueError:  # What no address can be, like //[.
        return None
    found = sorted(
        rows.filter(old_path__in=wanted), key=lambda row: (wanted.index(row.old_path), row.site_id is None)
    )
    return next(iter(redirects_data(found, scope)), None)
