"""The demo's events."""

from __future__ import annotations

from typing import Any

from example_site.demo.known import Known, index_of
from example_site.demo.shift import wall
from wagtail_mathshub.pages.models import HubEventIndexPage, HubEventPage
from wagtail_mathshub.taxonomy.models import Audience


def make_event(row: dict[str, Any], known: Known) -> tuple[HubEventPage, bool]:
    """The page for `row`; and whether it is new."""
    index = index_of(known.hubs[row["hub"]], HubEventIndexPage)
    page = HubEventPage.objects.child_of(index).filter(slug=row["key"]).first()
    if page is not None:
        return page, False
    page = HubEventPage(
        slug=row["key"],
        title=row["title"],
        kind=row["kind"],
        date=known.shift.day(row["date"]),
        start=wall(row["start"]),
        end=wall(row["end"]),
        mode=row["mode"],
        organisation=known.schools.get(row.get("venue") or ""),
        capacity=row["places"],
        invitation_only=row["invitation"],
    )
    index.add_child(instance=page)
    page.audiences = list(Audience.objects.filter(key__in=row["audiences"]))
    page.save_revision().publish()
    return page, True
