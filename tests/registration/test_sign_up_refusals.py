"""Sign-ups that come twice, too often or too late: what is refused, and that nothing typed is lost."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from tests.registration.applying import confirmed, open_group, seats_of
from tests.registration.filling_in import PERSON, SAM, Visitor, at_last_step, sign_up_path
from wagtail_mathshub import clock
from wagtail_mathshub.registration import abuse, flows
from wagtail_mathshub.registration.models import Application, Message
from wagtail_mathshub.registration.refusals import Busy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def visitor(client, hub_a):
    return Visitor(client, hub_a)


# --- Sent twice, too often, too fast. ---


def test_a_double_click_makes_one_application(visitor, hub_a):
    at_last_step(visitor, open_group(hub_a))
    sent, action = dict(visitor.sent), visitor.action
    visitor.presses("send")
    first = visitor.path
    with clock.frozen_at(clock.now() + timedelta(seconds=6)):
        again = visitor.client.post(action, {**sent, "go": "send"}, headers={"host": visitor.host})
    assert again["Location"] == first
    assert Application.objects.count() == 1
    assert Message.objects.count() == 1


def test_the_form_of_one_group_sent_again_to_another_is_another_application(visitor, hub_a):
    one, other = open_group(hub_a), open_group(hub_a, slug="other")
    at_last_step(visitor, one)
    sent = dict(visitor.sent)
    visitor.presses("send")
    with clock.frozen_at(clock.now() + timedelta(seconds=6)):
        visitor.client.post(sign_up_path(other), {**sent, "go": "send"}, headers={"host": visitor.host})
    assert sorted(Application.objects.values_list("page", flat=True)) == sorted([one.pk, other.pk])


def test_a_form_that_was_sent_and_then_changed_may_be_sent_again(visitor, hub_a):
    at_last_step(visitor, open_group(hub_a))
    sent = dict(visitor.sent) | {"contact.email": ["typo@school.example.org"]}
    visitor.presses("send")
    with clock.frozen_at(clock.now() + timedelta(seconds=6)):
        answer = visitor.client.post(visitor.path, {**sent, "go": "send"}, headers={"host": visitor.host})
    visitor._read(answer)
    assert visitor.status == 409
    assert "You have sent this form before, with other answers." in visitor.text("[role=alert]")
    visitor.presses("send")
    assert Application.objects.count() == 2


def test_a_known_address_is_answered_like_an_unknown_one(visitor, hub_a):
    group = open_group(hub_a, capacity=9)
    at_last_step(visitor, group, email="known@school.example.org").presses("send")
    unknown = (visitor.status, re.sub(r"ALD-\w{6}", "REF", visitor.html))
    at_last_step(visitor, group, email="known@school.example.org").presses("send")
    # The number of places left is the same too: no second place was taken.
    assert (visitor.status, re.sub(r"ALD-\w{6}", "REF", visitor.html)) == unknown
    assert Application.objects.count() == 1


def test_the_page_after_sending_shows_no_reference_that_is_none(visitor, hub_a):
    group = open_group(hub_a)
    for text in ("<b>x</b>", "CALL 0900 123", "a" * 500, "fen-7k3qxr"):
        visitor.opens(f"{sign_up_path(group)}?sent={text}")
        assert visitor.text("h1") == "You and your school"
        assert "0900" not in visitor.text()


@pytest.mark.parametrize("case", ["trap", "too fast", "stale", "forged", "no stamp"])
def test_a_program_is_held_back_and_a_person_loses_nothing(visitor, hub_a, case):
    at_last_step(visitor, open_group(hub_a))
    sent = dict(visitor.sent)
    seconds = {"too fast": 1, "stale": 25 * 3600}.get(case, 5)
    changes = {
        "trap": {abuse.TRAP: "http://x.example"},
        "forged": {"stamp": "1:2:3"},
        "no stamp": {"stamp": ""},
    }
    with clock.frozen_at(clock.now() + timedelta(seconds=seconds)):
        answer = visitor.client.post(
            visitor.action, sent | changes.get(case, {}) | {"go": "send"}, headers={"host": visitor.host}
        )
        visitor._read(answer)
        assert visitor.status == 409
        assert "Nothing is lost" in visitor.text("[role=alert]")
        assert visitor.value("contact.name") == "Sam Okafor"
        assert not Application.objects.exists()
        visitor.presses("send")
    assert Application.objects.count() == 1


def test_too_many_applications_are_told_to_wait_and_keep_what_was_typed(visitor, hub_a, monkeypatch):
    monkeypatch.setattr(abuse, "FOR_ONE_EMAIL", 1)
    group = open_group(hub_a, capacity=9)
    at_last_step(visitor, group).presses("send")
    at_last_step(visitor, group).presses("send")
    assert visitor.status == 429
    assert int(visitor.answer["Retry-After"]) > 0
    assert "Try again in" in visitor.text("[role=alert]")
    assert visitor.value("contact.email") == "sam@school.example.org"


def test_a_whole_school_behind_one_address_gets_through(visitor, hub_a):
    group = open_group(hub_a, capacity=30)
    for number in range(12):
        at_last_step(visitor, group, email=f"teacher-{number}@school.example.org").presses("send")
        assert visitor.status == 200, number
    assert Application.objects.count() == 12


def test_when_too_many_ask_at_once_the_form_can_be_sent_once_more(visitor, hub_a, monkeypatch):
    group = open_group(hub_a)
    at_last_step(visitor, group)
    with monkeypatch.context() as patch:
        patch.setattr(flows, "apply", lambda **given: (_ for _ in ()).throw(Busy()))
        visitor.presses("send")
    assert (visitor.status, visitor.answer["Retry-After"]) == (503, "2")
    assert visitor.text('main .mh-button[value="send"]') == "Send once more"
    visitor.presses("send")
    assert Application.objects.count() == 1


# --- Groups that cannot be joined. ---


CLOSED = {
    "closed": ({"override_state": "closed", "override_note": "The year has begun."}, "The year has begun."),
    "full": ({"capacity": 1, "has_waiting_list": False}, "All places are taken."),
    "postponed": ({"override_state": "postponed", "override_note": "In spring."}, "In spring."),
    "cancelled": ({"override_state": "cancelled", "override_note": "Too few."}, "Too few."),
    "soon": ({"opens_at": datetime(2027, 1, 10, 9, tzinfo=clock.LONDON)}, "Sign-up opens 10 January at 9am."),
    "over": (
        {"closes_at": datetime(2026, 10, 1, 9, tzinfo=clock.LONDON)},
        "Sign-up closed on 1 October at 9am.",
    ),
}


@pytest.mark.parametrize("case", CLOSED)
def test_a_group_that_cannot_be_joined_says_why_and_what_else_there_is(visitor, hub_a, case):
    fields, reason = CLOSED[case]
    group = open_group(hub_a, year_from=5, year_to=6, **fields)
    if case == "full":
        confirmed(group)
    visitor.opens(sign_up_path(group))
    assert visitor.status == 200
    assert visitor.text("h1") == reason
    assert "See what else is on for Year" in visitor.text()
    assert not visitor.page.select("main form")
    form = {**SAM, **PERSON, "consent": "yes", "step": "3", "stamp": abuse.stamp(), "go": "send"}
    with clock.frozen_at(clock.now() + timedelta(seconds=5)):
        answer = visitor.client.post(sign_up_path(group), form, headers={"host": visitor.host})
    visitor._read(answer)
    assert visitor.status == 409
    assert reason in visitor.text("[role=alert]")
    assert visitor.value("contact.email") == "sam@school.example.org"
    assert Application.objects.count() == (1 if case == "full" else 0)


def test_a_group_that_closes_meanwhile_says_so_at_the_next_step(visitor, hub_a):
    group = open_group(hub_a)
    visitor.opens(sign_up_path(group)).fills(SAM)
    group.override_state = "closed"
    group.save()
    visitor.presses("next")
    assert visitor.status == 409
    assert visitor.text("[role=alert] h2") == "You can't sign up at the moment"
    assert visitor.value("contact.email") == "sam@school.example.org"


def test_what_to_do_instead_is_a_link(visitor, hub_a):
    later = open_group(hub_a, title="Next year", slug="next-year")
    group = open_group(
        hub_a, has_interest_form=True, override_state="closed", override_note="Over.", successor=later
    )
    visitor.opens(sign_up_path(group))
    links = {link.get_text(): link["href"] for link in visitor.page.select("main a")}
    assert links["Tell me when sign-up opens"] == f"/hub/work-groups/{group.pk}/interest/"
    assert links["Next year"].endswith("/next-year/")
    later.unpublish()
    visitor.opens(sign_up_path(group))
    assert "Next year" not in visitor.html


def test_a_group_with_another_way_to_sign_up_leads_there(visitor, hub_a):
    group = open_group(hub_a, apply_via="link", apply_url="https://example.org/form")
    visitor.opens(sign_up_path(group))
    assert visitor.page.select_one('main a[href="https://example.org/form"]')
    answer = visitor.client.post(sign_up_path(group), SAM, headers={"host": visitor.host})
    assert answer.status_code == 409
    assert not Application.objects.exists()


def test_a_draft_a_private_group_and_one_of_another_hub_have_no_form(client, hub_a, hub_b):
    draft, other = open_group(hub_a, live=False), open_group(hub_b)
    for group in (draft, other):
        for send in (client.get, client.post):
            answer = send(sign_up_path(group), headers={"host": hub_a.site.hostname})
            assert answer.status_code == 404


def test_a_full_group_with_a_waiting_list_has_the_form(visitor, hub_a):
    group = open_group(hub_a, capacity=1)
    confirmed(group)
    at_last_step(visitor, group).presses("send")
    waiting = Application.objects.get(contact_email="sam@school.example.org")
    assert (waiting.held, seats_of(group).waiting) == (0, 1)
