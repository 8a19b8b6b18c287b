"""The pages behind the links of an email, in every state, and what their buttons do."""

from __future__ import annotations

import re
from datetime import date, timedelta

import icalendar
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import UserFactory, on
from tests.registration.applying import applied, confirmed, open_group, seats_of, state_of
from tests.registration.filling_in import Visitor, application_path
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application, StateChange
from wagtail_mathshub.registration.refusals import Busy
from wagtail_mathshub.registration.visiting.standing import ordinal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
SCHOOL = {"school_name": "Fen Edge Primary School", "contact_name": "Sam Okafor"}
LINK = "https://meet.example.org/secret"
SESSIONS = [
    on(date(2027, 2, 4), label="Day 1", mode="online", joining_link=LINK),
    on(date(2027, 3, 4), label="Day 2", mode="online", status="cancelled"),
    on(date(2026, 10, 4), label="Day 0", mode="online"),
    on(None, None, None, label="Day 9"),
]


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def visitor(client, hub_a):
    return Visitor(client, hub_a)


def in_state(hub, state, **fields):
    """An application in this state."""
    first = {"capacity": 1} if state in ("waiting", "offered") else {}
    group = open_group(hub, sessions=SESSIONS, accepts_late_joiners=True, **first | fields)
    if state == "submitted":
        return applied(group, **SCHOOL)
    if state in ("waiting", "offered"):
        holder = confirmed(group)
        application = confirmed(group, **SCHOOL)
        if state == "offered":
            flows.withdraw(application=holder)
    else:
        application = confirmed(group, **SCHOOL)
    if state == "withdrawn":
        flows.withdraw(application=application)
    if state == "declined":
        flows.decline(
            application=application, user=UserFactory(), why="For <b>other</b> schools {this} year."
        )
    if state == "lapsed":
        application = applied(group, "late@school.example.org", **SCHOOL)
        with clock.frozen_at(clock.now() + timedelta(hours=49)):
            flows.let_lapse(application=application)
    application.refresh_from_db()
    assert application.state == state
    return application


HEADLINES = {
    "submitted": "Nearly there: confirm your email address",
    "confirmed": "Fen Edge Primary School has a place",
    "pending": "Fen Edge Primary School has applied",
    "waiting": "You're first on the waiting list",
    "offered": "A place is free for Fen Edge Primary School",
    "lapsed": "This application has lapsed",
    "declined": "No place this time",
    "withdrawn": "This application is withdrawn",
}
ROUND = {"pending": {"admission": "round"}, "declined": {"admission": "round"}}


@pytest.mark.parametrize("state", HEADLINES)
def test_each_state_has_its_page_which_nobody_keeps_and_that_changes_nothing(visitor, hub_a, state):
    application = in_state(hub_a, state, **ROUND.get(state, {}))
    before = (Application.objects.values().get(pk=application.pk), StateChange.objects.count())
    for query in ("", "?ask=withdraw", "?ask=people", "?do=confirm&do=withdraw", "?done=people", "?ask=x"):
        visitor.opens(application_path(application) + query)
        assert visitor.status == 200
        assert visitor.text("h1") == HEADLINES[state]
    assert (Application.objects.values().get(pk=application.pk), StateChange.objects.count()) == before
    assert application.reference in visitor.text()
    assert visitor.answer["Cache-Control"] == "no-store, private"
    assert visitor.answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in visitor.answer["X-Robots-Tag"]
    assert (LINK in visitor.html) == (state == "confirmed")


def test_no_page_names_its_own_secret_where_it_is_printed_or_shared(visitor, hub_a):
    application = in_state(hub_a, "confirmed")
    path = application_path(application)
    visitor.opens(path)
    assert path not in visitor.text("footer")
    assert not visitor.page.select('link[rel="canonical"], meta[property="og:url"]')
    assert "Sam Okafor" not in path


def test_the_button_and_not_the_link_confirms_the_address(visitor, hub_a):
    application = in_state(hub_a, "submitted")
    visitor.opens(application_path(application))
    assert "Say by Wednesday 25 November at noon" in visitor.text()
    assert state_of(application) == "submitted"
    visitor.presses("confirm", "do")
    assert (visitor.status, visitor.text("h1")) == (200, "Fen Edge Primary School has a place")
    assert state_of(application) == "confirmed"
    visitor.client.post(application_path(application), {"do": "confirm"}, headers={"host": visitor.host})
    assert StateChange.objects.filter(application=application).count() == 2


def test_a_confirmed_place_shows_its_counter_its_dates_and_what_comes_next(visitor, hub_a):
    group = open_group(hub_a, capacity=12, sessions=SESSIONS, accepts_late_joiners=True)
    for _number in range(6):
        confirmed(group)
    application = confirmed(group, **SCHOOL)
    visitor.opens(application_path(application))
    assert "That's yours: school 7 of 12." in visitor.text()
    svg = visitor.page.select_one(".mh-array")
    counts = [len(svg.select(f".mh-{name} circle")) for name in ("first", "next", "free")]
    assert counts == [6, 1, 5]
    assert "Dates for your cover request" in visitor.text()
    dates = visitor.text(".mh-agenda")
    assert "Day 1" in dates
    assert "Day 9" in dates
    assert "Day 0" not in dates
    assert "Day 2" not in dates
    assert "Thu 4 February" in visitor.text(".mh-steps").replace("\u00a0", " ")


def test_places_counted_in_people_are_each_shown(visitor, hub_a):
    group = open_group(hub_a, capacity=10, capacity_unit="participants")
    confirmed(group, people=2)
    application = confirmed(group, people=3, **SCHOOL)
    visitor.opens(application_path(application))
    assert visitor.text("h1") == "Fen Edge Primary School has 3 places"
    assert "Those are yours: places 3 to 5 of 10." in visitor.text()


def test_the_calendar_with_the_joining_links_is_for_those_who_have_a_place(visitor, hub_a):
    application = in_state(hub_a, "confirmed")
    address = f"{application_path(application)}calendar.ics"
    visitor.opens(application_path(application))
    assert visitor.page.select_one(f'a[href="{address}"]')
    answer = visitor.client.get(address, headers={"host": visitor.host})
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    calendar = icalendar.Calendar.from_ical(answer.content)
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    assert LINK in events["Fractions: Day 1"]["DESCRIPTION"]
    assert events["Fractions: Day 1"].decoded("DTSTART").hour == 13
    assert events["Cancelled: Fractions: Day 2"]["STATUS"] == "CANCELLED"
    public = visitor.client.get(f"/hub/work-groups/{application.page_id}.ics", headers={"host": visitor.host})
    assert LINK.encode() not in public.content
    assert calendar.walk("VEVENT")[0]["UID"].encode() in public.content
    flows.withdraw(application=application)
    answer = visitor.client.get(address, headers={"host": visitor.host})
    assert answer.status_code == 404
    assert LINK.encode() not in answer.content


def test_who_waits_reads_their_turn_and_why(visitor, hub_a):
    group = open_group(hub_a, capacity=1)
    for _number in range(3):
        confirmed(group)
    application = confirmed(group, **SCHOOL)
    visitor.opens(application_path(application))
    assert visitor.text("h1") == "You're third on the waiting list"
    assert "All places are taken. 2 applications came before yours." in visitor.text()
    assert "You have 72 hours to take it." in visitor.text()


def test_an_offer_is_taken(visitor, hub_a):
    application = in_state(hub_a, "offered")
    visitor.opens(application_path(application))
    assert "Take it by Thursday 26 November at noon." in visitor.text()
    visitor.presses("accept", "do")
    assert visitor.text("h1") == "Fen Edge Primary School has a place"
    again = visitor.client.post(
        application_path(application), {"do": "accept"}, headers={"host": visitor.host}
    )
    assert again.status_code == 303


def test_an_offer_is_turned_down_and_goes_to_the_next(visitor, hub_a):
    application = in_state(hub_a, "offered")
    following = confirmed(application.page.specific)
    visitor.opens(application_path(application)).presses("withdraw", "do")
    assert visitor.text("h1") == "This application is withdrawn"
    assert state_of(following) == "offered"


def test_an_offer_that_is_over_says_so(visitor, hub_a):
    application = in_state(hub_a, "offered")
    visitor.opens(application_path(application))
    with clock.frozen_at(clock.now() + timedelta(hours=73)):
        visitor.presses("accept", "do")
    assert visitor.status == 409
    assert "The time to accept this offer is over." in visitor.text("[role=alert]")
    assert visitor.text("title").startswith("Error: ")


def test_with_fewer_places_the_school_says_who_comes(visitor, hub_a):
    group = open_group(hub_a, capacity=2, capacity_unit="participants")
    holder = confirmed(group, people=2)
    application = confirmed(group, people=3, accepts_fewer=True, **SCHOOL)
    flows.withdraw(application=holder)
    visitor.opens(application_path(application))
    assert "You asked for 3, and said that you would take fewer." in visitor.text()
    assert "Choose the 2 people who come" in visitor.text()
    visitor.presses("accept", "do")
    assert visitor.status == 409
    assert "Choose 2 of the people whom you named." in visitor.text("[role=alert]")
    people = list(application.participants.all())
    visitor.fills({"keep": [str(people[0].pk), str(people[2].pk)]}).presses("accept", "do")
    assert [person.name for person in application.participants.all()] == [people[0].name, people[2].name]
    assert seats_of(group).held == 2


def test_nobody_elses_people_are_kept(visitor, hub_a):
    group = open_group(hub_a, capacity=2, capacity_unit="participants")
    holder = confirmed(group, people=2)
    application = confirmed(group, people=3, accepts_fewer=True)
    others = [str(person.pk) for person in holder.participants.all()]
    flows.withdraw(application=holder)
    visitor.opens(application_path(application))
    for keep in (others, ["9" * 30], ["x", "-1"], ["²"]):
        answer = visitor.client.post(
            application_path(application),
            {"do": "accept", "choose": "yes", "keep": keep},
            headers={"host": visitor.host},
        )
        assert answer.status_code == 409
    assert holder.participants.count() == 2


def test_a_place_is_given_up_in_two_steps(visitor, hub_a):
    application = in_state(hub_a, "confirmed")
    visitor.opens(application_path(application))
    assert visitor.page.select_one('a[href="?ask=withdraw"]').get_text() == "Give up your place"
    visitor.opens(f"{application_path(application)}?ask=withdraw")
    assert "Give up your place?" in visitor.text()
    assert state_of(application) == "confirmed"
    visitor.presses("withdraw", "do")
    assert visitor.text("h1") == "This application is withdrawn"
    assert seats_of(application.page).held == 0
    again = visitor.client.post(
        application_path(application), {"do": "withdraw"}, headers={"host": visitor.host}
    )
    assert again.status_code == 303


def test_others_are_named_who_take_part(visitor, hub_a):
    group = open_group(
        hub_a, per_school_max=2, trn_asked=True, trn_reason="Asked of us.", year_from=5, year_to=6
    )
    application = confirmed(group, **SCHOOL)
    visitor.opens(f"{application_path(application)}?ask=people")
    assert visitor.page.select_one('[name="participants.0.years"][value="6"]').has_attr("checked")
    visitor.presses("add")
    assert visitor.page.select_one("[autofocus]")["name"] == "participants.1.name"
    visitor.presses("save")
    assert visitor.status == 422
    assert visitor.text("title").startswith("Error: ")
    named = {"name": "Jo Birch", "email": "jo@school.example.org", "trn": "1234567"}
    visitor.fills({f"participants.1.{name}": value for name, value in named.items()})
    visitor.fills({"participants.0.trn": "7654321"}).presses("save")
    assert "Who takes part has been changed." in visitor.text("[role=status]")
    assert "Jo Birch" in visitor.text()
    assert [person.trn for person in application.participants.all()] == ["7654321", "1234567"]


def test_more_people_than_there_are_places_are_refused_and_kept_in_the_form(visitor, hub_a):
    group = open_group(hub_a, capacity=1, capacity_unit="participants")
    application = confirmed(group, **SCHOOL)
    visitor.opens(f"{application_path(application)}?ask=people").presses("add")
    visitor.types(participants__1__name="Jo Birch", participants__1__email="jo@school.example.org")
    visitor.presses("save")
    assert visitor.status == 409
    assert "There is no free place for another person." in visitor.text("[role=alert]")
    assert visitor.value("participants.1.name") == "Jo Birch"
    assert application.participants.count() == 1


def test_nobody_is_renamed_in_an_application_that_is_over(visitor, hub_a):
    application = in_state(hub_a, "withdrawn")
    answer = visitor.client.post(
        application_path(application),
        {"do": "people", "participants.0.name": "New", "participants.0.email": "n@school.example.org"},
        headers={"host": visitor.host},
    )
    assert answer.status_code == 409
    assert not application.participants.filter(name="New").exists()
    visitor._read(answer)
    assert not visitor.page.select("main form")


def test_the_hubs_reason_is_told_as_text(visitor, hub_a):
    visitor.opens(application_path(in_state(hub_a, "declined", admission="round")))
    assert "For <b>other</b> schools {this} year." in visitor.text()
    assert "<b>other" not in visitor.html


def test_a_group_that_was_cancelled_or_unpublished_still_has_its_applications(visitor, hub_a):
    application = in_state(hub_a, "confirmed")
    group = application.page.specific
    group.override_state, group.override_note = "cancelled", "Too few schools."
    group.save()
    visitor.opens(application_path(application))
    assert "Too few schools." in visitor.text()
    group.unpublish()
    visitor.opens(application_path(application))
    assert visitor.status == 200
    assert group.get_url_parts()[2] not in [link["href"] for link in visitor.page.select("main a")]
    visitor.client.post(application_path(application), {"do": "withdraw"}, headers={"host": visitor.host})


def test_when_too_many_ask_at_once_a_button_can_be_pressed_again(visitor, hub_a, monkeypatch):
    application = in_state(hub_a, "submitted")
    visitor.opens(application_path(application))
    with monkeypatch.context() as patch:
        patch.setattr(flows, "confirm_address", lambda **given: (_ for _ in ()).throw(Busy()))
        visitor.presses("confirm", "do")
    assert (visitor.status, visitor.answer["Retry-After"]) == (503, "2")
    assert visitor.answer["Cache-Control"] == "no-store, private"
    visitor.presses("confirm", "do")
    assert state_of(application) == "confirmed"


@pytest.mark.parametrize("token", ["wrong", "a.b", "0" * 32 + ".x", "x" * 900, "%00", "..%2f", "é"])
def test_a_link_that_is_none_leads_to_plain_words(visitor, hub_a, token):
    for path in (
        f"/hub/applications/{token}/",
        f"/hub/applications/{token}/calendar.ics",
        f"/hub/interests/{token}/",
    ):
        visitor.opens(path)
        assert visitor.status == 404
        if "%2f" not in token:
            assert visitor.text("h1") == "This link leads nowhere"
            assert visitor.answer["Cache-Control"] == "no-store, private"


def test_a_link_of_another_hub_or_kind_or_of_somebody_erased_is_none(client, visitor, hub_a, hub_b):
    application = in_state(hub_a, "confirmed")
    path = application_path(application)
    assert Visitor(client, hub_b).opens(path).status == 404
    assert visitor.opens(path.replace("applications", "interests")).status == 404
    forged = re.sub(r"[0-9a-f]{32}", "0" * 32, path)
    assert visitor.opens(forged).status == 404
    Application.objects.filter(pk=application.pk).update(erased_at=clock.now())
    assert visitor.opens(path).status == 404


def test_the_page_takes_as_many_queries_for_many_as_for_one(visitor, hub_a):
    group = open_group(hub_a, capacity=30, capacity_unit="participants")

    def queries(people: int) -> int:
        application = confirmed(group, people=people)
        with CaptureQueriesContext(connection) as seen:
            visitor.opens(application_path(application))
        return len(seen)

    queries(1)
    assert queries(1) == queries(9)


def test_turns_are_told_in_words():
    assert [ordinal(n) for n in (1, 2, 3, 10, 11, 12, 13, 21, 22, 103, 111)] == (
        ["first", "second", "third", "tenth", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th"]
    )
