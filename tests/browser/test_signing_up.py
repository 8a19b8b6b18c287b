"""Signing a school up on a phone, from a card to the dates in a calendar: with and without scripts, and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import faults_at_all_widths, told
from tests.factories import make_group, on
from wagtail_mathshub import clock
from wagtail_mathshub.registration import abuse
from wagtail_mathshub.registration.models import Application, Message
from wagtail_mathshub.registration.tokens import token_of
from wagtail_mathshub.taxonomy import academic_years

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
LINK = "https://meet.example.org/secret"
SCHOOL = {"Your full name": "Sam Okafor", "Name of your school or college": "Fen Edge Primary School"}


@pytest.fixture(autouse=True)
def _quick_hands(monkeypatch):
    # A machine fills the form in faster than people do.
    monkeypatch.setattr(abuse, "FASTEST", 0)
    cache.clear()


@pytest.fixture
def window(browser: Browser, hub, live_server) -> Iterator[Callable[..., Page]]:
    """Opens windows of a phone. No script may fail in them."""
    contexts, faults = [], []

    def opened(**options: Any) -> Page:
        settings = {
            "base_url": live_server.url,
            "viewport": PHONE,
            "has_touch": True,
            "reduced_motion": "reduce",
        }
        contexts.append(browser.new_context(**settings | options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def group_of(hub, **fields):
    day = clock.today() + timedelta(days=30)
    sessions = [
        on(day, label="Day 1", mode="online", joining_link=LINK),
        on(day + timedelta(days=7), label="Day 2", venue_text="Fen Edge School", mode="face_to_face"),
    ]
    common = {
        "title": "Continuity",
        "academic_year": academic_years.current(),
        "apply_via": "own_form",
        "capacity": 2,
        "capacity_unit": "schools",
        "head_agreement_asked": False,
        "year_from": 5,
        "year_to": 8,
    }
    return make_group(hub, sessions=sessions, **common | fields)


def fill_in(page: Page, email: str = "sam@school.example.org") -> None:
    """All three steps, for Sam who comes alone."""
    for label, value in (SCHOOL | {"Your work email": email}).items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Say who will take part").click()
    page.get_by_role("button", name="I will take part myself").click()
    expect(page.get_by_label("Full name")).to_have_value("Sam Okafor")
    page.get_by_label("Year 6").check()
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_label("I have read how you use our details").check()
    page.get_by_role("button", name="Send your application").click()
    expect(page.locator("h1")).to_have_text("Nearly there: check your email")


def link_in_the_mail(kind: str, email: str = "sam@school.example.org") -> str:
    """Where the link in the last email of this kind to this address leads."""
    message = Message.objects.filter(kind=kind, to=email).latest("pk")
    return f"/hub/applications/{token_of(message.application)}/"


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_card_to_a_place_and_its_calendar(window, hub, scripts):
    group_of(hub)
    page = window(java_script_enabled=scripts)
    page.goto("/work-groups/")
    card = page.locator(".mh-card", has_text="Continuity")
    expect(card).to_contain_text("2 of 2 school places left")
    card.get_by_role("link", name="Continuity").click()
    page.get_by_role("link", name="Sign up your school").first.click()
    fill_in(page)
    assert "sam" not in page.url.lower()
    page.goto(link_in_the_mail("confirm_address"))
    expect(page.locator("h1")).to_have_text("Nearly there: confirm your email address")
    page.get_by_role("button", name="Yes, this is my email address").click()
    expect(page.locator("h1")).to_have_text("Fen Edge Primary School has a place")
    expect(page.get_by_text("That's yours: school 1 of 2.")).to_be_visible()
    expect(page.get_by_role("button", name="Print this page")).to_be_visible(visible=scripts)
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to your calendar").click()
    calendar = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [
        "Continuity: Day 1",
        "Continuity: Day 2",
    ]
    assert LINK in calendar.walk("VEVENT")[0]["DESCRIPTION"]
    assert download.value.suggested_filename == "continuity.ics"


def test_the_last_place_goes_on_to_the_first_who_waits(window, hub):
    group = group_of(hub, capacity=1)
    page = window()
    page.goto(f"/hub/work-groups/{group.pk}/sign-up/")
    fill_in(page)
    page.goto(link_in_the_mail("confirm_address"))
    page.get_by_role("button", name="Yes, this is my email address").click()
    first = page.url
    page.goto("/work-groups/")
    expect(page.locator(".mh-card", has_text="Continuity")).to_contain_text(
        "Full. You can join the waiting list."
    )
    page.get_by_role("link", name="Continuity").click()
    page.get_by_role("link", name="Join the waiting list").first.click()
    fill_in(page, "jo@school.example.org")
    page.goto(link_in_the_mail("confirm_address", "jo@school.example.org"))
    page.get_by_role("button", name="Yes, this is my email address").click()
    expect(page.locator("h1")).to_have_text("You're first on the waiting list")
    page.goto(first)
    page.get_by_role("link", name="Give up your place").click()
    page.get_by_role("button", name="Yes, give it up").click()
    expect(page.locator("h1")).to_have_text("This application is withdrawn")
    page.goto(link_in_the_mail("offered", "jo@school.example.org"))
    expect(page.locator("h1")).to_have_text("A place is free for Fen Edge Primary School")
    page.get_by_role("button", name="Take the place").click()
    expect(page.locator("h1")).to_have_text("Fen Edge Primary School has a place")
    states = dict(Application.objects.values_list("contact_email", "state"))
    assert states == {"sam@school.example.org": "withdrawn", "jo@school.example.org": "confirmed"}


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _press in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {selector}")


def test_by_keyboard_alone_with_the_summary_of_errors_first(window, hub):
    group = group_of(hub)
    page = window(has_touch=False)
    page.goto(f"/hub/work-groups/{group.pk}/sign-up/")
    tab_to(page, "#contact-name")
    page.keyboard.type("Sam Okafor")
    # Enter does what the button at the end of the step does, and no other.
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]")).to_be_focused()
    assert page.title().startswith("Error: You and your school")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#contact-email")).to_be_focused()
    page.keyboard.type("sam@school.example.org")
    tab_to(page, "#school-name")
    page.keyboard.type("Fen Edge Primary School")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Who will take part?")
    tab_to(page, "[value='add']")
    page.keyboard.press("Enter")
    expect(page.locator("#participants-1-name")).to_be_focused()
    tab_to(page, "[value='remove.1']")
    page.keyboard.press("Enter")
    expect(page.locator(".mh-person")).to_have_count(1)
    tab_to(page, "[value='me']")
    page.keyboard.press("Enter")
    expect(page.locator("#participants-0-name")).to_have_value("Sam Okafor")
    tab_to(page, "#participants-0-years")
    page.keyboard.press("Space")
    expect(page.get_by_label("Year 5")).to_be_checked()
    tab_to(page, ".mh-button[value='next']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Check your answers")
    tab_to(page, "#consent")
    page.keyboard.press("Space")
    tab_to(page, ".mh-button[value='send']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Nearly there: check your email")
    assert Application.objects.get().participants.get().years == [5]


def test_every_step_and_its_errors_are_accessible_at_each_width(window, hub):
    questions = [
        (
            "question",
            {"question": "Which scheme?", "hint": "To group you.", "choices": ["A", "B"], "required": True},
        ),
        ("question", {"question": "Anything else?", "hint": "", "choices": [], "required": True}),
    ]
    group = group_of(
        hub,
        capacity=20,
        capacity_unit="participants",
        head_agreement_asked=True,
        trn_asked=True,
        trn_reason="The Department asks us.",
        extra_questions=questions,
        year_from=-1,
        year_to=13,
    )
    page, faults = window(bypass_csp=True, has_touch=False), {}

    def look(name: str) -> None:
        if found := faults_at_all_widths(page):
            faults[name] = found

    page.goto(f"/hub/work-groups/{group.pk}/sign-up/")
    page.get_by_role("button", name="Say who will take part").click()
    look("first step with errors")
    for label, value in (SCHOOL | {"Your work email": "sam@school.example.org"}).items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Say who will take part").click()
    look("second step")
    page.get_by_role("button", name="Add another person").click()
    page.get_by_role("button", name="Check your answers").click()
    look("second step with errors")
    for number in (0, 1):
        values = {
            "name": "x" * 120,
            "email": f"{'y' * 60}@school.example.org",
            "role": "z" * 80,
            "trn": "1234567",
        }
        for name, value in values.items():
            page.fill(f"#participants-{number}-{name}", value)
    page.get_by_label("A", exact=True).check()
    page.get_by_label("Anything else?").fill("Nothing.\n" * 20)
    page.get_by_label("My headteacher agrees").check()
    page.get_by_role("button", name="Check your answers").click()
    look("last step")
    page.get_by_role("button", name="Send your application").click()
    look("last step with errors")
    page.get_by_role("button", name="Change Person 1").click()
    page.get_by_role("button", name="Remove person 2").click()
    look("after a person went")
    assert not faults, told(faults)
