"""The rows of each panel, limited in the database. Every function takes one query, however much there is.

Those about one kind of page are asked only where the installation has that kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import swapper
from django.db.models import Exists, F, OuterRef, QuerySet
from wagtail.models import WorkflowState, get_default_page_content_type

from wagtail_mathshub import clock
from wagtail_mathshub.desk.dashboard.own_hubs import Rows, editable, first_of_each
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.hubs.queries import nearly_full_percent
from wagtail_mathshub.jobs.mixins import JobAdvertMixin
from wagtail_mathshub.jobs.state import is_open
from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.resources.mixins import ResourceCollectionMixin
from wagtail_mathshub.resources.state import needs_review
from wagtail_mathshub.scheduling.slots import span_of
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.vocabularies import Delivery, Recruitment, SlotStatus
from wagtail_mathshub.workgroups import seats
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.status_columns import with_percent, with_state

MOST = 6
DAYS_OF_SESSIONS = 7
CLOSES_WITHIN = timedelta(days=14)
TITLE = ("pk", "title", "draft_title")
FILLING = (Recruitment.NEARLY_FULL, Recruitment.WAITING_LIST, Recruitment.FULL)
STILL_OPEN = (Recruitment.OPEN, Recruitment.NEARLY_FULL, Recruitment.WAITING_LIST)
OFF = (Delivery.CANCELLED, Delivery.POSTPONED)
Hubs = Sequence[HubSettings]


def sessions_soon(user: Any, hubs: Hubs) -> Rows:
    """The sessions of today and the six days after, of published groups that are not off."""
    sessions = get_model(WorkGroupMixin).sessions.rel.related_model
    begins = span_of(clock.today(), None, None)[0]
    ends = span_of(clock.today() + timedelta(days=DAYS_OF_SESSIONS), None, None)[0]
    standing = _groups(user).exclude(delivery_state__in=OFF).values("pk")
    rows = sessions.objects.filter(
        starts_at__gte=begins, starts_at__lt=ends, status=SlotStatus.SCHEDULED, page__in=standing
    )
    page = ("page_id", "page__title", "page__draft_title")
    slot = ("label", "date", "start", "end", "mode", "venue_text", "organisation__name")
    return first_of_each(rows, hubs, [*page, *slot], [F("starts_at"), F("pk")], MOST + 2)


def groups_closing(user: Any, hubs: Hubs) -> Rows:
    """Published groups whose sign-up is open and closes within two weeks."""
    now = clock.now()
    rows = _groups(user).filter(
        closes_at__gt=now, closes_at__lte=now + CLOSES_WITHIN, recruitment_state__in=STILL_OPEN
    )
    return first_of_each(rows, hubs, [*TITLE, "closes_at"], [F("closes_at"), F("pk")], MOST)


def adverts_closing(user: Any, hubs: Hubs) -> Rows:
    """Published adverts that close within two weeks."""
    rows = _adverts(user).filter(is_open(clock.now()), closes_at__lte=clock.now() + CLOSES_WITHIN)
    return first_of_each(rows, hubs, [*TITLE, "closes_at"], [F("closes_at"), F("pk")], MOST)


def groups_filling(user: Any, hubs: Hubs) -> Rows:
    """Published groups with few places left or none, those that start first at the top."""
    rows = _groups(user).filter(recruitment_state__in=FILLING).annotate(people_waiting=seats.waiting())
    fields = [*TITLE, "recruitment_state", "capacity", "places_taken", "people_waiting"]
    return first_of_each(rows, hubs, fields, [F("first_starts_at").asc(nulls_last=True), F("pk")], MOST)


def drafts(user: Any, hubs: Hubs) -> Rows:
    """Pages with something that is not published, the latest first; without those that the clock will publish."""
    pages: Any = editable(swapper.load_model("wagtailcore", "Page"), user)
    rows = pages.filter(has_unpublished_changes=True, expired=False)
    waiting = rows.annotate_approved_schedule().filter(_approved_schedule=False)
    fields = [*TITLE, "live", "first_published_at", "latest_revision_created_at"]
    order = [F("latest_revision_created_at").desc(nulls_last=True), F("pk").desc()]
    return first_of_each(waiting, hubs, fields, order, MOST)


def in_moderation(pages: Sequence[int]) -> dict[int, str]:
    """Which of `pages` are in a workflow, and in which of its tasks."""
    active: Any = WorkflowState.objects.all()
    states = active.active().filter(
        base_content_type=get_default_page_content_type(), object_id__in=[str(key) for key in pages]
    )
    rows = states.values_list("object_id", "current_task_state__task__name")
    return {int(key): task or "" for key, task in rows}


def collections_to_review(user: Any, hubs: Hubs) -> Rows:
    """Published collections that were checked too long ago or never, or with a link that leads nowhere."""
    dead = Exists(LinkUse.objects.filter(page=OuterRef("pk"), link__state=LinkState.DEAD))
    rows = _live(ResourceCollectionMixin, user).annotate(has_dead_links=dead)
    wanted = rows.filter(needs_review())
    order = [F("last_checked").asc(nulls_first=True), F("pk")]
    return first_of_each(wanted, hubs, [*TITLE, "last_checked", "has_dead_links"], order, MOST)


def groups_without_dates(user: Any, hubs: Hubs) -> Rows:
    """Published groups of this academic year that have no date yet."""
    rows = _groups(user).filter(delivery_state=Delivery.DATES_TBC, academic_year=academic_years.current())
    return first_of_each(rows, hubs, TITLE, [F("title"), F("pk")], MOST)


def adverts_over(user: Any, hubs: Hubs) -> Rows:
    """Published adverts that have closed, and of which nobody has said what became."""
    rows = _adverts(user).filter(closes_at__lte=clock.now(), filled=False, withdrawn=False)
    return first_of_each(rows, hubs, [*TITLE, "closes_at"], [F("closes_at").desc(), F("pk")], MOST)


def _groups(user: Any) -> QuerySet[Any]:
    rows = _live(WorkGroupMixin, user)
    return with_state(with_percent(rows, nearly_full_percent(None)), now=clock.now())


def _adverts(user: Any) -> QuerySet[Any]:
    return _live(JobAdvertMixin, user)


def _live(mixin: Any, user: Any) -> QuerySet[Any]:
    return editable(get_model(mixin), user).filter(live=True)
