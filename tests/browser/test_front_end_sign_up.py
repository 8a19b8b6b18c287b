"""Signing up in the example front end, from another origin than the API that takes it in."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.looking import too_wide, violations
from tests.registration.applying import confirmed, state_of
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.registration.tokens import address_of_application, interest_token_of, token_of
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.workgroups import seats

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
PHONE = {"width": 390, "height": 844}
REFUSED = ("422",)


@pytest.fixture(autouse=True)
def _own_form_address():
    former = seats.use_form_address(
        lambda group, interest: f"/hub/{group.pk}/{'interest' if interest else ''}"
    )
    yield
    seats.use_form_address(former)


@pytest.fixture
def group(hub):
    """A group of two places that takes schools in itself, and asks a question."""
    first = clock.today() + timedelta(days=20)
    link = "https://meet.example.org/room"
    rows = [
        (
            "question",
            {"question": "Which scheme do you use?", "hint": "", "choices": ["A", "B"], "required": True},
        )
    ]
    return factories.make_group(
        hub,
        title="Fractions",
        academic_year=academic_years.current(),
        apply_via="own_form",
        capacity=2,
        capacity_unit="schools",
        per_school_max=2,
        extra_questions=rows,
        sessions=[factories.on(first, label="Day 1", mode="online", joining_link=link)],
    )


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def fill(page: Page, email: str = "sam@school.example.org") -> None:
    page.locator("[id='contact.name']").fill("Sam Okafor")
    page.locator("[id='contact.email']").fill(email)
    page.locator("[id='school.name']").fill("Minster Green Academy")
    page.locator("[id='participants.0.name']").fill("Ada One")
    page.locator("[id='participants.0.email']").fill("ada@school.example.org")
    page.get_by_role("radio", name="B").check()
    page.get_by_label("Our headteacher agrees").check()
    page.get_by_label("I have read").check()


def opened(visit, application: Application, **options) -> Page:
    return visit(f"/sign-up/?token={token_of(application)}", **options)


def test_a_school_signs_up_confirms_by_its_email_and_its_place_is_shown(visit, group):
    page = visit("/work-groups/fractions/", viewport=PHONE)
    expect(page.get_by_role("heading", name="2 of 2 school places left")).to_be_visible()
    page.get_by_role("link", name="Sign up your school").first.click()
    expect(heading(page)).to_have_text("Sign up your school")
    expect(heading(page)).to_be_focused()
    shot(page, "form")
    assert too_wide(page) == 0
    assert violations(page) == []
    fill(page)
    page.get_by_role("button", name="Send").click()
    expect(heading(page)).to_have_text("Now look at your email")
    shot(page, "sent")
    application = Application.objects.get()
    expect(page.get_by_text(application.reference)).to_be_visible()
    assert application.answers[0]["answer"] == "B"
    page = opened(visit, application, viewport=PHONE)
    expect(heading(page)).to_have_text("Please confirm your application")
    page.get_by_role("button", name="Confirm my application").click()
    expect(heading(page)).to_have_text("You have a place")
    expect(heading(page)).to_be_focused()
    expect(page.get_by_role("link", name="Join online")).to_have_attribute(
        "href", "https://meet.example.org/room"
    )
    shot(page, "confirmed")
    assert violations(page) == []
    page.get_by_role("link", name="Fractions").click()
    expect(page.get_by_role("heading", name="1 of 2 school places left")).to_be_visible()


def test_the_last_place_is_taken_waited_for_given_back_and_accepted(visit, group):
    first, _other = confirmed(group), confirmed(group)
    page = visit("/work-groups/fractions/")
    page.get_by_role("link", name="Join the waiting list").first.click()
    fill(page)
    page.get_by_role("button", name="Join the waiting list").click()
    expect(heading(page)).to_have_text("Now look at your email")
    waiting = Application.objects.get(contact_email="sam@school.example.org")
    page = opened(visit, waiting)
    page.get_by_role("button", name="Confirm my application").click()
    expect(heading(page)).to_have_text("You are on the waiting list")
    expect(page.get_by_text("All places are taken. You are next.")).to_be_visible()
    shot(page, "waiting")
    giving = opened(visit, first)
    giving.get_by_role("button", name="Withdraw").click()
    shot(giving, "sure")
    giving.get_by_role("button", name="No, keep it").click()
    assert state_of(first) == "confirmed"
    giving.get_by_role("button", name="Withdraw").click()
    giving.get_by_role("button", name="Yes, withdraw").click()
    expect(heading(giving)).to_have_text("You have withdrawn")
    page.reload()
    expect(heading(page)).to_have_text("A place is free for you")
    shot(page, "offered")
    page.get_by_role("button", name="Accept the place").click()
    expect(heading(page)).to_have_text("You have a place")
    assert state_of(waiting) == "confirmed"


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(visit, group):
    page = visit(f"/sign-up/?group={group.pk}", expects=REFUSED)
    page.get_by_role("button", name="Add another person").click()
    expect(page.locator("[id='participants.1.name']")).to_be_focused()
    expect(page.get_by_role("button", name="Add another person")).to_be_hidden()
    fill(page, email="sam")
    page.locator("[id='participants.1.name']").fill("Ben Two")
    page.get_by_role("button", name="Send").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert summary.get_by_role("link").all_inner_texts() == [
        "Enter your email address in full, like name@school.sch.uk",
        "Enter Ben's work email address",
    ]
    shot(page, "faults")
    assert violations(page) == []
    summary.get_by_role("link").first.click()
    expect(page.locator("[id='contact.email']")).to_be_focused()
    expect(page.locator("[id='contact.email']")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[id='school.name']")).to_have_value("Minster Green Academy")
    page.get_by_role("button", name="Remove this person").first.click()
    expect(page.locator("[id='participants.0.name']")).to_have_value("Ben Two")
    page.locator("[id='participants.0.email']").fill("ben@school.example.org")
    page.locator("[id='contact.email']").fill("sam@school.example.org")
    page.get_by_role("button", name="Send").click()
    expect(heading(page)).to_have_text("Now look at your email")
    assert list(Application.objects.get().participants.values_list("name", flat=True)) == ["Ben Two"]


def test_sending_again_after_a_fault_on_the_way_signs_up_once(visit, group):
    page = visit(f"/sign-up/?group={group.pk}", expects=("ERR_FAILED",))
    fill(page)

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/applications*", lose)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("can’t be reached just now")
    page.unroute("**/applications*")
    page.get_by_role("button", name="Send").click()
    expect(heading(page)).to_have_text("Now look at your email")
    expect(page.get_by_text(Application.objects.get().reference)).to_be_visible()
    assert Message.objects.count() == 1


def test_before_sign_up_opens_an_address_is_left_and_taken_back(visit, group):
    group.opens_at = clock.now() + timedelta(days=3)
    group.has_interest_form = True
    group.save_revision().publish()
    page = visit("/work-groups/fractions/", expects=REFUSED)
    page.get_by_role("link", name="Tell me when sign-up opens").first.click()
    expect(heading(page)).to_have_text("Sign-up is not open")
    page.get_by_role("button", name="Tell me").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your email address in full")
    page.get_by_label("Work email").fill("sam@school.example.org")
    page.get_by_label("I have read").check()
    shot(page, "interest")
    page.get_by_role("button", name="Tell me").click()
    expect(page.get_by_text("We'll write to you when sign-up opens.")).to_be_visible()
    page = visit(f"/sign-up/?interest={interest_token_of(Interest.objects.get())}")
    page.get_by_role("button", name="Delete my address").click()
    expect(page.get_by_text("Your address is deleted.")).to_be_visible()
    assert not Interest.objects.exists()


def test_an_email_leads_to_the_application_in_the_front_end(visit, hub, group, front_end):
    hub.front_end_url = front_end
    hub.save()
    application = confirmed(group)
    page = visit(address_of_application(Application.objects.get(pk=application.pk)))
    expect(heading(page)).to_have_text("You have a place")


def test_a_token_that_is_wrong_or_over_says_so(visit, group):
    page = visit("/sign-up/?token=nonesuch", expects=("404",))
    expect(heading(page)).to_have_text("That page isn’t here")


def test_what_can_no_longer_be_done_is_said_in_the_hubs_words(visit, group):
    application = confirmed(group)
    page = opened(visit, application, expects=("409",))
    flows.withdraw(application=application)
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Yes, withdraw").click()
    expect(page.get_by_role("alert")).to_contain_text("This can't be done any more")
    expect(heading(page)).to_have_text("You have withdrawn")
