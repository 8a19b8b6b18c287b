"""Where a Work Group stands, worked out from its facts: the rules in Python.

`status_columns` has the same rules over stored columns; a property test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import NEARLY_FULL_PERCENT
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.publishing.wording import moment_words
from wagtail_mathshub.taxonomy.academic_years import academic_year_of
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, Delivery, OverrideState, Recruitment
from wagtail_mathshub.workgroups.facts import SessionFacts, facts_of
from wagtail_mathshub.workgroups.seats import Places, places_of

if TYPE_CHECKING:
    from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
    from wagtail_mathshub.workgroups.sessions import WorkGroupSessionMixin

# The reason may be translated later: all but one are passed over.
Rule = tuple[bool, str, Any]


@dataclass(frozen=True)
class State:
    """A state's stable key, its label, and in a sentence why it holds ("" when that is plain)."""

    key: str
    label: str
    reason: str = ""


@dataclass(frozen=True)
class GroupState:
    """Everything that is derived for one Work Group at one moment."""

    delivery: State
    recruitment: State
    mode: str
    places: Places
    archived: bool
    next_session: WorkGroupSessionMixin | None
    next_number: int | None
    sessions_counted: int


def state_of(group: WorkGroupMixin, *, now: datetime | None = None, percent: int | None = None) -> GroupState:
    """The state of `group` now, or at an aware moment; `percent` is its hub's nearly-full share."""
    return _Reckoning(group, now or clock.now(), percent).state()


class _Reckoning:
    def __init__(self, group: WorkGroupMixin, now: datetime, percent: int | None) -> None:
        self.group, self.now, self._percent = group, now.astimezone(clock.LONDON), percent
        self.facts: SessionFacts = facts_of(group.sessions.all())
        self.places = places_of(group)

    def state(self) -> GroupState:
        standing = [session for session in self.group.sessions.all() if session.stands]
        upcoming = self._next_of(standing)
        dated = sorted((s for s in standing if s.date), key=_starts)
        return GroupState(
            delivery=self.delivery,
            recruitment=_first(self._recruitment_rules(), Recruitment),
            mode=self.facts.mode,
            places=self.places,
            archived=self._year_is_over
            and self.delivery.key not in (Delivery.UPCOMING, Delivery.IN_PROGRESS),
            next_session=upcoming,
            next_number=dated.index(upcoming) + 1 if upcoming else None,
            sessions_counted=len(standing),
        )

    @cached_property
    def delivery(self) -> State:
        return _first(self._delivery_rules(), Delivery)

    @cached_property
    def _override(self) -> str:
        until = self.group.override_until
        return self.group.override_state if until is None or self.now.date() <= until else ""

    @cached_property
    def _year_is_over(self) -> bool:
        year = self.group.academic_year
        return bool(year) and year < academic_year_of(self.now.date())

    @cached_property
    def percent(self) -> int:
        if self._percent is not None:
            return self._percent
        annotated = getattr(self.group, "nearly_full_percent", None)
        if annotated is not None:
            return annotated
        hub = hub_of_page(self.group)
        return hub.nearly_full_percent if hub else NEARLY_FULL_PERCENT

    def _delivery_rules(self) -> Iterator[Rule]:
        facts, note = self.facts, self.group.override_note
        waits = facts.has_undated and not self._year_is_over
        yield self._override == OverrideState.CANCELLED, Delivery.CANCELLED, note
        yield facts.all_cancelled, Delivery.CANCELLED, note or gettext_lazy("All sessions were cancelled.")
        yield self._override == OverrideState.POSTPONED, Delivery.POSTPONED, note
        if facts.first_starts_at is None or facts.last_ends_at is None:
            yield self._year_is_over, Delivery.FINISHED, gettext_lazy("Its year is over.")
            yield True, Delivery.DATES_TBC, gettext_lazy("No session has a date yet.")
            return
        yield self.now < facts.first_starts_at, Delivery.UPCOMING, ""
        yield self.now <= facts.last_ends_at, Delivery.IN_PROGRESS, ""
        yield waits, Delivery.IN_PROGRESS, gettext_lazy("A session still has no date.")
        yield True, Delivery.FINISHED, ""

    def _recruitment_rules(self) -> Iterator[Rule]:
        group, note = self.group, self.group.override_note
        delivery, override = self.delivery, self._override
        yield delivery.key == Delivery.CANCELLED, Recruitment.CANCELLED, delivery.reason
        yield delivery.key == Delivery.POSTPONED, Recruitment.POSTPONED, delivery.reason
        yield delivery.key == Delivery.FINISHED, Recruitment.CLOSED, gettext_lazy("This group has finished.")
        yield override == OverrideState.FULL, Recruitment.FULL, note
        yield override == OverrideState.CLOSED, Recruitment.CLOSED, note
        yield (
            group.apply_via == ApplyVia.INVITATION,
            Recruitment.BY_INVITATION,
            gettext_lazy("The hub will contact you."),
        )
        yield (
            group.apply_via == ApplyVia.NONE,
            Recruitment.CLOSED,
            gettext_lazy("There is no sign-up for this group."),
        )
        yield from self._window_rules()
        yield from self._place_rules()

    def _window_rules(self) -> Iterator[Rule]:
        opens, closes = self.group.opens_at, self.group.closes_at
        if opens and opens > self.now:
            reason = _("Sign-up opens {when}.").format(when=moment_words(opens))
            yield True, Recruitment.OPENING_SOON, reason
        if closes and closes <= self.now:
            reason = _("Sign-up closed on {when}.").format(when=moment_words(closes))
            yield True, Recruitment.CLOSED, reason
        started = self.delivery.key == Delivery.IN_PROGRESS and not self.group.accepts_late_joiners
        yield started, Recruitment.CLOSED, gettext_lazy("The sessions have started.")

    def _place_rules(self) -> Iterator[Rule]:
        capacity, taken = self.places.capacity, self.places.taken
        counted = capacity is not None and taken is not None
        full = counted and taken >= capacity
        yield (
            full and self.group.has_waiting_list,
            Recruitment.WAITING_LIST,
            gettext_lazy("All places are taken."),
        )
        yield full, Recruitment.FULL, gettext_lazy("All places are taken.")
        stated = self._override == OverrideState.NEARLY_FULL
        yield stated, Recruitment.NEARLY_FULL, self.group.override_note
        few = counted and capacity - taken <= max(1, -(-self.percent * capacity // 100))
        yield few, Recruitment.NEARLY_FULL, gettext_lazy("Only a few places are left.")
        yield True, Recruitment.OPEN, ""

    def _next_of(self, standing: list[Any]) -> Any | None:
        if self.delivery.key in (Delivery.CANCELLED, Delivery.POSTPONED):
            return None
        ahead = [session for session in standing if session.date and session.span()[1] >= self.now]
        return min(ahead, key=_starts, default=None)


def _starts(session: Any) -> tuple[datetime, int]:
    return session.span()[0], session.sort_order or 0


def _first(rules: Iterator[Rule], labels: Any) -> State:
    key, reason = next((key, reason) for holds, key, reason in rules if holds)
    return State(key=str(key), label=str(labels(key).label), reason=str(reason))
