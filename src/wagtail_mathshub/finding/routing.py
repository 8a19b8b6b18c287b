"""Pages by their address, and the redirects that lead to them."""

from __future__ import annotations

from typing import Any

import swapper
from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_mathshub.api.errors import not_found
from wagtail_mathshub.articles.mixins import HubArticleMixin
from wagtail_mathshub.events.mixins import HubEventMixin
from wagtail_mathshub.hubs.mixins import HubContentMixin, HubHomeMixin, IndexPage
from wagtail_mathshub.hubs.page_data import API
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.jobs.mixins import JobAdvertMixin
from wagtail_mathshub.publishing.page_links import address_of, page_link
from wagtail_mathshub.publishing.visibility import visible
from wagtail_mathshub.resources.mixins import ResourceCollectionMixin
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

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


def kind_of(model: type[Any] | None) -> tuple[str, str]:
    """The kind of a page class and its address's name; two empty strings for a class of the site's own."""
    for mixin, kind, route in KINDS:
        if model is not None and issubclass(model, mixin):
            return kind, route
    return "", ""


def find_page(path: str, scope: Scope) -> dict[str, Any]:
    """The page at a path of the hub's site, or the redirect there. Problem 404 for neither."""
    plain = "/" + path.split("?")[0].split("#")[0].strip("/")
    page = _page_at(plain, scope)
    if page is not None:
        kind, route = kind_of(page.specific_class)
        return {
            "page": page_link(page, scope.viewpoint),
            "kind": kind,
            "api_url": reverse(f"{API}:{route}", args=[page.pk]) if route else "",
            "redirect_to": "",
            "permanent": False,
        }
    for row in redirect_rows(scope):
        if row["old_path"].rstrip("/") == plain.rstrip("/"):
            target = {"redirect_to": row["to"], "permanent": row["permanent"]}
            return {"page": None, "kind": "", "api_url": ""} | target
    raise not_found(_("There is nothing at this path."))


def _page_at(path: str, scope: Scope) -> Any | None:
    if scope.site is None:
        return None
    model = swapper.load_model("wagtailcore", "Page")
    wanted = scope.site.root_page.url_path.rstrip("/") + path.rstrip("/") + "/"
    return visible(model.objects.filter(url_path=wanted)).first()


def text_page(key: int, scope: Scope) -> tuple[Any, str]:
    """A public page without data at an address of its own, with its kind. Problem 404 for any other."""
    model = swapper.load_model("wagtailcore", "Page")
    pages = visible(model.objects.filter(pk=key), site=scope.site if scope.hub else None)
    page = pages.first()
    kind, route = kind_of(page.specific_class) if page is not None else ("", "")
    if page is None or route != "page":
        raise not_found(_("There is no page of text with this id here."))
    return page.specific, kind


def redirect_rows(scope: Scope) -> list[dict[str, Any]]:
    """The redirects of the hub's site; those to pages only where a visitor may see the page."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return []
    model = apps.get_model("wagtailredirects", "Redirect")
    rows = list(model.get_for_site(scope.site).order_by("old_path"))
    pages = swapper.load_model("wagtailcore", "Page").objects
    targets = visible(pages.filter(pk__in=[row.redirect_page_id for row in rows if row.redirect_page_id]))
    addresses = {page.pk: address_of(page, scope.viewpoint) for page in targets}
    found = [(row, addresses.get(row.redirect_page_id) or row.redirect_link) for row in rows]
    return [
        {"old_path": row.old_path, "to": address, "permanent": row.is_permanent}
        for row, address in found
        if address
    ]
