"""What waits for somebody of the hub, on the admin's first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import nearly_full_percent
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.wording import day_words
from wagtail_mathshub.registration import policies
from wagtail_mathshub.registration.models import Application, Message
from wagtail_mathshub.registration.office.filters import LAPSING
from wagtail_mathshub.registration.office.rows import LAPSES_WITHIN
from wagtail_mathshub.registration.office.screens import MESSAGE, list_address
from wagtail_mathshub.registration.states import MessageState, Outcome, State
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, Delivery, Recruitment
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.status_columns import with_percent, with_state

STARTS_WITHIN = timedelta(days=14)
MOST_GROUPS = 10


class NeedsPanel(Component):
    """A list of links, each to the list that holds what it speaks of; nothing when nothing waits."""

    name = "mathshub_needs_you"
    template_name = "wagtail_mathshub/admin/registration/needs.html"
    order = 60

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The lines."""
        return {"needs": list(needs_of(self.user))}


def needs_of(user: Any) -> Iterator[dict[str, str]]:
    """What waits for `user`: a sentence and a link each."""
    yield from _to_decide(user)
    yield from _failed(user)
    if get_model(WorkGroupMixin) is not None:
        yield from _nearly_full(user)
        yield from _below_minimum(user)


def _line(text: str, url: str) -> dict[str, str]:
    return {"text": text, "url": url}


def _to_decide(user: Any) -> Iterator[dict[str, str]]:
    own = policy_of(Application).instances_user_has_any_permission_for(user, ["change"])
    lapsing = Q(
        state=State.OFFERED,
        offers__outcome=Outcome.OPEN,
        offers__expires_at__lte=clock.now() + LAPSES_WITHIN,
    )
    counts = own.aggregate(
        pending=Count("pk", filter=Q(state=State.PENDING), distinct=True),
        lapsing=Count("pk", filter=lapsing, distinct=True),
    )
    if count := counts["pending"]:
        text = ngettext("{count} application to approve", "{count} applications to approve", count)
        yield _line(text.format(count=count), list_address(state=str(State.PENDING)))
    if count := counts["lapsing"]:
        text = ngettext("{count} offer runs out within a day", "{count} offers run out within a day", count)
        yield _line(text.format(count=count), list_address(state=LAPSING))


def _failed(user: Any) -> Iterator[dict[str, str]]:
    own = policy_of(Message).instances_user_has_any_permission_for(user, ["change"])
    if count := own.filter(state=MessageState.FAILED).count():
        text = ngettext("{count} email could not be sent", "{count} emails could not be sent", count)
        url = reverse(f"{MESSAGE}_index", query={"state": str(MessageState.FAILED)})
        yield _line(text.format(count=count), url)


def _nearly_full(user: Any) -> Iterator[dict[str, str]]:
    # Whoever edits a group reads this of it in the panels of the hub.
    edited = policy_of(get_model(WorkGroupMixin)).instances_user_has_permission_for(user, "change")
    groups = _groups(user).exclude(pk__in=edited.order_by().values("pk"))
    groups = with_percent(groups, nearly_full_percent(None))
    found = with_state(groups, now=clock.now()).filter(recruitment_state=Recruitment.NEARLY_FULL)
    for row in found.order_by("first_starts_at", "title", "pk")[:MOST_GROUPS]:
        left = "" if row.capacity is None else max(0, row.capacity - (row.places_taken or 0))
        text = _("Nearly full: {title}, {left} of {capacity} places left")
        if row.capacity is None:
            text = _("Nearly full: {title}")
        yield _line(
            text.format(title=row.title, left=left, capacity=row.capacity), list_address(group=row.pk)
        )


def _below_minimum(user: Any) -> Iterator[dict[str, str]]:
    now = clock.now()
    groups = with_percent(_groups(user), nearly_full_percent(None))
    found = with_state(groups, now=now).filter(
        delivery_state=Delivery.UPCOMING,
        first_starts_at__lte=now + STARTS_WITHIN,
        minimum_to_run__gt=F("places_taken"),
    )
    for row in found.order_by("first_starts_at", "title", "pk")[:MOST_GROUPS]:
        day = day_words(row.first_starts_at.astimezone(clock.LONDON).date(), weekday=True)
        text = _("Below its minimum: {title} starts on {day} with {held} of {minimum}")
        words = text.format(title=row.title, day=day, held=row.places_taken, minimum=row.minimum_to_run)
        yield _line(words, list_address(group=row.pk))


def _groups(user: Any) -> Any:
    return policies.groups_with_register(user).live().filter(apply_via=ApplyVia.OWN_FORM)
