"""Whatever is done to the applications of a group, in whatever order: what holds after each step."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests import factories
from tests.conftest import REFERENCE_TIME
from tests.registration.applying import open_group, wish
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application, Offer, Seats
from wagtail_mathshub.registration.queueing import places_for, turn_of
from wagtail_mathshub.registration.refusals import Refused
from wagtail_mathshub.registration.seating import taking
from wagtail_mathshub.registration.states import OPEN, QUEUED, State

HOLDING = {State.PENDING, State.CONFIRMED, State.OFFERED}
ENDED = {State.LAPSED, State.DECLINED, State.WITHDRAWN}
which = st.integers(min_value=0, max_value=30)


class Group(RuleBasedStateMachine):
    """One Work Group with its applications; everything is undone at the end."""

    @initialize(
        capacity=st.none() | st.integers(1, 4),
        unit=st.sampled_from(["schools", "participants"]),
        admission=st.sampled_from(["first_come", "first_come", "round"]),
    )
    def begin(self, capacity, unit, admission):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = REFERENCE_TIME
        with self.at_now():
            self.user = factories.UserFactory()
            self.hub = factories.make_hub("machine")
            self.page = open_group(self.hub, capacity=capacity, capacity_unit=unit, admission=admission)
            self.drafts = [self.page.save_revision()]
            flows.change_capacity(page_id=self.page.pk)
        self.held_before = 0

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def at_now(self):
        return clock.frozen_at(self.now)

    def some(self, number: int) -> Application:
        rows = list(Application.objects.order_by("pk"))
        return rows[number % len(rows)]

    def anybody(self) -> bool:
        return Application.objects.exists()

    @rule(people=st.integers(1, 3), fewer=st.booleans())
    def apply(self, people, fewer):
        with self.at_now(), suppress(Refused):
            flows.apply(page_id=self.page.pk, wish=wish(people=people, accepts_fewer=fewer))

    @rule(people=st.integers(1, 2))
    def apply_and_confirm(self, people):
        with self.at_now(), suppress(Refused):
            reference = flows.apply(page_id=self.page.pk, wish=wish(people=people))
            flows.confirm_address(application=Application.objects.get(reference=reference))

    @precondition(anybody)
    @rule(
        number=which,
        flow=st.sampled_from([flows.confirm_address, flows.accept, flows.withdraw, flows.let_lapse]),
    )
    def school_or_clock(self, number, flow):
        with self.at_now(), suppress(Refused):
            flow(application=self.some(number))

    @precondition(anybody)
    @rule(number=which, flow=st.sampled_from([flows.approve, flows.decline]))
    def hub_decides(self, number, flow):
        with self.at_now(), suppress(Refused):
            flow(application=self.some(number), user=self.user, why="Because.")

    @precondition(anybody)
    @rule(number=st.none() | which)
    def hub_offers(self, number):
        row = None if number is None else self.some(number)
        with self.at_now(), suppress(Refused):
            flows.offer_next(page_id=self.page.pk, user=self.user, application=row, why="Because.")

    @precondition(anybody)
    @rule(number=which, people=st.integers(1, 3))
    def change_people(self, number, people):
        with self.at_now(), suppress(Refused):
            flows.change_participants(application=self.some(number), people=wish(people=people).participants)

    @rule(capacity=st.none() | st.integers(1, 6))
    def publish_another_capacity(self, capacity):
        with self.at_now():
            self.page.capacity = capacity
            self.drafts.append(self.page.save_revision())
            self.drafts[-1].publish()

    @rule(number=which)
    def publish_an_older_draft(self, number):
        with self.at_now():
            self.drafts[number % len(self.drafts)].publish()
            self.page.refresh_from_db()

    @precondition(anybody)
    @rule(number=which)
    def erase(self, number):
        email = self.some(number).contact_email
        with self.at_now():
            if email:
                flows.erase_person(email=email, sites=[self.hub.site], user=self.user)

    @rule(hours=st.sampled_from([1, 24, 49, 73]))
    def time_goes_by(self, hours):
        self.now = min(self.now + timedelta(hours=hours), REFERENCE_TIME + timedelta(days=60))
        with self.at_now():
            for application in flows.run_out():
                flows.let_lapse(application=application)

    @invariant()
    def places_are_counted_right(self):
        if not hasattr(self, "page"):
            return
        seats, rows = Seats.objects.get(pk=self.page.pk), Application.objects.filter(page=self.page.pk)
        held = rows.aggregate(sum=Sum("held"))["sum"] or 0
        assert seats.held == held
        capacity = type(self.page).objects.get(pk=self.page.pk).capacity
        assert seats.capacity == capacity
        # More than the capacity only where it was lowered, and then nobody is let in.
        assert capacity is None or held <= max(capacity, self.held_before)
        self.held_before = held
        queued = rows.filter(state__in=QUEUED, held=0).aggregate(sum=Sum("places"))["sum"] or 0
        assert seats.waiting == queued

    @invariant()
    def everybody_is_in_one_state(self):
        if not hasattr(self, "page"):
            return
        for row in Application.objects.all():
            assert (row.held > 0) == (row.state in HOLDING or (row.state == State.SUBMITTED and row.held > 0))
            assert row.state not in ENDED or not row.held
            open_offers = Offer.objects.filter(application=row, outcome="open").count()
            assert open_offers == (row.state == State.OFFERED)
            assert (row.address_confirmed_at is not None) or row.state in {State.SUBMITTED, *ENDED}
            assert (turn_of(row) is not None) == (row.state in QUEUED and not row.held)
            assert row.state not in OPEN or row.participants.filter(erased_at=None).exists()

    @invariant()
    def the_log_is_whole(self):
        if not hasattr(self, "page"):
            return
        for row in Application.objects.prefetch_related("changes"):
            lines = list(row.changes.all())
            assert lines[0].step == "applied"
            assert lines[-1].after == row.state
            assert lines[-1].held == row.held
            befores = [line.before for line in lines]
            assert befores == ["", *(line.after for line in lines[:-1])]

    @invariant()
    def nobody_waits_for_a_place_that_is_free(self):
        if not hasattr(self, "page") or self.page.admission != "first_come":
            return
        with self.at_now(), taking(self.page.pk) as table:
            assert [row.pk for row in table.queue() if places_for(table, row)] == []


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Group,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
def test_any_sequence_of_steps_keeps_places_queue_states_and_log_right():
    run(examples=8, steps=25)


@pytest.mark.soak
@pytest.mark.django_db
def test_a_thousand_steps_keep_places_queue_states_and_log_right():
    run(examples=60, steps=100)
