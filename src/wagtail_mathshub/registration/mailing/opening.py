"""Tells those who have waited for it that sign-up has opened."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_mathshub import clock
from wagtail_mathshub.publishing.page_types import get_model
from wagtail_mathshub.publishing.visibility import is_visible
from wagtail_mathshub.registration.mailing import outbox
from wagtail_mathshub.registration.models import Interest
from wagtail_mathshub.registration.states import MessageKind
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.wording import JOINABLE


def groups_waited_for() -> Any:
    """The Work Groups for which somebody waits who has not been told."""
    waited = Interest.objects.filter(told_at=None).values("page_id")
    rows = get_model(WorkGroupMixin).objects.filter(pk__in=waited)
    return rows.select_related("successor").order_by("pk")


def opened(group: Any) -> Any:
    """Where those who wait for `group` can sign up now: there, or with its successor; None while they can't."""
    for page in (group, _successor(group)):
        if page is not None and is_visible(page) and page.state.recruitment.key in JOINABLE:
            return page
    return None


def tell_of_opening(group: Any) -> int:
    """Write to those who wait for a group once it, or its successor, can be joined. How many were written to."""
    if opened(group) is None:
        return 0
    count = 0
    for interest in Interest.objects.filter(page_id=group.pk, told_at=None).select_related("site"):
        with transaction.atomic():
            mine = Interest.objects.filter(pk=interest.pk, told_at=None)
            # Two who find the same at once write to each person once.
            if mine.update(told_at=clock.now()):
                outbox.tell_interested(interest, MessageKind.INTEREST_OPEN)
                count += 1
    return count


def _successor(group: Any) -> Any:
    key = group.successor_id if group is not None else None
    return get_model(WorkGroupMixin).objects.filter(pk=key).first() if key else None
