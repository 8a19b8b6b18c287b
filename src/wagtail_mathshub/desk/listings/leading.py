"""Who leads which Work Groups of a year, what they have ahead of them, and where two sessions clash."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_mathshub import clock
from wagtail_mathshub.desk.listings.queries import hubs_of, pages_for
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.people.queries import of_kind
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.scoping.policies import readable
from wagtail_mathshub.taxonomy.vocabularies import OverrideState, SlotStatus
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin


@dataclass(frozen=True)
class Meeting:
    """A session of a group that somebody leads."""

    page: int
    title: str
    starts: datetime
    ends: datetime


@dataclass
class Leading:
    """What one person leads in a year."""

    groups: list[tuple[int, str]] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def ahead(self) -> list[Meeting]:
        """The sessions that are not over, the next one first."""
        return [meeting for meeting in self.meetings if meeting.ends >= clock.now()]

    @property
    def clashes(self) -> list[str]:
        """A sentence for each session ahead that begins before another group's has ended."""
        found = []
        latest: Meeting | None = None
        for meeting in self.ahead:
            if latest and meeting.starts < latest.ends and meeting.page != latest.page:
                sentence = _("{day}: “{one}” and “{other}” at the same time.")
                day = day_words(meeting.starts.astimezone(clock.LONDON).date(), weekday=True)
                found.append(sentence.format(day=day, one=latest.title, other=meeting.title))
            latest = meeting if latest is None or meeting.ends > latest.ends else latest
        return found


def groups_of_year(user: Any, year: str) -> Any:
    """The Work Groups of a year that `user` works on and that are not called off; None without such pages."""
    model = get_model(WorkGroupMixin)
    if model is None:
        return None
    groups = pages_for(user, model).filter(academic_year=year)
    return groups.exclude(override_state=OverrideState.CANCELLED, override_until=None)


def people_who_lead(user: Any, year: str) -> Any:
    """Those who lead such a group, and those of the user's hubs whose role is to lead, by name."""
    people = Person.objects.select_related("school", "site").prefetch_related("roles").order_by("name", "pk")
    groups = groups_of_year(user, year)
    if groups is None:
        return people.none()
    hubs = hubs_of(pages_for(user, groups.model))
    leads = groups.model.leads.rel.related_model.objects.filter(page__in=groups.order_by().values("pk"))
    known = Q(pk__in=readable(Person, user).order_by().values("pk")) & of_kind("leads")
    return people.filter(Q(pk__in=leads.values("person")) | known, site__in=[hub.site_id for hub in hubs])


def leading_of(people: list[Person], user: Any, year: str) -> dict[int, Leading]:
    """What each of `people` leads, in two queries for all of them."""
    found: dict[int, Leading] = defaultdict(Leading)
    groups = groups_of_year(user, year)
    if groups is None:
        return found
    model, keys = groups.model, [person.pk for person in people]
    mine = groups.order_by().values("pk")
    leads = model.leads.rel.related_model.objects.filter(page__in=mine, person__in=keys)
    leaders: dict[int, list[int]] = defaultdict(list)
    titles: dict[int, str] = {}
    for page, person, title in leads.order_by("page__title", "page").values_list(
        "page", "person", "page__draft_title"
    ):
        titles[page] = title
        leaders[page].append(person)
        found[person].groups.append((page, title))
    sessions = model.sessions.rel.related_model.objects.filter(
        page__in=leads.values("page"), status=SlotStatus.SCHEDULED, starts_at__isnull=False
    )
    for page, starts, ends in sessions.order_by("starts_at", "pk").values_list(
        "page", "starts_at", "ends_at"
    ):
        for person in leaders[page]:
            found[person].meetings.append(Meeting(page, titles[page], starts, ends))
    return found


def group_links(leading: Leading) -> list[tuple[str, str]]:
    """The groups, each with the address of its editing screen."""
    return [(reverse("wagtailadmin_pages:edit", args=[page]), title) for page, title in leading.groups]
