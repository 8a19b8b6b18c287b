"""Links to pages and documents of this installation: whether readers get there is known without asking anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import swapper
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from wagtail_mathshub import clock
from wagtail_mathshub.desk.links.portions import portions
from wagtail_mathshub.desk.links.targets import inside_key
from wagtail_mathshub.publishing.outgoing_links import LinkState, OutgoingLink
from wagtail_mathshub.publishing.references import DOCUMENT, PAGE
from wagtail_mathshub.publishing.visibility import in_public_collections, visible

AT_ONCE = 500
Finding = tuple[LinkState, str]


def inside_links() -> Any:
    """The links that lead to pages and documents of this installation."""
    return OutgoingLink.objects.filter(Q(url__startswith=f"{PAGE}:") | Q(url__startswith=f"{DOCUMENT}:"))


def found_inside(targets: Iterable[str]) -> dict[str, Finding]:
    """State and reason by target, for those of `targets` that lie inside; in at most five queries."""
    known = {target: key for target in targets if (key := inside_key(target))}
    pages = {key for kind, key in known.values() if kind == PAGE}
    documents = {key for kind, key in known.values() if kind == DOCUMENT}
    findings = {PAGE: _pages(pages) if pages else {}, DOCUMENT: _documents(documents) if documents else {}}
    gone = {PAGE: _("The page has been deleted."), DOCUMENT: _("The file has been deleted.")}
    return {
        target: findings[kind].get(key, (LinkState.DEAD, gone[kind])) for target, (kind, key) in known.items()
    }


def _pages(keys: set[int]) -> dict[int, Finding]:
    rows = swapper.load_model("wagtailcore", "Page").objects.filter(pk__in=keys)
    seen = set(visible(rows).values_list("pk", flat=True))
    found = {}
    for key, live, expires in rows.values_list("pk", "live", "expire_at"):
        if key in seen:
            found[key] = (LinkState.WORKS, "")
        elif live and (expires is None or expires > clock.now()):
            found[key] = (LinkState.UNSURE, _("The page is private. Only those who may see it get a link."))
        else:
            found[key] = (LinkState.DEAD, _("The page is not published."))
    return found


def _documents(keys: set[int]) -> dict[int, Finding]:
    rows = get_document_model().objects.filter(pk__in=keys)
    seen = set(in_public_collections(rows).values_list("pk", flat=True))
    private = (LinkState.UNSURE, _("The file is private, so readers get no link."))
    return {
        key: (LinkState.WORKS, "") if key in seen else private for key in rows.values_list("pk", flat=True)
    }


def judge_inside(links: Any = None) -> list[int]:
    """Store where links inside lead now; the keys of those that have died or come back to life."""
    rows = inside_links() if links is None else links
    fields = ("pk", "url", "state", "failed_since", "reason", "checked_at")
    return [
        key
        for batch in portions(rows.only(*fields).order_by("pk").iterator(chunk_size=AT_ONCE), AT_ONCE)
        for key in _judge(batch)
    ]


def _judge(batch: list[OutgoingLink]) -> Iterator[int]:
    findings, changed = found_inside(link.url for link in batch), []
    for link in batch:
        state, reason = findings[link.url]
        if (link.state, link.reason) == (state, reason) and link.checked_at:
            continue
        if LinkState.DEAD in (state, link.state) and state != link.state:
            yield link.pk
        link.failed_since = (link.failed_since or clock.now()) if state == LinkState.DEAD else None
        link.state, link.reason, link.checked_at = state, reason, clock.now()
        changed.append(link)
    OutgoingLink.objects.bulk_update(changed, ["state", "reason", "checked_at", "failed_since"])
