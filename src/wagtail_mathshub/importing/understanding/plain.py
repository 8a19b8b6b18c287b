"""A page of text, and the page that leads to several Work Groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.understanding.drafting import Draft
from wagtail_mathshub.importing.understanding.groups_on_page import Group
from wagtail_mathshub.importing.understanding.outline import Piece
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.work_groups import work_group

_FOR_ALL = re.compile(r"all (?:the |our )?(?:sessions|dates|meetings|workshops|cohorts|groups)\b", re.I)


def plain(reading: PageReading, confidence: float) -> Plan:
    """The plan for a page of text: all of it."""
    return Draft(PlanKind.PAGE, reading.title, list(reading.pieces), reading.page.slug).plan(confidence)


def several_groups(
    reading: PageReading, groups: Sequence[Group], common: Sequence[Piece], confidence: float
) -> list[Plan]:
    """A page with what all groups share and links to them (`part:2`, ...), and a plan for each group."""
    titles = [(str(number), _title(reading, group)) for number, group in enumerate(groups, start=2)]
    for_all = [piece for group in groups for piece in group.pieces if _FOR_ALL.match(piece.text)]
    parts = []
    for group, (part, title) in zip(groups, titles, strict=True):
        one = PageReading(
            reading.page, group.pieces, reading.facts, heading=group.heading, common=common, for_all=for_all
        )
        if not group.codes and len({code for other in groups for code in other.codes}) == 0:
            one.code = reading.code
        parts.append(work_group(one, confidence, title=title, part=part))
    draft = Draft(PlanKind.PAGE, reading.title, list(common), reading.page.slug)
    page = draft.plan(confidence)
    page.body.append({"type": "text", "value": link_list(titles)})
    return [page, *parts]


def _title(reading: PageReading, group: Group) -> str:
    heading = " ".join(group.heading.split())
    if not heading:
        return f"{reading.title} ({min(group.codes)})" if group.codes else reading.title
    return heading if len(heading.split()) > 3 or group.codes else f"{reading.title}: {heading}"


def link_list(titles: Sequence[tuple[str, str]]) -> str:
    """Links to the parts of a page, each (part, title)."""
    items = "".join(f'<li><a href="part:{escape(part)}">{escape(title)}</a></li>' for part, title in titles)
    return f"<ul>{items}</ul>"
