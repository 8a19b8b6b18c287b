"""What people and programs may type into the form that nobody expects: kept, escaped or refused, never a fault."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registration.applying import confirmed, open_group
from tests.registration.filling_in import PERSON, SAM, Visitor, application_path, sign_up_path
from wagtail_mathshub import clock
from wagtail_mathshub.registration import abuse
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.registration.visiting import form_data
from wagtail_mathshub.registration.wishes import MOST_PEOPLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
HOSTILE = {
    "markup": "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}",
    "formula": '=HYPERLINK("http://x.example","x")',
    "lines": "Sam\r\nBcc: all@example.org\n\nX",
    "controls": "Sam\x00\x0b\x1b[31m\x7f\u202eOkafor\ufeff",
    "endless": "x" * 100_000,
    "spaces": " \t\u00a0\u2003 ",
    "other scripts": "\u05e9\u05dc\u05d5\u05dd \u5c71\u7530 \U0001f600",
}
FIELDS = (*SAM, *PERSON, "contact.phone", "school.urn", "school.postcode", "participants.0.role")


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def post(client, hub_a):
    """Sends a form to a group's address as it is."""

    def sent(group, **given):
        with clock.frozen_at(clock.now() + timedelta(seconds=5)):
            return client.post(
                sign_up_path(group), given.get("fields", given), headers={"host": hub_a.site.hostname}
            )

    return sent


def whole(**changes):
    return SAM | PERSON | {"consent": "yes", "step": "3", "go": "send", "stamp": abuse.stamp()} | changes


@pytest.mark.parametrize("name", HOSTILE)
def test_no_field_breaks_a_page_whatever_is_in_it(post, hub_a, name):
    group = open_group(hub_a, trn_asked=True, trn_reason="Asked of us.", per_school_max=3)
    text = HOSTILE[name]
    for step in ("1", "2", "3"):
        fields = whole(step=step, go="next") | dict.fromkeys(FIELDS, text) | {"participants.0.trn": text}
        answer = post(group, fields=fields)
        html = answer.content.decode()
        assert answer.status_code in (200, 422)
        assert "<script>alert" not in html
        assert "onerror=alert(1)>" not in html.replace("&gt;", "")
        assert not set("\x00\x0b\x1b\u202e") & set(html)


@pytest.mark.parametrize("name", ["markup", "formula", "lines", "controls", "other scripts"])
def test_a_name_that_could_do_harm_is_stored_on_one_line_and_shown_as_text(client, post, hub_a, name):
    group, text = open_group(hub_a), HOSTILE[name][:100]
    fields = whole() | {"contact.name": text, "school.name": text, "participants.0.name": text}
    answer = post(group, fields=fields)
    assert answer.status_code == 303
    assert answer["Location"].startswith(sign_up_path(group))
    application = Application.objects.get()
    assert not set("\r\n\x00\x0b\x1b\u202e") & set(application.school_name)
    for query in ("", "?ask=people", "?ask=withdraw"):
        visitor = Visitor(client, hub_a).opens(application_path(application) + query)
        assert visitor.status == 200
        assert "<script>alert" not in visitor.html
        assert "<img" not in visitor.html


@pytest.mark.parametrize(
    "forged",
    [
        {"participants.0.years": ["99", "-5", "six", "5.5", "²", "1e9", "5", ""]},
        {"participants.0.years": ["5"] * 50},
        {"participants.999.name": "x", "participants.-1.name": "y", "participants.1e5.name": "z"},
        {"participants.0": "x", "participants..name": "x", "participants": "x", "contact": "x"},
        {"step": "9", "go": "edit.9"},
        {"step": "\x00", "go": "\x00"},
        {"go": "remove." + "9" * 5000},
        {"go": "x" * 100_000},
        {"key": "' OR 1=1 --", "stamp": "x" * 100_000},
        {"answers.nothing": "x", "answers.__class__": "y"},
        {"consent": "true", "head_agrees": "1"},
        {"csrfmiddlewaretoken": "x" * 9000},
    ],
)
def test_forged_fields_are_never_a_fault(post, hub_a, forged):
    group = open_group(hub_a, per_school_max=3)
    for step in ("1", "2", "3"):
        for go in ("next", "send", "add", "me", "back"):
            answer = post(group, fields=whole(step=step, go=go) | forged)
            assert answer.status_code in (200, 303, 409, 422, 429)


def test_thousands_of_people_are_refused_or_cut_short(post, hub_a):
    group = open_group(hub_a)
    many = {f"participants.{n}.name": f"P {n}" for n in range(900)}
    answer = post(group, fields=SAM | many | {"step": "2", "go": "next"})
    assert answer.status_code == 422
    assert answer.content.decode().count('class="mh-panel mh-person"') == MOST_PEOPLE + 1
    assert f"At most {MOST_PEOPLE} people can come from a school" in answer.content.decode()
    too_many = {f"participants.{n}.name": "x" for n in range(5000)}
    assert post(group, fields=SAM | too_many).status_code == 400


def test_a_body_that_is_no_form_is_no_fault(client, hub_a):
    group = open_group(hub_a)
    host = {"host": hub_a.site.hostname}
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x", "x"):
        for body in (b"", b"{}", b"\xff\xfe\x00", b"--x\r\n\r\n"):
            answer = client.post(sign_up_path(group), body, content_type=kind, headers=host)
            assert answer.status_code in (200, 400, 422)
    bad = urlencode({"contact.name": b"\xff\xfe\xed\xa0\x80"})
    answer = client.post(
        sign_up_path(group), bad, content_type="application/x-www-form-urlencoded", headers=host
    )
    assert answer.status_code == 422


def test_the_page_of_an_application_takes_forged_people_as_calmly(client, hub_a):
    application = confirmed(open_group(hub_a, per_school_max=3))
    path, host = application_path(application), {"host": hub_a.site.hostname}
    for text in HOSTILE.values():
        for go in ("save", "add", "remove.0", "x"):
            fields = {"do": "people", "go": go, "participants.0.name": text, "participants.0.email": text}
            answer = client.post(path, fields | {"participants.0.years": ["x", "5"]}, headers=host)
            assert answer.status_code in (200, 422)
            assert "<script>alert" not in answer.content.decode()
    for do in ("", "approve", "erase", "\x00", "x" * 9999):
        assert client.post(path, {"do": do}, headers=host).status_code == 303
    application.refresh_from_db()
    assert application.state == "confirmed"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.fixed_dictionaries(
        {
            "names": st.lists(st.text(max_size=30), min_size=1, max_size=4),
            "text": st.text(max_size=40),
            "years": st.lists(st.integers(-1, 13), unique=True, max_size=5),
            "ticks": st.lists(st.sampled_from(form_data.TICKS), unique=True),
        }
    )
)
def test_what_is_hidden_comes_back_as_it_was(data):
    typed = form_data.blank(0) | dict.fromkeys(data["ticks"], True)
    typed["contact"]["name"] = " ".join(data["text"].split())
    typed["participants"] = [
        form_data.nobody() | {"name": " ".join(name.split()), "years": data["years"]}
        for name in data["names"]
    ]
    once = form_data.read(_sent(typed), [])
    assert form_data.read(_sent(once), []) == once
    assert len(once["participants"]) == len(data["names"])
    assert [name for name in form_data.TICKS if once[name]] == [
        name for name in form_data.TICKS if name in data["ticks"]
    ]


def _sent(typed):
    return QueryDict(urlencode(list(form_data.hidden(typed)), errors="replace"))
