"""The Work Groups that a school can join now, the newly opened first, as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, When
from django.utils.translation import gettext as _

from wagtail_mathshub.feeds.entries import Entry, Feed
from wagtail_mathshub.hubs.feeds import MOST_ENTRIES, found_for_feed, hub_feed, page_entry
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import moment_words
from wagtail_mathshub.taxonomy.vocabularies import Recruitment, Strand
from wagtail_mathshub.workgroups.queries import current, for_cards, work_groups
from wagtail_mathshub.workgroups.texts import sections_of

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings
    from wagtail_mathshub.publishing.references import Found

TEMPLATE = "wagtail_mathshub/feeds/work_group.html"
OPEN = (Recruitment.OPEN, Recruitment.NEARLY_FULL)


def work_group_feed(hub: HubSettings, address: str) -> Feed:
    """The feed at `address`."""
    groups = _newly_open(hub)
    found = found_for_feed(groups, hub)
    title = _("{hub}: Work Groups open for sign-up").format(hub=hub.name)
    entries = [_entry(group, found) for group in groups]
    return hub_feed(hub, kind="work-groups", title=title, address=address, entries=entries)


def _newly_open(hub: HubSettings) -> list[Any]:
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

    if get_model(WorkGroupMixin) is None:
        return []
    groups = for_cards(current(work_groups(hub=hub)).filter(recruitment_state__in=OPEN))
    # A page that was published after sign-up opened is new with its publication.
    by_date = Q(opens_at__gte=F("first_published_at")) | Q(first_published_at=None)
    opened = Case(When(by_date, then=F("opens_at")), default=F("first_published_at"))
    rows = groups.annotate(opened_at=opened).order_by(F("opened_at").desc(nulls_last=True), "-pk")
    return list(rows[:MOST_ENTRIES])


def _entry(group: Any, found: Found) -> Entry:
    strand = str(Strand(group.strand).label) if group.strand in Strand.values else ""
    return page_entry(
        group,
        found,
        template=TEMPLATE,
        context={
            "sections": sections_of(group),
            "closes": moment_words(group.closes_at, year=True) if group.closes_at else "",
        },
        published=group.opened_at,
        authors=[row.person.name for row in group.leads.all()],
        categories=[*(row.label for row in group.audiences.all()), strand],
    )
