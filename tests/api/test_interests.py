"""Before sign-up opens: what a form needs to know, and leaving an address."""

from __future__ import annotations

import pytest

from tests.api.addresses import valid
from tests.factories import make_group
from tests.registration.applying import open_group
from wagtail_mathshub.registration.models import Interest, Message
from wagtail_mathshub.registration.tokens import interest_token_of
from wagtail_mathshub.workgroups import seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
SOON = {"opens_at": "2027-01-04T09:00:00Z", "has_interest_form": True}


@pytest.fixture
def group(hub_a):
    return open_group(hub_a, **SOON)


def form_of(ask, hub, group):
    return valid("work-groups/{id}/sign-up", ask(hub, f"work-groups/{group.pk}/sign-up"))


def note(send, group, **body):
    given = {"email": "sam@school.example.org", "consent": True}
    return send("POST", f"work-groups/{group.pk}/interests", given | body)


def test_a_form_learns_what_is_asked_and_what_is_said_about_it(ask, hub_a):
    hub_a.privacy_controller = "Alder Trust"
    hub_a.privacy_notice = "Ask us to delete it."
    hub_a.privacy_notice_version = "2026-09"
    hub_a.save()
    group = open_group(
        hub_a,
        capacity_unit="participants",
        capacity=12,
        per_school_min=2,
        per_school_max=3,
        trn_asked=True,
        trn_reason="For the NCETM.",
        head_agreement_asked=True,
        year_from=5,
        year_to=8,
        admission="round",
    )
    form = form_of(ask, hub_a, group)
    assert (form["is_open"], form["waits"], form["hub_decides"]) == (True, False, True)
    assert (form["head_agreement_asked"], form["trn_asked"], form["trn_reason"]) == (
        True,
        True,
        "For the NCETM.",
    )
    assert (form["limits"]["people_min"], form["limits"]["people_max"]) == (2, 3)
    assert form["limits"]["lengths"]["contact.name"] == 120
    assert form["accepts_fewer_asked"] is True
    assert form["years"]["label"] == "Years 5 to 8"
    assert form["year_choices"][0] == {"year": -1, "label": "Nursery"}
    assert form["privacy"] == {
        "sentences": [
            "We keep what you tell us for 84 months after the last session.",
            "Alder Trust decides what happens with your details (the data controller).",
        ],
        "text": "Ask us to delete it.",
        "version": "2026-09",
    }


def test_a_form_that_is_not_open_says_why_and_what_else_there_is(ask, hub_a, group):
    form = form_of(ask, hub_a, group)
    assert (form["is_open"], form["code"], form["interest_open"]) == (False, "opening_soon", True)
    assert form["reason"].startswith("Sign-up opens")
    assert form["instead"] == "Leave your email address, and we'll tell you when sign-up opens."


def test_an_address_is_kept_once_and_answered_alike(send, group):
    first, again = note(send, group, name="Sam", school="Minster Green"), note(send, group)
    assert (first.status_code, first.content) == (202, again.content)
    assert first["Cache-Control"] == "no-store"
    assert Interest.objects.get().email == "sam@school.example.org"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"email": "sam"}, "email"),
        ({"consent": False}, "consent"),
        ({"name": "x" * 121}, "name"),
        ({"school": "x" * 201}, "school"),
        ({"email": "x" * 300 + "@school.example.org"}, "email"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_field_is_named(send, group, body, name):
    answer = note(send, group, **body)
    assert answer.status_code == 422, answer.content
    assert [fault["name"] for fault in answer.json()["errors"]] == [name]


def test_a_group_that_is_open_takes_applications_and_no_interest(send, hub_a):
    answer = note(send, open_group(hub_a, has_interest_form=True))
    assert (answer.status_code, answer.json()["code"]) == (409, "no_interest")
    assert note(send, make_group(hub_a, title="Other")).status_code == 409


def test_an_address_is_taken_back_with_all_that_was_to_be_sent(send, group):
    note(send, group)
    address = f"interests/{interest_token_of(Interest.objects.get())}"
    answer = send("DELETE", address)
    assert valid("interests/{token}", answer)["message"].startswith("Your address is deleted.")
    assert not Interest.objects.exists()
    assert not Message.objects.exists()
    assert send("DELETE", address).status_code == 404
    assert send("DELETE", "interests/x").status_code == 404


def test_a_work_group_says_where_its_forms_are_in_absolute_addresses(ask, hub_a, group):
    hub_a.front_end_url = "https://front.example.org"
    hub_a.save()
    opened = open_group(hub_a, title="Open")
    former = seats.use_form_address(
        lambda page, interest: f"/hub/{'interest' if interest else 'form'}/{page.pk}/"
    )
    try:
        soon = ask(hub_a, f"work-groups/{group.pk}").json()["sign_up"]
        now = ask(hub_a, f"work-groups/{opened.pk}").json()["sign_up"]
    finally:
        seats.use_form_address(former)
    # The forms are the site's own, wherever its pages are read.
    assert (now["url"], now["interest_url"]) == (f"http://alder.example.org/hub/form/{opened.pk}/", "")
    assert (soon["url"], soon["interest_url"]) == ("", f"http://alder.example.org/hub/interest/{group.pk}/")


def test_other_ways_to_sign_up_stay_as_they_are(ask, hub_a):
    link = make_group(hub_a, title="Link", apply_via="link", apply_url="https://form.example.org/x")
    mail = make_group(hub_a, title="Mail", apply_via="email", apply_email="hub@example.org")
    assert ask(hub_a, f"work-groups/{link.pk}").json()["sign_up"]["url"] == "https://form.example.org/x"
    assert ask(hub_a, f"work-groups/{mail.pk}").json()["sign_up"]["url"] == "mailto:hub@example.org"
