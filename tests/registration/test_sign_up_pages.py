"""Signing up on the hub's own pages, without a script."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.registration.applying import open_group
from tests.registration.filling_in import PERSON, SAM, Visitor, at_last_step, sign_up_path
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.visiting.signing_up import begun, change_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
QUESTIONS = [
    (
        "question",
        {"question": "Which scheme?", "hint": "To group you.", "choices": ["A", "B"], "required": True},
    ),
    ("question", {"question": "Anything else?", "hint": "", "choices": [], "required": False}),
]


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def visitor(client, hub_a):
    return Visitor(client, hub_a)


# --- The whole way. ---


def test_three_steps_make_one_application(visitor, hub_a):
    group = open_group(hub_a, year_from=5, year_to=8, head_agreement_asked=True)
    visitor.opens(sign_up_path(group))
    assert visitor.text("h1") == "You and your school"
    assert "Step 1 of 3" in visitor.text()
    visitor.fills(SAM | {"contact.phone": "01632 960101", "school.urn": "123456"}).presses("next")
    assert visitor.text("h1") == "Who will take part?"
    visitor.fills(PERSON | {"participants.0.years": ["5", "6"], "head_agrees": "yes"}).presses("next")
    assert visitor.text("h1") == "Check your answers"
    for words in ("Sam Okafor", "01632 960101", "123456", "jo@school.example.org", "Year 5, Year 6"):
        assert words in visitor.text().replace("\u00a0", " ")
    visitor.fills({"consent": "yes"}).presses("send")
    application = Application.objects.get()
    assert visitor.path == f"{sign_up_path(group)}?sent={application.reference}"
    assert visitor.text("h1") == "Nearly there: check your email"
    assert application.reference in visitor.text()
    assert (application.state, application.held, application.head_agrees) == ("submitted", 1, True)
    assert application.school_urn == "123456"
    assert not application.newsletter
    assert [person.years for person in application.participants.all()] == [[5, 6]]


def test_nothing_is_stored_before_the_form_is_sent(visitor, hub_a):
    group = open_group(hub_a)
    at_last_step(visitor, group)
    assert not Application.objects.exists()
    assert "sessionid" not in visitor.client.cookies


def test_the_notice_that_is_shown_is_the_one_that_is_stored(visitor, hub_a):
    hub_a.privacy_controller, hub_a.privacy_basis = "Camwell College", "public task"
    hub_a.retention_months, hub_a.privacy_notice = 24, "We tell the Department who came."
    hub_a.privacy_notice_version = "2026-3"
    hub_a.save()
    at_last_step(visitor, open_group(hub_a)).presses("send")
    application = Application.objects.get()
    assert application.consent_version == "2026-3"
    visitor.opens(sign_up_path(application.page))
    for line in application.consent_text.splitlines():
        assert line in visitor.text()
    assert "24 months" in application.consent_text


def test_questions_trn_and_fewer_places_are_asked_where_they_belong(visitor, hub_a):
    group = open_group(
        hub_a,
        capacity=10,
        capacity_unit="participants",
        trn_asked=True,
        trn_reason="The Department asks us.",
        extra_questions=QUESTIONS,
    )
    visitor.opens(sign_up_path(group)).fills(SAM).presses("next")
    assert visitor.text().index("The Department asks us.") < visitor.text().index("It has seven digits")
    assert "fewer places" not in visitor.text()
    visitor.fills(PERSON | {"participants.0.trn": "1234567"}).presses("add")
    assert "fewer places" in visitor.text()
    visitor.fills({"participants.1.name": "Al", "participants.1.email": "al@school.example.org"})
    visitor.fills({"participants.1.trn": "7654321", "accepts_fewer": "yes", "newsletter": "yes"}).presses(
        "next"
    )
    assert visitor.status == 422
    assert "Answer: Which scheme?" in visitor.text("[role=alert]")
    first = group.extra_questions[0].id
    visitor.fills({f"answers.{first}": "B"}).presses("next").fills({"consent": "yes"}).presses("send")
    application = Application.objects.get()
    assert (application.places, application.accepts_fewer, application.newsletter) == (2, True, True)
    assert [answer["answer"] for answer in application.answers] == ["B", ""]
    assert [person.trn for person in application.participants.all()] == ["1234567", "7654321"]


def test_what_a_group_does_not_ask_is_not_on_its_form(visitor, hub_a):
    visitor.opens(sign_up_path(open_group(hub_a))).fills(SAM).presses("next")
    for name in ("head_agrees", "accepts_fewer", "participants.0.trn"):
        assert not visitor.page.select(f'[name="{name}"]'), name
    newsletter = visitor.page.select_one('[name="newsletter"]')
    assert newsletter["type"] == "checkbox"
    assert not newsletter.has_attr("checked")


def test_the_years_offered_are_those_of_the_group(visitor, hub_a):
    visitor.opens(sign_up_path(open_group(hub_a, year_from=-1, year_to=1))).fills(SAM).presses("next")
    years = visitor.page.select('[name="participants.0.years"]')
    assert [year["value"] for year in years] == ["-1", "0", "1"]


# --- People. ---


def test_people_are_added_up_to_the_limit_and_removed_with_nothing_lost(visitor, hub_a):
    group = open_group(hub_a, per_school_max=2)
    visitor.opens(sign_up_path(group)).fills(SAM).presses("next")
    visitor.fills(PERSON | {"participants.0.years": ["3"]}).presses("add")
    assert not visitor.page.select('button[value="add"]')
    assert visitor.value("participants.0.email") == "jo@school.example.org"
    assert visitor.page.select_one("[autofocus]")["name"] == "participants.1.name"
    visitor.fills({"participants.1.name": "Al Reed"}).presses("remove.0")
    assert visitor.value("participants.0.name") == "Al Reed"
    assert "Jo Birch is no longer on the form." in visitor.text("[role=status]")
    assert not visitor.page.select('button[value="remove.0"]')
    assert visitor.value("contact.email") == "sam@school.example.org"


def test_whoever_signs_up_need_not_type_their_name_twice(visitor, hub_a):
    visitor.opens(sign_up_path(open_group(hub_a))).fills(SAM).presses("next").presses("me")
    assert visitor.value("participants.0.name") == "Sam Okafor"
    assert visitor.value("participants.0.email") == "sam@school.example.org"
    assert not visitor.page.select('button[value="me"]')


def test_a_group_that_takes_two_from_each_school_asks_for_two(visitor, hub_a):
    visitor.opens(sign_up_path(open_group(hub_a, per_school_min=2, per_school_max=2))).fills(SAM).presses(
        "next"
    )
    assert "Fen Edge Primary School can bring 2 people." in visitor.text()
    assert len(visitor.page.select(".mh-person")) == 2
    assert not visitor.page.select('button[value^="remove"], button[value="add"]')


def test_a_button_that_the_page_does_not_have_changes_nobody(hub_a):
    form = begun(open_group(hub_a, per_school_max=1))
    for where in ("add", "me.1", "remove.0", "remove.7", "remove.-1", "remove.²", "remove.99999999999", "x"):
        assert change_people(form.data, form.group, where)[1] in (
            "",
            "Your name and email are filled in below.",
        )
        assert len(form.people) == 1


# --- What is wrong. ---


def test_errors_are_summed_up_told_at_their_fields_and_in_the_title(visitor, hub_a):
    group = open_group(hub_a, head_agreement_asked=True)
    visitor.opens(sign_up_path(group)).fills(SAM).presses("next")
    visitor.fills({"participants.0.name": "Sam Okafor", "participants.0.email": "s.okafor@fenedge"})
    visitor.presses("next")
    assert visitor.status == 422
    assert visitor.text("title").startswith("Error: Who will take part?")
    summary = visitor.page.select_one("[role=alert]")
    assert summary["tabindex"] == "-1"
    assert summary.has_attr("autofocus")
    assert visitor.text("[role=alert] h2") == "Two things to put right"
    for link in summary.select("a"):
        field = visitor.page.select_one(link["href"])
        assert field["aria-invalid"] == "true"
        error = visitor.page.select_one("#" + field["aria-describedby"].split()[-1])
        assert error.get_text() == link.get_text()
    assert "Enter Sam's email address in full, like name@school.sch.uk" in visitor.text("[role=alert]")
    assert visitor.value("participants.0.email") == "s.okafor@fenedge"
    assert visitor.value("school.name") == "Fen Edge Primary School"


def test_an_empty_form_stays_at_its_first_step(visitor, hub_a):
    visitor.opens(sign_up_path(open_group(hub_a))).presses("next")
    assert (visitor.status, visitor.text("h1")) == (422, "You and your school")
    assert visitor.text("[role=alert] h2") == "Three things to put right"


def test_without_the_tick_nothing_is_sent(visitor, hub_a):
    at_last_step(visitor, open_group(hub_a))
    del visitor.sent["consent"]
    visitor.presses("send")
    assert (visitor.status, visitor.text("h1")) == (422, "Check your answers")
    assert not Application.objects.exists()


def test_answers_are_changed_from_the_review_and_kept_on_the_way_back(visitor, hub_a):
    at_last_step(visitor, open_group(hub_a)).presses("edit.1")
    assert visitor.text("h1") == "You and your school"
    visitor.fills({"school.name": "Oak School"}).presses("next")
    assert visitor.value("participants.0.name") == "Jo Birch"
    visitor.presses("back")
    assert visitor.value("school.name") == "Oak School"
    visitor.presses("next").presses("next").presses("send")
    assert Application.objects.get().school_name == "Oak School"


def test_a_forged_step_leads_back_to_what_is_missing(visitor, hub_a):
    group = open_group(hub_a)
    answer = visitor.client.post(
        sign_up_path(group), {"step": "3", "go": "send", "consent": "yes"}, headers={"host": visitor.host}
    )
    assert answer.status_code == 422
    assert "You and your school" in answer.content.decode()
    assert not Application.objects.exists()


# --- The group's page. ---


def test_the_button_of_a_group_leads_to_its_form(visitor, hub_a):
    group = open_group(hub_a)
    visitor.opens(group.get_url_parts()[2])
    buttons = [link for link in visitor.page.select("a.mh-button") if link["href"] == sign_up_path(group)]
    assert [button.get_text() for button in buttons] == ["Sign up your school"] * 2


def test_a_group_that_is_not_open_yet_offers_its_interest_form_in_both_places(visitor, hub_a):
    opens = datetime(2027, 1, 10, 9, tzinfo=clock.LONDON)
    group = open_group(hub_a, opens_at=opens, has_interest_form=True)
    visitor.opens(group.get_url_parts()[2])
    buttons = visitor.page.select(f'a.mh-button[href="/hub/work-groups/{group.pk}/interest/"]')
    assert [button.get_text() for button in buttons] == ["Tell me when sign-up opens"] * 2
    group.has_interest_form = False
    group.save()
    visitor.opens(group.get_url_parts()[2])
    assert "/interest/" not in visitor.html


# --- How it is served. ---


def test_the_form_is_not_indexed_or_kept_for_others(visitor, hub_a):
    visitor.opens(sign_up_path(open_group(hub_a)))
    assert visitor.answer["Cache-Control"] == "private, no-cache"
    assert visitor.page.select_one('meta[name="robots"]')["content"] == "noindex"


def test_a_form_from_elsewhere_is_refused_as_django_does(hub_a):
    from django.test import Client

    strict = Visitor(Client(enforce_csrf_checks=True), hub_a)
    group = open_group(hub_a)
    strict.opens(sign_up_path(group)).fills(SAM)
    assert strict.presses("next").status == 200
    del strict.sent["csrfmiddlewaretoken"]
    assert strict.client.post(strict.action, SAM, headers={"host": strict.host}).status_code == 403


def test_other_methods_are_not_allowed(client, hub_a):
    group = open_group(hub_a)
    for method in (client.put, client.delete, client.patch):
        answer = method(sign_up_path(group), headers={"host": hub_a.site.hostname})
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert client.head(sign_up_path(group), headers={"host": hub_a.site.hostname}).status_code == 200


def test_the_form_takes_as_many_queries_for_twenty_people_as_for_one(visitor, hub_a):
    group = open_group(hub_a, capacity=40, capacity_unit="participants")

    def queries(people: int) -> int:
        visitor.opens(sign_up_path(group)).fills(SAM).presses("next")
        named = {
            f"participants.{n}.{name}": value
            for n in range(people)
            for name, value in (("name", f"P {n}"), ("email", f"p{n}@school.example.org"))
        }
        with CaptureQueriesContext(connection) as seen:
            visitor.presses("next", **named)
        assert visitor.text("h1") == "Check your answers"
        return len(seen)

    queries(1)
    assert queries(1) == queries(20)


def test_an_application_is_told_what_went_wrong_without_what_was_typed(
    visitor, hub_a, settings, mailoutbox, monkeypatch
):
    settings.ADMINS = [("Ops", "ops@example.org")]
    at_last_step(visitor, open_group(hub_a))
    monkeypatch.setattr(flows, "apply", lambda **given: 1 / 0)
    visitor.client.raise_request_exception = False
    visitor.presses("send")
    assert visitor.status == 500
    told = visitor.html + "".join(mail.subject + mail.body for mail in mailoutbox)
    assert mailoutbox, "The administrators are told."
    for typed in ("sam@school.example.org", "Okafor", "Fen Edge", "jo@school"):
        assert typed not in told
