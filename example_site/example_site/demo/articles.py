"""The demo's articles."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils.html import escape

from example_site.demo.files import picture
from example_site.demo.hubs import COLOURS
from example_site.demo.known import Known, index_of, year_range
from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.pages.models import HubArticleAuthor, HubArticleIndexPage, HubArticlePage
from wagtail_mathshub.taxonomy.models import Topic

INVENTED = "This article is invented, to show what a hub's site looks like."


def make_article(row: dict[str, Any], known: Known) -> tuple[HubArticlePage, bool]:
    """The page for `row`; and whether it is new."""
    hub = known.hubs[row["hub"]]
    index = index_of(hub, HubArticleIndexPage)
    page = HubArticlePage.objects.child_of(index).filter(slug=row["key"]).first()
    if page is not None:
        return page, False
    series, day = row.get("series", {}), _day(row["date"], known)
    page = HubArticlePage(
        slug=row["key"],
        title=row["title"],
        summary=f"{row['points'][0].capitalize()}; {row['points'][1]}.",
        date=day,
        date_precision=row["precision"],
        series_name=series.get("name", ""),
        series_part=series.get("part"),
        series_parts=series.get("of"),
        references="\n".join(row.get("references", [])),
        body=_body(row),
        first_published_at=datetime.combine(day, time(9), tzinfo=LONDON),
        **year_range(row.get("year_groups")),
    )
    page.lead_image = picture(row["title"], COLOURS[row["hub"]], hub_collection(hub))
    page.authors = [known.credit(HubArticleAuthor, n, name) for n, name in enumerate(row["authors"])]
    index.add_child(instance=page)
    page.topics = list(Topic.objects.filter(key__in=row["topics"]))
    page.save_revision().publish()
    return page, True


def _day(text: str, known: Known) -> date:
    if len(text) == len("2026-09"):
        return known.shift.day(date.fromisoformat(f"{text}-15")).replace(day=1)
    return known.shift.day(date.fromisoformat(text))


def _body(row: dict[str, Any]) -> list[tuple[str, Any]]:
    first, *others = row["points"]
    blocks: list[tuple[str, Any]] = [("text", f"<p>{escape(first.capitalize())}. {INVENTED}</p>")]
    for point in others:
        blocks += [
            ("heading", {"text": point.capitalize(), "size": "h2"}),
            ("text", f"<p>Here the author would say more about this: {escape(point)}.</p>"),
        ]
    blocks += [
        (
            "text",
            rf"<p>As in \({escape(line.split(' has ')[0])}\), which has "
            f"{escape(line.split(' has ')[1])}.</p>",
        )
        for line in row.get("maths", [])
    ]
    if row.get("quote"):
        blocks.append(("quote", {"text": row["quote"], "source": row["authors"][0]}))
    return blocks
