"""Where those who lead a Work Group lead another one at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import day_words

if TYPE_CHECKING:
    import datetime

    from wagtail_mathshub.hubs.models import HubSettings
    from wagtail_mathshub.scheduling.slots import Span


class Dated(Protocol):
    """A session, saved or not."""

    @property
    def date(self) -> datetime.date | None:
        """The day, as London has it."""

    def span(self) -> Span:
        """From when to when."""


def clashes(
    rows: Sequence[Dated], *, people: Mapping[int, str], hub: HubSettings | None, page: int | None
) -> Iterator[tuple[Any, str]]:
    """Each of `rows` that clashes, with a sentence, in one query.

    `people` are the names of those who lead, by key; `page` is the key of the group itself. Only
    the hub's own groups are named.
    """
    own = [(row.span(), row.date, row) for row in rows if row.date]
    if not people or not own or hub is None:
        return
    sentence = _("{person} also leads “{title}” on {day} at that time.")
    for starts, ends, title, person in _others(own, people, hub, page):
        for (start, end), day, row in own:
            if person in people and starts < end and ends > start:
                yield row, sentence.format(person=people[person], title=title, day=day_words(day))


def _others(own: list[Any], people: Mapping[int, str], hub: HubSettings, page: int | None) -> Any:
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

    model = get_model(WorkGroupMixin)
    if model is None:
        return ()
    sessions = model.sessions.rel.related_model.objects
    return (
        sessions.filter(page__leads__person__in=people, status="scheduled")
        .filter(
            starts_at__lt=max(span[1] for span, _day, _row in own),
            ends_at__gt=min(span[0] for span, _day, _row in own),
        )
        .filter(page__path__startswith=hub.site.root_page.path)
        .exclude(page=page)
        .order_by("starts_at", "page__title", "page__leads__person")
        .values_list("starts_at", "ends_at", "page__title", "page__leads__person")
        .distinct()
    )
