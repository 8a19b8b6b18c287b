"""The roles that somebody can apply for now, the newest first, as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.translation import gettext as _

from wagtail_mathshub.feeds.entries import Entry, Feed
from wagtail_mathshub.hubs.feeds import MOST_ENTRIES, found_for_feed, hub_feed, page_entry
from wagtail_mathshub.jobs.queries import for_cards, open_jobs
from wagtail_mathshub.publishing.page_types import get_model

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings
    from wagtail_mathshub.publishing.references import Found

TEMPLATE = "wagtail_mathshub/feeds/job.html"


def job_feed(hub: HubSettings, address: str) -> Feed:
    """The feed at `address`."""
    adverts = _newest(hub)
    found = found_for_feed(adverts, hub)
    title = _("{hub}: open roles").format(hub=hub.name)
    entries = [_entry(advert, found) for advert in adverts]
    return hub_feed(hub, kind="jobs", title=title, address=address, entries=entries)


def _newest(hub: HubSettings) -> list[Any]:
    from wagtail_mathshub.jobs.mixins import JobAdvertMixin

    if get_model(JobAdvertMixin) is None:
        return []
    rows = for_cards(open_jobs(hub=hub)).order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    return list(rows[:MOST_ENTRIES])


def _entry(advert: Any, found: Found) -> Entry:
    return page_entry(
        advert,
        found,
        template=TEMPLATE,
        published=advert.first_published_at,
        categories=[advert.get_kind_display(), advert.get_phase_display()],
    )
