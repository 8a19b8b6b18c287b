"""What can be done with an application, one step after the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wagtail.models import ReferenceIndex

from tests.factories import UserFactory
from tests.registration.applying import applied, confirmed, open_group, seats_of, state_of, wish
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application, Message, Submission
from wagtail_mathshub.registration.queueing import turn_of, why_waiting
from wagtail_mathshub.registration.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


def kinds(application: Application) -> list[str]:
    return list(Message.objects.filter(application=application).order_by("pk").values_list("kind", flat=True))


def test_an_application_holds_its_place_before_its_address_is_confirmed(hub_a):
    group = open_group(hub_a)
    application = applied(group)
    assert (application.state, application.held) == ("submitted", 1)
    assert seats_of(group).held == 1
    assert kinds(application) == ["confirm_address"]


def test_a_confirmed_address_makes_a_confirmed_place(hub_a):
    group = open_group(hub_a)
    application = confirmed(group)
    assert application.state == "confirmed"
    assert kinds(application) == ["confirm_address", "confirmed", "confirmed"]


def test_whoever_comes_when_all_places_are_held_waits_in_turn(hub_a):
    group = open_group(hub_a, capacity=1)
    confirmed(group)
    second, third = confirmed(group), confirmed(group)
    assert (second.state, third.state) == ("waiting", "waiting")
    assert (turn_of(second), turn_of(third)) == (1, 2)
    seats = seats_of(group)
    assert (seats.held, seats.waiting) == (1, 2)
    assert why_waiting(second, seats) == "All places are taken. You are next."
    assert why_waiting(third, seats) == "All places are taken. 1 application came before yours."


def test_a_withdrawal_offers_the_place_to_the_first_who_waits(hub_a):
    group = open_group(hub_a, capacity=1)
    first, second = confirmed(group), confirmed(group)
    flows.withdraw(application=first)
    assert state_of(second) == "offered"
    assert seats_of(group).held == 1
    assert flows.accept(application=second).state == "confirmed"
    assert kinds(second)[-2:] == ["confirmed", "confirmed"]


def test_an_offer_that_nobody_answers_goes_to_the_next(hub_a, reference_time):
    group = open_group(hub_a, capacity=1)
    first, second, third = confirmed(group), confirmed(group), confirmed(group)
    flows.withdraw(application=first)
    with clock.frozen_at(reference_time + timedelta(hours=73)):
        with pytest.raises(Refused):
            flows.accept(application=second)
        flows.let_lapse(application=second)
    assert (state_of(second), state_of(third)) == ("lapsed", "offered")


def test_nothing_lapses_before_its_time(hub_a):
    group = open_group(hub_a)
    application = applied(group)
    flows.let_lapse(application=application)
    assert state_of(application) == "submitted"


def test_a_school_that_asks_for_two_is_passed_over_when_one_is_free_and_told_why(hub_a):
    group = open_group(hub_a, capacity=3, capacity_unit="participants")
    first = confirmed(group)
    confirmed(group, people=2)
    two, one = confirmed(group, people=2), confirmed(group)
    flows.withdraw(application=first)
    assert (state_of(two), state_of(one)) == ("waiting", "offered")
    assert "1 place was free, and you asked for 2." in why_waiting(two, seats_of(group))


def test_a_school_that_would_take_fewer_is_offered_what_is_free(hub_a):
    group = open_group(hub_a, capacity=3, capacity_unit="participants")
    first = confirmed(group)
    confirmed(group, people=2)
    two = confirmed(group, people=2, accepts_fewer=True)
    flows.withdraw(application=first)
    assert state_of(two) == "offered"
    kept = two.participants.last()
    accepted = flows.accept(application=two, keep=[kept.pk])
    assert (accepted.places, accepted.held, list(accepted.participants.all())) == (1, 1, [kept])


def test_an_unconfirmed_address_keeps_its_turn(hub_a):
    group = open_group(hub_a, capacity=1)
    first = confirmed(group)
    second, third = applied(group), confirmed(group)
    flows.withdraw(application=first)
    assert state_of(third) == "waiting"
    assert flows.confirm_address(application=second).state == "confirmed"


def test_in_a_round_the_hub_decides(hub_a):
    user = UserFactory()
    group = open_group(hub_a, capacity=1, admission="round")
    first, second = confirmed(group), confirmed(group)
    assert (first.state, second.state) == ("pending", "waiting")
    flows.decline(application=first, user=user, why="Your school took part last year.")
    assert state_of(second) == "waiting"
    offered = flows.offer_next(page_id=group.pk, user=user)
    assert (offered.pk, offered.state) == (second.pk, "offered")
    assert Application.objects.get(pk=first.pk).reason == "Your school took part last year."


def test_the_hub_says_why_it_offers_a_place_out_of_turn(hub_a):
    user = UserFactory()
    group = open_group(hub_a, capacity=1, admission="round")
    first = confirmed(group)
    confirmed(group)
    third = confirmed(group)
    flows.decline(application=first, user=user)
    with pytest.raises(Refused, match="Say why"):
        flows.offer_next(page_id=group.pk, user=user, application=third)
    assert (
        flows.offer_next(page_id=group.pk, user=user, application=third, why="Most free meals.").pk
        == third.pk
    )


def test_the_same_address_gets_the_same_kind_of_answer_and_no_second_place(hub_a):
    group = open_group(hub_a)
    application = applied(group, "sam@school.example.org")
    again = flows.apply(page_id=group.pk, wish=wish("sam@school.example.org"))
    assert again != application.reference
    assert Application.objects.count() == 1
    assert seats_of(group).held == 1
    assert kinds(application) == ["confirm_address", "already_applied"]


def test_the_same_request_sent_twice_does_nothing_twice(hub_a):
    group = open_group(hub_a)
    one = wish()
    first = flows.apply(page_id=group.pk, wish=one, key="abc")
    assert flows.apply(page_id=group.pk, wish=one, key="abc") == first
    assert (Application.objects.count(), Submission.objects.count(), Message.objects.count()) == (1, 1, 1)
    with pytest.raises(Refused, match="another application"):
        flows.apply(page_id=group.pk, wish=wish(), key="abc")


def test_a_smaller_capacity_takes_no_place_away_and_a_larger_one_offers_places(hub_a):
    group = open_group(hub_a, capacity=2)
    first, second, third = confirmed(group), confirmed(group), confirmed(group)
    group.capacity = 1
    group.save_revision().publish()
    assert (state_of(first), state_of(second), state_of(third)) == ("confirmed", "confirmed", "waiting")
    flows.withdraw(application=first)
    assert state_of(third) == "waiting"
    group.capacity = 2
    group.save_revision().publish()
    assert state_of(third) == "offered"


def test_places_are_counted_anew_when_the_group_counts_people(hub_a):
    group = open_group(hub_a, capacity=5)
    confirmed(group, people=2)
    confirmed(group, people=3)
    group.capacity_unit = "participants"
    group.save_revision().publish()
    assert seats_of(group).held == 5


def test_a_move_takes_the_place_along_and_gives_the_old_one_to_the_next(hub_a):
    user = UserFactory()
    group, other = open_group(hub_a, capacity=1), open_group(hub_a, title="Ratio", capacity=1)
    first, second = confirmed(group), confirmed(group)
    moved = flows.move(application=first, page_id=other.pk, user=user, why="Nearer.")
    assert (moved.page_id, moved.state) == (other.pk, "confirmed")
    assert state_of(second) == "offered"
    assert (seats_of(group).held, seats_of(other).held) == (1, 1)


def test_an_application_does_not_move_to_another_hub(hub_a, hub_b):
    application = confirmed(open_group(hub_a))
    with pytest.raises(Refused, match="another hub"):
        flows.move(application=application, page_id=open_group(hub_b).pk, user=UserFactory())


def test_somebody_new_in_a_confirmed_school_is_sent_the_dates(hub_a):
    application = confirmed(open_group(hub_a, capacity=2))
    flows.change_participants(application=application, people=wish(people=1).participants)
    new = application.participants.get().email
    assert list(Message.objects.filter(to=new).values_list("kind", flat=True)) == ["confirmed"]


def test_more_people_need_more_places(hub_a):
    group = open_group(hub_a, capacity=2, capacity_unit="participants")
    application = confirmed(group)
    people = wish(people=2).participants
    flows.change_participants(application=application, people=people)
    assert seats_of(group).held == 2
    with pytest.raises(Refused, match="no free place"):
        flows.change_participants(application=application, people=wish(people=3).participants)
    assert application.participants.count() == 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"override_state": "cancelled", "override_note": "Too few schools."}, "cancelled"),
        ({"override_state": "postponed"}, "postponed"),
        ({"override_state": "full"}, "full"),
        ({"override_state": "closed"}, "closed"),
        ({"apply_via": "invitation"}, "elsewhere"),
        ({"apply_via": "none"}, "elsewhere"),
    ],
)
def test_a_group_that_takes_nobody_says_so(hub_a, fields, code):
    group = open_group(hub_a, **fields)
    with pytest.raises(Refused) as refused:
        flows.apply(page_id=group.pk, wish=wish())
    assert refused.value.code == code
    assert refused.value.reason
    assert refused.value.instead


def test_a_full_group_without_a_waiting_list_refuses(hub_a):
    group = open_group(hub_a, capacity=1, has_waiting_list=False)
    confirmed(group)
    with pytest.raises(Refused) as refused:
        flows.apply(page_id=group.pk, wish=wish())
    assert refused.value.code == "full"
    assert Application.objects.count() == 1


def test_the_places_of_a_page_are_those_that_are_held(hub_a):
    group = open_group(hub_a, capacity=2, stated_confirmed=9)
    confirmed(group)
    page = type(group).objects.get(pk=group.pk)
    assert (page.state.places.taken, page.state.places.remaining) == (1, 1)


def test_the_log_of_an_application_tells_every_step(hub_a):
    group = open_group(hub_a, capacity=1)
    first, second = confirmed(group), confirmed(group)
    flows.withdraw(application=first, why="Ofsted is coming.")
    flows.accept(application=second)
    steps = list(second.changes.values_list("step", "before", "after", "actor"))
    assert steps == [
        ("applied", "", "submitted", "applicant"),
        ("address_confirmed", "submitted", "waiting", "applicant"),
        ("offered", "waiting", "offered", "clock"),
        ("accepted", "offered", "confirmed", "applicant"),
    ]
    assert first.changes.last().why == "Ofsted is coming."
    with pytest.raises(TypeError):
        first.changes.last().save()


@pytest.mark.indexed
def test_a_pages_usage_does_not_tell_who_applied(hub_a):
    group = open_group(hub_a)
    confirmed(group)
    assert not ReferenceIndex.get_references_to(group).exists()
