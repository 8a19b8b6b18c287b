"""What the token of an email opens: reading, confirming, accepting, withdrawing, naming others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from wagtail.models import Page, PageViewRestriction

from tests.api.addresses import valid
from tests.api.asking import applied_by, token_for
from tests.factories import UserFactory, on
from tests.registration.applying import confirmed, open_group, seats_of, state_of
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
LINK = "https://meet.example.org/secret"


def read(send, application):
    return valid("applications/{token}", send("GET", f"applications/{token_for(application)}"))


def change(send, application, **body):
    return send("PATCH", f"applications/{token_for(application)}", body)


def test_the_answer_is_kept_by_nobody_and_needs_no_host(send, hub_a, hub_b):
    application = confirmed(open_group(hub_a))
    answer = send("GET", f"applications/{token_for(application)}", hub=hub_b)
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
    assert valid("applications/{token}", answer)["reference"] == application.reference
    assert send("GET", f"applications/{token_for(application)}", query={"hub": "birch"}).status_code == 200
    assert send("GET", f"applications/{token_for(application)}", query={"x": "1"}).status_code == 422


@pytest.mark.parametrize(
    "spoil",
    [
        str.swapcase,
        lambda token: token[:-1],
        lambda token: "x" + token,
        lambda token: token.split(".")[0],
        lambda token: "0" * 32 + token[32:],
        lambda token: "x" * 5000,
        lambda token: "%00",
        lambda token: "\u0663",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_token_that_was_not_given_is_not_found_always_alike(send, hub_a, spoil, method):
    application = confirmed(open_group(hub_a))
    body = {"action": "withdraw"} if method == "PATCH" else None
    answer = send(method, f"applications/{spoil(token_for(application))}", body)
    known = send(method, "applications/nonesuch", body)
    assert (answer.status_code, answer.content) == (404, known.content)
    assert state_of(application) == "confirmed"


def test_what_is_erased_is_not_found(send, hub_a):
    application = confirmed(open_group(hub_a))
    Application.objects.filter(pk=application.pk).update(erased_at=clock.now())
    assert send("GET", f"applications/{token_for(application)}").status_code == 404


def test_only_a_confirmed_place_shows_the_joining_links(send, hub_a):
    sessions = [on(date(2027, 2, 4), joining_link=LINK), on(date(2027, 6, 10))]
    group = open_group(hub_a, sessions=sessions)
    application = applied_by(send, group)
    assert read(send, application)["sessions"] == []
    change(send, application, action="confirm")
    found = read(send, application)["sessions"]
    assert [session["joining_link"] for session in found] == [LINK, ""]
    assert found[0]["starts_at"] == "2027-02-04T13:00:00+00:00"
    send("DELETE", f"applications/{token_for(application)}")
    assert LINK not in send("GET", f"applications/{token_for(application)}").content.decode()


def test_a_waiting_school_is_offered_the_place_that_becomes_free_and_takes_it(send, hub_a):
    group = open_group(hub_a, capacity=1)
    first, second = confirmed(group), confirmed(group)
    found = read(send, second)
    assert (found["state"]["key"], found["turn"]) == ("waiting", 1)
    assert found["reason"] == "All places are taken. You are next."
    assert found["actions"] == ["withdraw", "change"]
    answer = change(send, first, action="withdraw", reason="Ofsted is coming.\x00")
    assert valid("applications/{token}", answer)["actions"] == []
    assert answer.json()["reason"] == "Ofsted is coming."
    found = read(send, second)
    assert found["offer"] == {"places": 1, "expires_at": "2026-11-26T12:00:00+00:00"}
    assert found["actions"] == ["accept", "decline", "withdraw"]
    assert change(send, second, action="accept").json()["state"]["key"] == "confirmed"


def test_an_offer_that_is_over_can_no_longer_be_accepted(send, hub_a, reference_time):
    group = open_group(hub_a, capacity=1)
    first, second = confirmed(group), confirmed(group)
    flows.withdraw(application=first)
    with clock.frozen_at(reference_time + timedelta(hours=73)):
        assert read(send, second)["actions"] == ["withdraw"]
        answer = change(send, second, action="accept")
        assert (answer.status_code, answer.json()["code"]) == (409, "too_late")


def test_an_offer_is_turned_down_and_goes_to_the_next(send, hub_a):
    group = open_group(hub_a, capacity=1)
    first, second, third = confirmed(group), confirmed(group), confirmed(group)
    assert change(send, second, action="decline").status_code == 409
    assert state_of(second) == "waiting"
    flows.withdraw(application=first)
    assert change(send, second, action="decline").json()["state"]["key"] == "withdrawn"
    assert state_of(third) == "offered"


def test_with_fewer_places_the_school_says_who_takes_part(send, hub_a):
    group = open_group(hub_a, capacity=3, capacity_unit="participants")
    first = confirmed(group)
    confirmed(group, people=2)
    two = confirmed(group, people=2, accepts_fewer=True)
    flows.withdraw(application=first)
    kept = read(send, two)["participants"][1]
    assert change(send, two, action="accept", keep=[10**30]).json()["code"] == "people"
    answer = change(send, two, action="accept", keep=[kept["id"]])
    assert [person["id"] for person in answer.json()["participants"]] == [kept["id"]]


def test_others_take_part_and_a_number_that_is_known_stays_without_being_shown(send, hub_a):
    group = open_group(hub_a, trn_asked=True, trn_reason="For the NCETM.")
    person = {
        "name": "Ada One",
        "email": "ada@school.example.org",
        "role": "",
        "years": [5],
        "trn": "1234567",
    }
    application = applied_by(send, group, participants=[person])
    (shown,) = read(send, application)["participants"]
    assert shown["trn_given"] is True
    assert "1234567" not in send("GET", f"applications/{token_for(application)}").content.decode()
    other = person | {"name": "Ben Two", "email": "ben@school.example.org", "trn": "7654321"}
    renamed = person | {"name": "Ada Three", "id": shown["id"], "trn": ""}
    answer = change(send, application, participants=[renamed, other])
    assert answer.status_code == 200, answer.content
    assert list(application.participants.values_list("name", "trn")) == [
        ("Ada Three", "1234567"),
        ("Ben Two", "7654321"),
    ]


def test_a_number_of_another_school_cannot_be_taken_over(send, hub_a):
    group = open_group(hub_a, trn_asked=True, trn_reason="For the NCETM.")
    person = {"name": "Ada One", "email": "ada@school.example.org", "trn": "1234567"}
    one = applied_by(send, group, participants=[person])
    two = applied_by(send, group, "two@school.example.org", participants=[person | {"trn": "7654321"}])
    stolen = person | {"id": one.participants.get().pk, "trn": ""}
    answer = change(send, two, participants=[stolen])
    assert [fault["name"] for fault in answer.json()["errors"]] == ["participants.0.trn"]


def test_all_of_a_change_is_done_or_nothing(send, hub_a):
    group = open_group(hub_a, capacity=1, capacity_unit="participants")
    application = applied_by(send, group)
    people = [{"name": f"P {n}", "email": f"p{n}@school.example.org"} for n in range(2)]
    answer = change(send, application, action="confirm", participants=people)
    assert (answer.status_code, answer.json()["code"]) == (409, "full")
    assert state_of(application) == "submitted"
    assert seats_of(group).held == 1
    assert change(send, application, action="confirm", participants=people[:1]).status_code == 200
    assert [person["name"] for person in read(send, application)["participants"]] == ["P 0"]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ({}, ["action"]),
        ({"action": "explode"}, ["action"]),
        ({"action": "confirm", "keep": [1]}, ["keep"]),
        ({"action": "confirm", "reason": "x"}, ["reason"]),
        ({"action": "withdraw", "reason": "x" * 501}, ["reason"]),
        ({"participants": []}, ["participants"]),
        ({"participants": [{"name": "A", "email": "a"}]}, ["participants.0.email"]),
        ({"participants": [{}] * 30}, None),
        ({"state": "confirmed"}, ["state"]),
        ({"keep": ["1"], "action": "accept"}, ["keep.0"]),
    ],
)
def test_a_change_that_nobody_can_mean_is_refused_by_its_field(send, hub_a, body, names):
    answer = change(send, confirmed(open_group(hub_a)), **body)
    assert answer.status_code == 422, answer.content
    found = [fault["name"] for fault in answer.json()["errors"]]
    assert found == names or (names is None and found)


def test_what_is_over_can_neither_be_changed_nor_withdrawn_again(send, hub_a):
    application = confirmed(open_group(hub_a))
    address = f"applications/{token_for(application)}"
    assert send("DELETE", address).json()["state"]["key"] == "withdrawn"
    again = send("DELETE", address)
    assert (again.status_code, again.json()["code"]) == (409, "not_now")
    for body in ({"action": "confirm"}, {"action": "accept"}, {"action": "withdraw"}):
        assert send("PATCH", address, body).status_code in (200, 409)
    assert state_of(application) == "withdrawn"


def test_a_declined_school_reads_the_reason(send, hub_a):
    group = open_group(hub_a, admission="round")
    application = confirmed(group)
    flows.decline(application=application, user=UserFactory(), why="Your school took part last year.")
    found = read(send, application)
    assert (found["state"]["key"], found["reason"]) == ("declined", "Your school took part last year.")


def test_an_application_is_read_though_its_page_is_hidden_but_leads_nowhere(send, hub_a):
    group = open_group(hub_a)
    application = confirmed(group)
    PageViewRestriction.objects.create(page=group, restriction_type="login")
    assert read(send, application)["work_group"] | {"url": "x"} == {
        "id": group.pk,
        "type": "mathshub_pages.WorkGroupPage",
        "title": group.title,
        "url": "x",
    }
    assert read(send, application)["work_group"]["url"] == ""
    Page.objects.filter(pk=group.pk).update(live=False)
    assert read(send, application)["work_group"]["url"] == ""
    assert send("DELETE", f"applications/{token_for(application)}").status_code == 200
