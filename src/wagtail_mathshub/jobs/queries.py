"""What visitors may see of adverts: the lists hold those that somebody can answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F
from wagtail.models import Site

from wagtail_mathshub import clock
from wagtail_mathshub.jobs import wording
from wagtail_mathshub.jobs.state import is_open, state_column
from wagtail_mathshub.publishing.document_links import document_links
from wagtail_mathshub.publishing.listing import listed
from wagtail_mathshub.publishing.moments import next_moment
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.references import Viewpoint
from wagtail_mathshub.publishing.visibility import visible_of_kind

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail_mathshub.hubs.models import HubSettings

SHOWN = 3
NEXT_TO_CLOSE = (F("closes_at").asc(nulls_last=True), "title", "pk")


def jobs(*, hub: HubSettings | None = None) -> Any:
    """The adverts that anybody may see, closed ones included, with their state annotated."""
    from wagtail_mathshub.jobs.mixins import JobAdvertMixin

    model = get_model(JobAdvertMixin)
    if model is None:
        return Site.objects.none()
    pages = visible_of_kind(model.objects.all(), site=hub.site if hub else None)
    return pages.annotate(job_state=state_column(clock.now())).order_by(*NEXT_TO_CLOSE)


def open_jobs(*, hub: HubSettings | None = None) -> Any:
    """The adverts that somebody can answer now, the next to close first."""
    return jobs(hub=hub).filter(is_open(clock.now()))


def for_cards(rows: Any) -> Any:
    """With everything that a card shows, in a few queries."""
    return rows.select_related("host")


def files_of(advert: Any, viewpoint: Viewpoint) -> list[dict[str, Any]]:
    """The advert's files that visitors may have, each with its link text."""
    rows = [row for row in advert.documents.all() if row.document_id]
    links = document_links({row.document_id for row in rows}, viewpoint)
    shown = [(row, links[row.document_id]) for row in rows if row.document_id in links]
    return [link | {"title": row.title or link["title"]} for row, link in shown]


def detail_context(advert: Any, hub: HubSettings | None) -> dict[str, Any]:
    """What an advert's page shows beside its own fields."""
    viewpoint = Viewpoint(site=hub.site if hub else None)
    return {
        "files": files_of(advert, viewpoint),
        "apply": wording.apply_link(advert, hub),
        "others": for_cards(open_jobs(hub=hub).exclude(pk=advert.pk))[:SHOWN],
    }


def index_context(index: Any, request: HttpRequest, hub: HubSettings | None) -> dict[str, Any]:
    """The open adverts of the hub, a page of cards at a time."""
    return {"jobs": listed(for_cards(open_jobs(hub=hub).descendant_of(index)), request)}


def next_change(now: datetime) -> datetime | None:
    """When the clock alone will next change what is shown of adverts."""
    from wagtail_mathshub.jobs.mixins import JobAdvertMixin

    model = get_model(JobAdvertMixin)
    return next_moment(model.objects.live(), ["closes_at"], now) if model else None
