"""What is too old to be kept, by the months that each hub has set."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import all_hubs
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.registration import log
from wagtail_mathshub.registration.erasing import erase_contact, erase_participant, forget_messages
from wagtail_mathshub.registration.models import Application, Interest, Message, Submission
from wagtail_mathshub.registration.seating import taking
from wagtail_mathshub.registration.states import MessageState, Step
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin

KEYS_KEPT = timedelta(days=2)
# Long enough to answer "did you write to me?", and no longer.
SENT_KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Due:
    """How many rows of each kind are past their time."""

    applications: int
    interests: int
    messages: int
    keys: int

    @property
    def nothing(self) -> bool:
        """Whether everything is still within its time."""
        return not any((self.applications, self.interests, self.messages, self.keys))


def months_before(moment: datetime, months: int) -> datetime:
    """The same day of the month so many months earlier, or the last day that month has."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = moment.day
    while True:
        try:
            return moment.replace(year=year, month=month + 1, day=day)
        except ValueError:
            day -= 1


# The Sites of some hubs; None for all of the installation.
Sites = Collection[int] | None


def old_applications(sites: Sites = None) -> Any:
    """Applications whose group's last session, or else whose own date, is longer ago than their hub keeps them."""
    model = get_model(WorkGroupMixin)
    found = Application.objects.none()
    if model is None:
        return found
    ends = f"page__{model._meta.model_name}__last_ends_at"
    past = Q(pk__in=[])
    for hub in all_hubs():
        before = months_before(clock.now(), hub.retention_months)
        past |= Q(site=hub.site_id, over_since__lt=before)
    # An application that came after the last session counts from its own day.
    over_since = Greatest(Coalesce(F(ends), F("created_at")), F("created_at"))
    found = Application.objects.annotate(over_since=over_since).filter(past, erased_at=None)
    return _of(sites, found)


def old_interests(sites: Sites = None) -> Any:
    """Interests that were told or noted longer ago than their hub keeps them."""
    past = Q(pk__in=[])
    for hub in all_hubs():
        before = months_before(clock.now(), hub.retention_months)
        past |= Q(site=hub.site_id) & (Q(told_at__lt=before) | Q(told_at=None, created_at__lt=before))
    return _of(sites, Interest.objects.filter(past))


def old_messages(sites: Sites = None) -> Any:
    """Messages that are done with and still name an address."""
    done = (MessageState.SENT, MessageState.FAILED, MessageState.DROPPED)
    found = Message.objects.filter(state__in=done, created_at__lt=clock.now() - SENT_KEPT).exclude(to="")
    return _of(sites, found)


def old_keys() -> Any:
    """Requests that nobody will send again."""
    return Submission.objects.filter(created_at__lt=clock.now() - KEYS_KEPT)


def due(sites: Sites = None) -> Due:
    """How much is past its time now. Keys of requests are no hub's own: they are counted for all hubs only."""
    return Due(
        old_applications(sites).count(),
        old_interests(sites).count(),
        old_messages(sites).count(),
        old_keys().count() if sites is None else 0,
    )


def purge(sites: Sites = None, *, user: Any = None, most: int | None = None) -> Due:
    """Erase what is past its time: people and addresses go, schools and counts stay. What was done.

    At most so many applications at once; the rest is still due afterwards.
    """
    before, who = due(sites), log.CLOCK if user is None else log.hub(user)
    for key, page_id in list(old_applications(sites).order_by("pk").values_list("pk", "page_id")[:most]):
        with taking(page_id) as table:
            row = table.applications.filter(pk=key, erased_at=None).first()
            if row is not None:
                _empty(row, who)
    old_interests(sites).delete()
    forget_messages(old_messages(sites))
    if sites is None:
        old_keys().delete()
    return replace(before, applications=before.applications - old_applications(sites).count())


def _of(sites: Sites, rows: Any) -> Any:
    return rows if sites is None else rows.filter(site__in=sites)


def _empty(row: Application, who: log.Who) -> None:
    for person in row.participants.filter(erased_at=None):
        erase_participant(person)
    erase_contact(row)
    row.changes.update(why="")
    log.change(row, Step.ERASED, who, erased_at=clock.now())
    forget_messages(row.messages.all())
