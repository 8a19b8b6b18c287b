"""Why something cannot be done, for the person who asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.visibility import is_visible
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, Recruitment
from wagtail_mathshub.workgroups.wording import JOINABLE

if TYPE_CHECKING:
    from wagtail_mathshub.workgroups.status import GroupState


class Refused(Exception):
    """What was asked cannot be done. `code` is stable; `reason` and `instead` are sentences."""

    def __init__(self, code: str, reason: str, instead: str = "") -> None:
        super().__init__(reason)
        self.code, self.reason, self.instead = code, reason, instead

    def __str__(self) -> str:
        return f"{self.reason} {self.instead}".strip()


class Busy(Exception):
    """Too many at once: nothing was done, and the same may be asked again after `wait` seconds."""

    wait = 2


@dataclass
class Faults(Exception):
    """What is wrong with what was given: a sentence for each field, by its path like `participants.0.email`."""

    by_path: dict[str, str]

    def __str__(self) -> str:
        return " ".join(self.by_path.values())


def check_open(page: Any, state: GroupState) -> None:
    """Refused unless a school can sign up here now."""
    if page.apply_via != ApplyVia.OWN_FORM:
        raise Refused("elsewhere", _("You can't sign up for this Work Group here."), instead_of(page, state))
    if state.recruitment.key not in JOINABLE:
        reason = state.recruitment.reason or _("This Work Group takes nobody at the moment.")
        raise Refused(state.recruitment.key, reason, instead_of(page, state))


def full(page: Any, state: GroupState) -> Refused:
    """The refusal of a group that has no place left and keeps no waiting list."""
    return Refused("full", _("All places are taken."), instead_of(page, state))


def instead_of(page: Any, state: GroupState) -> str:
    """What somebody can do who cannot sign up; "" when there is nothing."""
    if page.has_interest_form and state.recruitment.key != Recruitment.CANCELLED:
        return _("Leave your email address, and we'll tell you when sign-up opens.")
    successor = page.successor
    if successor is not None and is_visible(successor):
        return _("Next year's group is “{title}”.").format(title=successor.title)
    return _("See what else is on.")


def no_longer(state_label: str) -> Refused:
    """The refusal of a step that an application is past, or has not come to."""
    text = _("This can't be done any more: the application is “{state}”.").format(state=state_label)
    return Refused("not_now", text)
