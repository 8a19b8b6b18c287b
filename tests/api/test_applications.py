"""Sign-up through the API: what is taken in, what is refused and how, and what nobody gets to know."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import OperationalError
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests.api.addresses import valid
from tests.api.asking import API, applied_by, given_for, token_for
from tests.factories import make_group
from tests.registration.applying import confirmed, open_group
from wagtail_mathshub.api import bodies
from wagtail_mathshub.registration import abuse, seating
from wagtail_mathshub.registration.models import Application, Message, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


def path_of(group):
    return f"work-groups/{group.pk}/applications"


def faults(answer):
    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    return {fault["name"]: fault["message"] for fault in answer.json()["errors"]}


def test_a_school_applies_confirms_and_reads_its_place(send, hub_a):
    group = open_group(hub_a)
    answer = send("POST", path_of(group), given_for())
    assert answer.status_code == 202, answer.content
    assert answer["Cache-Control"] == "no-store"
    application = Application.objects.get(reference=answer.json()["reference"])
    assert (application.state, application.contact_email) == ("submitted", "sam@school.example.org")
    assert (application.school_name, application.consent_at is not None) == ("Minster Green Academy", True)
    found = send("GET", f"applications/{token_for(application)}").json()
    assert (found["state"]["key"], found["actions"]) == ("submitted", ["confirm", "withdraw", "change"])
    answer = send("PATCH", f"applications/{token_for(application)}", {"action": "confirm"})
    assert valid("applications/{token}", answer)["state"] == {"key": "confirmed", "label": "Place confirmed"}


def test_a_known_and_an_unknown_address_get_the_same_answer(send, hub_a):
    group = open_group(hub_a)
    first = send("POST", path_of(group), given_for())
    again = send("POST", path_of(group), given_for())
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["message"] == again.json()["message"]
    assert first.json()["reference"] != again.json()["reference"]
    assert dict(first.headers) == dict(again.headers)
    assert Application.objects.count() == 1


def test_every_fault_is_named_by_its_path_and_nothing_is_stored(send, hub_a):
    group = open_group(hub_a, head_agreement_asked=True)
    given = given_for("nobody", people=2)
    given["participants"][1]["email"] = "ada@"
    given["participants"][0]["years"] = [99]
    given["school"]["urn"] = "12"
    given["contact"]["name"] = "x" * 121
    given["consent"] = False
    assert faults(send("POST", path_of(group), given)) == {
        "contact.name": "This is too long. Write at most 120 characters.",
        "contact.email": "Enter your email address in full, like name@school.sch.uk",
        "school.urn": "A URN has six digits. Leave it empty if you don't know it",
        "participants.0.years": "Choose years from Nursery to Year 13",
        "participants.1.email": "Enter Ada's email address in full, like name@school.sch.uk",
        "head_agrees": "Tick the box to say your headteacher agrees",
        "consent": "Tick the box to say you have read how we use your details",
    }
    assert not Application.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda given: given.update(colour="red"), "colour"),
        (lambda given: given["contact"].update(age=3), "contact.age"),
        (lambda given: given["participants"][0].update(id=3), "participants.0.id"),
        (lambda given: given["participants"][0].update(years=["5"]), "participants.0.years.0"),
        (lambda given: given["participants"].append("Ada"), "participants.1"),
        (lambda given: given.pop("school"), "school"),
        (lambda given: given.update(consent="yes"), "consent"),
        (lambda given: given.update(answers={"nonesuch": "x"}), "answers.nonesuch"),
        (lambda given: given.update(answers={"\ud800" * 200: "x"}), "answers." + "?" * 92),
        (lambda given: given.update({"x" * 500: "x"}), "x" * 100),
    ],
)
def test_what_is_not_asked_for_is_refused_by_its_path(send, hub_a, change, name):
    given = given_for()
    change(given)
    assert list(faults(send("POST", path_of(open_group(hub_a)), given))) == [name]


def test_a_groups_own_questions_are_asked_and_answered_by_their_ids(send, ask, hub_a):
    rows = [("question", {"question": "Which scheme?", "hint": "", "choices": ["A", "B"], "required": True})]
    group = open_group(hub_a, extra_questions=rows)
    form = valid("work-groups/{id}/sign-up", ask(hub_a, f"work-groups/{group.pk}/sign-up"))
    (question,) = form["questions"]
    assert (question["question"], question["choices"], question["required"]) == (
        "Which scheme?",
        ["A", "B"],
        True,
    )
    name = f"answers.{question['id']}"
    assert faults(send("POST", path_of(group), given_for())) == {name: "Answer: Which scheme?"}
    wrong = given_for(answers={question["id"]: "C"})
    assert list(faults(send("POST", path_of(group), wrong))) == [name]
    application = applied_by(send, group, answers={question["id"]: "B"})
    assert application.answers == [{"id": question["id"], "question": "Which scheme?", "answer": "B"}]


def test_a_key_makes_sending_twice_do_nothing_twice(send, hub_a):
    group, other = open_group(hub_a), open_group(hub_a, title="Ratio")
    key = {"idempotency-key": "7d0e4f2c"}
    first = send("POST", path_of(group), given_for(), headers=key)
    again = send("POST", path_of(group), given_for(), headers=key)
    assert again.json() == first.json()
    assert (Application.objects.count(), Message.objects.count()) == (1, 1)
    refused = send("POST", path_of(group), given_for("other@school.example.org"), headers=key)
    assert (refused.status_code, refused.json()["code"]) == (409, "key_used")
    # In another group it is another key, and what is stored does not say which one was sent.
    assert send("POST", path_of(other), given_for(), headers=key).status_code == 202
    assert Submission.objects.count() == 2
    assert not Submission.objects.filter(key__contains="7d0e4f2c").exists()


@pytest.mark.parametrize("key", ["x" * 201, "caf\u00e9", "a\tb"])
def test_a_key_that_is_no_plain_text_is_refused(send, hub_a, key):
    answer = send("POST", path_of(open_group(hub_a)), given_for(), headers={"idempotency-key": key})
    assert list(faults(answer)) == ["Idempotency-Key"]


def test_a_closed_group_says_why_and_what_else_there_is(send, hub_a):
    group = open_group(hub_a, override_state="cancelled", override_note="Too few schools.")
    answer = send("POST", path_of(group), given_for())
    assert answer.status_code == 409
    problem = answer.json()
    assert (problem["code"], problem["title"]) == ("cancelled", "Too few schools.")
    assert problem["detail"] == "See what else is on."
    elsewhere = make_group(hub_a, title="Elsewhere", apply_via="link", apply_url="https://form.example.org/")
    assert send("POST", path_of(elsewhere), given_for()).json()["code"] == "elsewhere"


def test_next_years_group_is_named_only_where_visitors_may_see_it(send, ask, hub_a):
    group = open_group(hub_a, override_state="closed")
    group.successor = open_group(hub_a, title="Zanzibar")
    group.save()
    form = f"work-groups/{group.pk}/sign-up"
    assert "Zanzibar" in send("POST", path_of(group), given_for()).json()["detail"]
    assert ask(hub_a, form).json()["successor"]["title"] == "Zanzibar"
    PageViewRestriction.objects.create(page=group.successor, restriction_type="login")
    assert "Zanzibar" not in send("POST", path_of(group), given_for()).content.decode()
    assert "Zanzibar" not in ask(hub_a, form).content.decode()


def hide(page, how):
    if how == "draft":
        Page.objects.filter(pk=page.pk).update(live=False)
    elif how == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at="2026-01-01T00:00:00Z")
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=how, password="abacus")


@pytest.mark.parametrize("how", ["draft", "expired", "login", "password"])
@pytest.mark.parametrize("what", ["applications", "interests", "sign-up"])
def test_a_group_that_visitors_may_not_see_is_not_found(send, hub_a, how, what):
    group = open_group(hub_a)
    hide(group, how)
    body = given_for() if what == "applications" else {"email": "sam@school.example.org", "consent": True}
    method = "GET" if what == "sign-up" else "POST"
    answer = send(method, f"work-groups/{group.pk}/{what}", body)
    assert answer.status_code == 404, answer.content
    assert not Application.objects.exists()


def test_who_has_shown_the_password_of_a_group_signs_up_there(send, hub_a):
    group = open_group(hub_a)
    hide(group, "password")
    token = send("POST", f"pages/{group.pk}/unlock", {"password": "abacus"}).json()["token"]
    headers = {"authorization": f"Bearer {token}"}
    assert send("POST", path_of(group), given_for(), headers=headers).status_code == 202


def test_another_hubs_group_is_not_found_unless_that_hub_is_named(send, hub_a, hub_b):
    group = open_group(hub_b)
    assert send("POST", path_of(group), given_for()).status_code == 404
    assert send("POST", path_of(group), given_for(), query={"hub": "birch"}).status_code == 202
    assert Application.objects.get().site_id == hub_b.site_id
    assert send("POST", "work-groups/999999/applications", given_for()).status_code == 404
    assert list(faults(send("POST", path_of(group), given_for(), query={"bogus": 1}))) == ["bogus"]


def test_what_is_not_json_is_refused_before_it_is_read(client, send, hub_a):
    group = open_group(hub_a)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = client.generic(
            "POST",
            API + path_of(group),
            json.dumps(given_for()),
            content_type=kind,
            headers={"host": hub_a.site.hostname},
        )
        assert answer.status_code == 415, kind
        assert answer["Content-Type"] == "application/problem+json"
    for body in ("", "{", "[" * 20_000, "\xff", "null", '{"\\ud800": 1}', "[]", "1e999"):
        answer = client.generic(
            "POST",
            API + path_of(group),
            body,
            CONTENT_TYPE="application/json; charset=utf-8",
            headers={"host": hub_a.site.hostname},
        )
        assert answer.status_code in (400, 422), body
    too_long = given_for(answers={"x": "y" * bodies.MOST_BYTES})
    assert send("POST", path_of(group), too_long).status_code == 413
    assert not Application.objects.exists()


def test_no_cookie_is_needed_and_none_is_read(hub_a, django_user_model):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(django_user_model.objects.create_superuser("admin"))
    group = open_group(hub_a, override_state="closed")
    headers = {"host": hub_a.site.hostname}
    address = API + path_of(group)
    # An administrator may sign schools up late, in the admin; here they are a visitor like any other.
    answer = strict.post(address, given_for(), content_type="application/json", headers=headers)
    assert answer.status_code == 409
    group.override_state = ""
    group.save_revision().publish()
    answer = strict.post(address, given_for(), content_type="application/json", headers=headers)
    assert answer.status_code == 202
    assert Application.objects.get().changes.get().user is None


def test_a_program_that_fills_every_field_gets_nothing(send, hub_a):
    answer = send("POST", path_of(open_group(hub_a)), given_for(website="https://spam.example.org"))
    assert (answer.status_code, answer.json()["code"]) == (409, "trap")
    assert not Application.objects.exists()


def test_too_many_tries_are_held_back_whether_the_address_is_known_or_not(send, hub_a, monkeypatch):
    monkeypatch.setattr(abuse, "FOR_ONE_EMAIL", 2)
    group = open_group(hub_a)
    codes = [send("POST", path_of(group), given_for()).status_code for _try in range(3)]
    assert codes == [202, 202, 429]
    answer = send("POST", path_of(group), given_for())
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert send("POST", path_of(group), given_for("new@school.example.org")).status_code == 202


def test_a_school_behind_one_internet_address_is_let_through(send, hub_a):
    group = open_group(hub_a, capacity=40)
    codes = {
        send("POST", path_of(group), given_for(f"t{n}@school.example.org")).status_code for n in range(30)
    }
    assert codes == {202}


def test_when_too_many_ask_at_once_a_client_is_told_to_try_again(send, hub_a, monkeypatch):
    group = open_group(hub_a)

    def locked(key):
        raise OperationalError("database is locked")

    monkeypatch.setattr(seating, "_take", locked)
    answer = send("POST", path_of(group), given_for())
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert answer.json()["detail"] == "Nothing was stored. Send the same again in a moment."


@pytest.mark.indexed
def test_nothing_of_an_application_is_in_any_other_answer_feed_or_log(send, client, hub_a, caplog):
    caplog.set_level(logging.DEBUG)
    group = open_group(hub_a, capacity=1)
    given = given_for("zanzibar@school.example.org", school={"name": "Zanzibar School"})
    given["participants"][0] |= {"name": "Zanzibar Person", "email": "zanzibar-2@school.example.org"}
    answers = [send("POST", path_of(group), given), send("POST", path_of(group), given | {"consent": False})]
    application = Application.objects.get()
    confirmed(group, "next@school.example.org", school_name="Zanzibar Two")
    addresses = [
        *("work-groups?facets=recruitment", f"work-groups/{group.pk}", f"work-groups/{group.pk}/sign-up"),
        *("sessions", "search?q=zanzibar", "sitemap", "people", "organisations", "hub", "openapi.json"),
    ]
    feeds = ["work-groups.atom", "work-groups.json", "work-groups.ics", f"work-groups/{group.pk}.ics"]
    headers = {"host": hub_a.site.hostname}
    answers += [client.get(API + address, headers=headers) for address in addresses]
    answers += [client.get(f"/hub/{feed}", headers=headers) for feed in feeds]
    assert {answer.status_code for answer in answers} == {200, 202, 422}
    for answer in answers:
        # What was searched for comes back as it was asked.
        shown = answer.content.decode().lower().replace("q=zanzibar", "").replace('"query":"zanzibar"', "")
        assert "zanzibar" not in shown, answer.request["PATH_INFO"]
        assert token_for(application) not in shown
    assert "zanzibar" not in caplog.text.lower().replace("q=zanzibar", "")
    assert "zanzibar" in send("GET", f"applications/{token_for(application)}").content.decode().lower()
