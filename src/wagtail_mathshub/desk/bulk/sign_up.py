"""Changes of Work Groups: opening and closing sign-up, postponing."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub import clock
from wagtail_mathshub.desk.bulk.changes import Answers, Change, NotDone, NothingToDo, Values
from wagtail_mathshub.hubs.models import NEARLY_FULL_PERCENT
from wagtail_mathshub.taxonomy.vocabularies import Delivery, OverrideState, Recruitment
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.status import GroupState, state_of

NO_OVERRIDE: Values = {"override_state": "", "override_until": None, "override_note": ""}
OPEN = (Recruitment.OPEN, Recruitment.NEARLY_FULL, Recruitment.WAITING_LIST)
OFF = (Delivery.CANCELLED, Delivery.POSTPONED)
LAST_MINUTE = time(23, 59)
NO_WORK_GROUP = gettext_lazy("It is no Work Group.")


def open_sign_up(group: Any, answers: Answers) -> Values:
    """Take away what keeps sign-up closed, as far as that is a date or what an editor stated."""
    before = state_now(group)
    if before.recruitment.key in OPEN:
        raise NothingToDo(_("Its sign-up is open already."))
    refuse_if_off(before)
    if before.recruitment.key == Recruitment.BY_INVITATION:
        raise NotDone(_shown_as(before.recruitment.label))
    values = _opening(group, answers.get("closes_on"))
    after = _state_with(group, values)
    if after.recruitment.key not in OPEN:
        closes_at = values.get("closes_at", group.closes_at)
        still_needs = closes_at is not None and closes_at <= clock.now()
        more = [_("Give a new closing day.")] if still_needs else []
        raise NotDone(" ".join([after.recruitment.reason or _shown_as(after.recruitment.label), *more]))
    return values


def close_sign_up(group: Any, answers: Answers) -> Values:
    """State that it is closed, until an editor says otherwise."""
    before = state_now(group)
    refuse_if_off(before)
    if before.recruitment.key == Recruitment.CLOSED:
        raise NothingToDo(_("Its sign-up is closed already."))
    return {
        "override_state": OverrideState.CLOSED,
        "override_until": None,
        "override_note": answers.get("note", ""),
    }


def postpone(group: Any, answers: Answers) -> Values:
    """State that it is postponed, with the reason that visitors read."""
    delivery = state_now(group).delivery
    if delivery.key == Delivery.CANCELLED:
        raise NotDone(_shown_as(delivery.label))
    if delivery.key == Delivery.FINISHED:
        raise NotDone(_("It has finished."))
    values = {
        "override_state": OverrideState.POSTPONED,
        "override_until": answers.get("until"),
        "override_note": answers.get("note", ""),
    }
    if answers and all(getattr(group, name) == value for name, value in values.items()):
        raise NothingToDo(_("It is postponed already, with the same note."))
    return values


def state_now(group: Any) -> GroupState:
    """Where the group stands, without asking its hub when it counts as nearly full."""
    return state_of(group, percent=NEARLY_FULL_PERCENT)


def refuse_if_off(state: GroupState) -> None:
    """What was cancelled or postponed is not undone in passing."""
    if state.delivery.key in OFF:
        raise NotDone(_shown_as(state.delivery.label))


def _opening(group: Any, closes_on: Any) -> Values:
    now = clock.now()
    values: Values = {}
    if group.override_state in (OverrideState.CLOSED, OverrideState.FULL):
        values |= NO_OVERRIDE
    if group.opens_at and group.opens_at > now:
        values["opens_at"] = now.replace(second=0, microsecond=0)
    if closes_on and group.closes_at and group.closes_at <= now:
        values["closes_at"] = datetime.combine(closes_on, LAST_MINUTE, tzinfo=clock.LONDON)
    return values


def _state_with(group: Any, values: Values) -> GroupState:
    before = {name: getattr(group, name) for name in values}
    try:
        for name, value in values.items():
            setattr(group, name, value)
        return state_now(group)
    finally:
        for name, value in before.items():
            setattr(group, name, value)


def _shown_as(label: str) -> str:
    return _("It is shown as “{state}”. Change that on its own page first.").format(state=label)


OPEN_SIGN_UP = Change("mathshub.open_sign_up", (WorkGroupMixin,), open_sign_up, NO_WORK_GROUP)
CLOSE_SIGN_UP = Change("mathshub.close_sign_up", (WorkGroupMixin,), close_sign_up, NO_WORK_GROUP)
POSTPONE = Change("mathshub.postpone", (WorkGroupMixin,), postpone, NO_WORK_GROUP)
