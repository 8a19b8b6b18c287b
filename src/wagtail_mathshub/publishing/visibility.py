"""The one rule about what anybody may see; every public surface starts from here."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import CharField, Exists, OuterRef, Q, Value
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.reading import once

if TYPE_CHECKING:
    from wagtail.models import Site

PAGES, COLLECTIONS = "pages", "collections"
_opened: ContextVar[frozenset[int]] = ContextVar("mathshub_opened", default=frozenset())


class Restriction(NamedTuple):
    """A page or a collection that is private, with all that lies below it."""

    of: str
    key: int
    path: str


def visible(queryset: Any, *, site: Site | None = None) -> Any:
    """The pages of `queryset` that anybody may see now, in one site or in all.

    Left out are drafts, pages past their expiry whose unpublishing has not run yet, and every
    page in a private section, but for those that `opened` lets through.
    """
    pages = queryset.live().filter(Q(expire_at=None) | Q(expire_at__gt=clock.now()))
    for path in _private(PAGES):
        pages = pages.exclude(path__startswith=path)
    return pages.in_site(site) if site else pages


def is_visible(page: Any) -> bool:
    """The same of one page that was found elsewhere."""
    lasts = page.expire_at is None or page.expire_at > clock.now()
    return page.live and lasts and not any(page.path.startswith(path) for path in _private(PAGES))


def restrictions() -> list[Restriction]:
    """All private pages and collections of the installation."""
    return once("restrictions", _restrictions)


def visible_of_kind(queryset: Any, *, site: Site | None = None) -> Any:
    """The same for pages of one class, to be filtered, counted and ordered, but not searched.

    The class' own table comes first then, where an index holds all that its lists ask for, and the base
    page is looked up for each row. The other way round a database reads all pages of the installation.
    """
    link = queryset.model._meta.pk.remote_field
    if link is None:
        return visible(queryset, site=site)
    pages = visible(link.model._default_manager.filter(pk=OuterRef("pk")), site=site)
    return queryset.filter(Exists(pages))


def in_public_collections(queryset: Any) -> Any:
    """The images or documents of `queryset` that lie in no private collection, nor below one."""
    for path in _private(COLLECTIONS):
        queryset = queryset.exclude(collection__path__startswith=path)
    return queryset


@contextmanager
def opened(restrictions: Iterable[int]) -> Generator[None]:
    """Inside, page restrictions with these keys hold nobody back: this reader has shown a password."""
    token = _opened.set(frozenset(restrictions))
    try:
        yield
    finally:
        _opened.reset(token)


def _private(of: str) -> set[str]:
    return {
        row.path for row in restrictions() if row.of == of and not (of == PAGES and row.key in _opened.get())
    }


def _restrictions() -> list[Restriction]:
    # Both kinds in one query: nearly every answer needs both.
    def rows(model: Any, of: str, path: str) -> Any:
        name = Value(of, output_field=CharField())
        return model.objects.order_by().values_list(name, "pk", path)

    pages = rows(PageViewRestriction, PAGES, "page__path")
    collections = rows(CollectionViewRestriction, COLLECTIONS, "collection__path")
    return [Restriction(*row) for row in pages.union(collections, all=True)]
