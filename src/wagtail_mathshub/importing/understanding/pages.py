"""A page of an old site into what it is to become."""

from __future__ import annotations

from wagtail_mathshub.importing.converting import CleanPage, blocks_of
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.source_pages import SourcePage
from wagtail_mathshub.importing.understanding.facts import HubFacts


def understand(
    page: SourcePage, text: CleanPage, facts: HubFacts, *, kind: PlanKind | None = None
) -> list[Plan]:
    """What the page becomes: one plan, or several where it holds several Work Groups.

    `text` is the page's own text, made safe. With `kind` a person has said what the page is. Nothing of the
    text is lost: what does not become a field stays in a body.
    """
    blocks = blocks_of(text.html)
    return [
        Plan(
            kind=kind or PlanKind.PAGE,
            confidence=0.5,
            title=page.title,
            slug=page.slug,
            body=blocks.items,
            notices=(*page.notices, *text.notices, *blocks.notices),
            losses=(*text.losses, *blocks.losses),
        )
    ]
