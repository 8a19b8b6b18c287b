"""Links as the report and its files show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.desk.links.targets import inside_key
from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse
from wagtail_mathshub.publishing.references import DOCUMENT

AT_ONCE = 2000
LOOKS = {LinkState.DEAD: "stop", LinkState.MOVED: "hurry", LinkState.WORKS: "go", LinkState.UNSURE: "wait"}


class Lines:
    """The uses of links for a file, read a few thousand at a time."""

    model = LinkUse

    def __init__(self, uses: Any) -> None:
        self._uses = uses.select_related("link", "page").order_by("page__title", "page_id", "pk")

    def __iter__(self) -> Iterator[LinkUse]:
        return self._uses.iterator(chunk_size=AT_ONCE)


class Row:
    """A link as the report shows it. `kind` stands for the address of what lies on this site."""

    def __init__(self, link: Any) -> None:
        self.link = link
        key = inside_key(link.url)
        self.address = "" if key else link.url
        self.kind = _kind(key[0]) if key else ""
        self.look = LOOKS.get(link.state, "off")
        self.since, self.looked = _day(link.failed_since), _day(link.checked_at)
        self.waits = link.due_at is None and not key and link.checked_at is not None


def _kind(kind: str) -> str:
    return _("A file of this site") if kind == DOCUMENT else _("A page of this site")


def _day(moment: Any) -> str:
    return date_format(moment.astimezone(LONDON).date(), "j M Y", use_l10n=False) if moment else ""
