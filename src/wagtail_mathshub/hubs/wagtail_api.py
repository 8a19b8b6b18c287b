"""Pages and rows in Wagtail's own APIs: what the package's API says of them, key by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from pydantic import BaseModel, RootModel
from wagtail.api import APIField
from wagtail.models import Site

from wagtail_mathshub.hubs.page_data import body_data, found_for_pages, page_data
from wagtail_mathshub.hubs.queries import hub_of_site
from wagtail_mathshub.hubs.scope import Scope
from wagtail_mathshub.hubs.shapes import Block, PageShape
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.publishing.wagtail_fields import shown, shown_keys, written

# Wagtail says these itself; the address is the one in its API.
OF_WAGTAIL = {"id", "type", "slug", "title", "api_url", "published_at", "body"}
KEPT = "_shown_by_wagtail"
One = Callable[[Any, Scope, Found], dict[str, Any]]


class BodyShape(RootModel[list[Block]]):
    """The blocks of a body."""


def nothing_more(page: Any, scope: Scope, found: Found) -> dict[str, Any]:
    """For pages that say all on their cards."""
    return {}


def no_rows(model: Any) -> Sequence[Any]:
    """For pages without rows that their cards need."""
    return ()


@dataclass(frozen=True)
class PageSource:
    """How one kind of page is made into data: the rows that its card needs, its card, and what more it says.

    The card, the rest and the body are each made when a first key of them is asked for, and kept with
    the page for the length of an answer.
    """

    card: One
    more: One = nothing_more
    rows: Callable[[Any], Sequence[Any]] = no_rows
    keys_of_more: frozenset[str] = frozenset()

    def value(self, page: Any, key: str, others: list[Any], /) -> Any:
        """The value of `key`, made together with that of the pages beside it."""
        part = "body" if key == "body" else "more" if key in self.keys_of_more else "card"
        if part not in _kept(page):
            beside = [other for other in others if type(other) is type(page)]
            self._make(part, beside if any(other is page for other in beside) else [page])
        return _kept(page)[part][key]

    def _make(self, part: str, pages: list[Any]) -> None:
        if part != "body":
            prefetch_related_objects(pages, *self.rows(type(pages[0])))
        for scope, own in by_hub(pages):
            found = found_for_pages(own, scope, bodies=part != "card")
            for page in own:
                _kept(page)[part] = self._part(part, page, scope, found)

    def _part(self, part: str, page: Any, scope: Scope, found: Found) -> dict[str, Any]:
        if part == "body":
            return {"body": body_data(page, found)}
        return self.more(page, scope, found) if part == "more" else self.card(page, scope, found)


@dataclass(frozen=True)
class RowSource:
    """How a person, a place or a project, which has a `site`, is made into data."""

    data: Callable[[Any, Scope], dict[str, Any]]

    def value(self, row: Any, key: str, others: list[Any], /) -> Any:
        """The value of `key`, in the words of the row's own hub."""
        kept = _kept(row)
        if "row" not in kept:
            scope = scope_of_site(row.site_id)
            kept["row"] = self.data(row, scope) | {"site": scope.hub.key if scope.hub else ""}
        return kept["row"][key]


def by_hub(pages: list[Any]) -> Iterator[tuple[Scope, list[Any]]]:
    """The pages of each hub with its scope."""
    sites: dict[int | None, list[Any]] = defaultdict(list)
    for page in pages:
        parts = page.get_url_parts()
        sites[parts[0] if parts else None].append(page)
    yield from ((scope_of_site(key), own) for key, own in sites.items())


def scope_of_site(key: int | None) -> Scope:
    """The scope of a site, whoever asks: v3 tells its fields nothing of the request."""
    site = Site.objects.select_related("root_page").filter(pk=key).first() if key else None
    return Scope(hub_of_site(site), site)


def _kept(row: Any) -> dict[str, Any]:
    return vars(row).setdefault(KEPT, {})


def page_fields(
    source: PageSource,
    shape: type[BaseModel],
    *columns: str,
    body: bool = True,
    read_as: dict[str, str] | None = None,
) -> list[APIField]:
    """`api_fields` for a page: `columns` may be written, everything of `shape` is read.

    `read_as` names the key that a column is read as, where the column itself is not public.
    """
    annotations = {name: field.annotation for name, field in shape.model_fields.items()}
    keys = [name for name in annotations if name not in OF_WAGTAIL]
    hidden = [shown(name, source, annotations[key], key=key) for name, key in (read_as or {}).items()]
    bodies = [shown("body", source, BodyShape)] if body else []
    return [*written(*columns), *shown_keys(source, annotations, keys), *hidden, *bodies]


def row_fields(source: RowSource, shape: type[BaseModel], *columns: str) -> list[APIField]:
    """`api_fields` for a row with a `site`: `columns` and the hub may be written, all of `shape` is read."""
    annotations = {name: field.annotation for name, field in shape.model_fields.items()} | {"site": str}
    keys = [name for name in annotations if name != "id"]
    return [*written("site", *columns), *shown_keys(source, annotations, keys)]


def more_keys(card: type[BaseModel], detail: type[BaseModel]) -> frozenset[str]:
    """The keys that a page's detail has and its card has not."""
    return frozenset(detail.model_fields) - frozenset(card.model_fields)


def _text_card(page: Any, scope: Scope, found: Found) -> dict[str, Any]:
    return page_data(page, "page", "page", scope)


TEXT = page_fields(PageSource(_text_card), PageShape, "intro")
INDEX = page_fields(PageSource(_text_card), PageShape, "intro", body=False)
