"""A page of an old site into what it is to become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from wagtail_mathshub.importing.converting import CleanPage
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.source_pages import SourcePage
from wagtail_mathshub.importing.understanding.articles import article
from wagtail_mathshub.importing.understanding.collections import collection
from wagtail_mathshub.importing.understanding.events import event
from wagtail_mathshub.importing.understanding.facts import HubFacts
from wagtail_mathshub.importing.understanding.groups_on_page import groups_of
from wagtail_mathshub.importing.understanding.jobs import job
from wagtail_mathshub.importing.understanding.kinds import kind_of
from wagtail_mathshub.importing.understanding.outline import outline
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.people import people
from wagtail_mathshub.importing.understanding.plain import plain, several_groups
from wagtail_mathshub.importing.understanding.work_groups import work_group

_READERS: dict[PlanKind, Callable[[PageReading, float], Plan]] = {
    PlanKind.WORK_GROUP: work_group,
    PlanKind.ARTICLE: article,
    PlanKind.COLLECTION: collection,
    PlanKind.JOB: job,
    PlanKind.EVENT: event,
    PlanKind.PEOPLE: people,
    PlanKind.PAGE: plain,
}


def understand(
    page: SourcePage, text: CleanPage, facts: HubFacts, *, kind: PlanKind | None = None
) -> list[Plan]:
    """What the page becomes: one plan, or several where it holds several Work Groups.

    `text` is the page's own text, made safe. With `kind` a person has said what the page is: one plan.
    Nothing of the text is lost: what does not become a field stays in a body.
    """
    reading = PageReading(page, outline(text.html), facts)
    chosen, confidence = (kind, 1.0) if kind else kind_of(reading)
    plans = _plans(reading, chosen, confidence, is_told=kind is not None)
    first = replace(
        plans[0],
        notices=tuple(dict.fromkeys([*page.notices, *text.notices, *plans[0].notices])),
        losses=tuple(dict.fromkeys([*text.losses, *plans[0].losses])),
    )
    return [first, *plans[1:]]


def _plans(reading: PageReading, kind: PlanKind, confidence: float, *, is_told: bool) -> list[Plan]:
    if kind is PlanKind.WORK_GROUP and not is_told:
        groups, common = groups_of(reading.pieces)
        if groups:
            return several_groups(reading, groups, common, confidence)
    return [_READERS[kind](reading, confidence)]
