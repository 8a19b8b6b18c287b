"""What the installation remembers of each page of an old site."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

import orjson
from django.core.serializers.json import DjangoJSONEncoder

from wagtail_mathshub.importing.applying.desk import Desk
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.keeping import digest_of, to_json
from wagtail_mathshub.importing.plans import Plan
from wagtail_mathshub.importing.source_pages import SourcePage
from wagtail_mathshub.importing.tables import ImportItem, ItemState


@dataclass
class Written:
    """What has become of a page; `page` is None where there is none, `applied` None where that stays."""

    state: ItemState
    page: Any = None
    applied: dict[str, Any] | None = None
    is_published: bool = False
    said: list[Notice] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    files: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    digest: str = ""


# What a second run may find changed; the rest of an item only says which run that was.
_KEPT = (
    "page_id",
    "title",
    "kind",
    "confidence",
    "address",
    "aliases",
    "status",
    "digest",
    "original",
    "findings",
    "applied",
    "open_links",
    "open_media",
)
NOT_MADE = (ItemState.FAILED, ItemState.LEFT_OUT)
_MAY_STAY = (*NOT_MADE, ItemState.KEPT)
LONGEST_NAME = 500


def item_name(source_id: str, part: str = "") -> str:
    """What an item is kept under: long names differ in their last characters at least."""
    name = full_name(source_id, part)
    if len(name) <= LONGEST_NAME:
        return name
    digest = sha256(name.encode()).hexdigest()
    return f"{name[: LONGEST_NAME - len(digest) - 1]}#{digest}"


def full_name(source_id: str, part: str) -> str:
    """The name of a page of the source, or of one part of it."""
    return f"{source_id}#{part}" if part else source_id


def keep(desk: Desk, page: SourcePage, plan: Plan, item: ImportItem | None, written: Written) -> ImportItem:
    """The item with what there is to say now; a second run that finds nothing new leaves it alone."""
    item = item or ImportItem(
        site=desk.run.site,
        source_key=desk.source_key,
        source_id=item_name(page.id, plan.part),
        first_run=desk.run,
    )
    before = {name: getattr(item, name) for name in _KEPT}
    item.page_id = written.page.pk if written.page is not None else item.page_id
    item.title, item.kind, item.confidence = plan.title[:255], plan.kind, plan.confidence
    item.address, item.aliases = ("", []) if plan.part else (page.address[:2000], list(page.aliases))
    item.status, item.digest = page.status, written.digest or digest_of(page)
    item.original = {} if plan.part else to_json(page)
    item.findings = _findings(plan, written, item.findings)
    item.applied = item.applied if written.applied is None else written.applied
    item.open_links, item.open_media = written.links, written.media
    is_no_news = written.state == ItemState.UNCHANGED or (
        written.state == item.state and written.state in _MAY_STAY
    )
    if item.pk and is_no_news and before == {name: getattr(item, name) for name in _KEPT}:
        return item
    item.run, item.state, item.order = desk.run, written.state, desk.order
    item.indexed = item.indexed and written.state in (ItemState.UNCHANGED, *NOT_MADE)
    item.save()
    return item


def _findings(plan: Plan, written: Written, before: dict[str, Any]) -> dict[str, Any]:
    return _plain(
        {
            "guesses": [asdict(guess) for guess in plan.guesses],
            "notices": [asdict(notice) for notice in written.said],
            "losses": [asdict(loss) for loss in plan.losses],
            "files": written.files,
            "redirects": list(dict.fromkeys([*before.get("redirects", []), *written.paths])),
        }
    )


def _plain(data: Any) -> Any:
    return orjson.loads(DjangoJSONEncoder().encode(data))
