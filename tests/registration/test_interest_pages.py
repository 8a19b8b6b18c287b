"""Registering interest while nobody can sign up, and taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from tests.registration.applying import open_group
from tests.registration.filling_in import Visitor
from wagtail_mathshub import clock
from wagtail_mathshub.registration import flows
from wagtail_mathshub.registration.models import Interest
from wagtail_mathshub.registration.refusals import Busy
from wagtail_mathshub.registration.tokens import interest_token_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture(autouse=True)
def _no_tries_yet():
    cache.clear()


@pytest.fixture
def visitor(client, hub_a):
    return Visitor(client, hub_a)


def group_of_next_year(hub, **fields):
    opens = datetime(2027, 1, 10, 9, tzinfo=clock.LONDON)
    return open_group(hub, **{"opens_at": opens, "has_interest_form": True} | fields)


def test_interest_is_noted_and_forgotten_by_its_link(visitor, hub_a):
    group = group_of_next_year(hub_a)
    visitor.opens(f"/hub/work-groups/{group.pk}/interest/")
    visitor.fills({"email": "Sam@School.example.org", "name": "Sam", "consent": "yes"})
    send(visitor)
    assert visitor.text("h1") == "We'll tell you when sign-up opens"
    assert "sam" not in visitor.path.lower()
    interest = Interest.objects.get()
    assert interest.email == "sam@school.example.org"
    visitor.opens(f"/hub/interests/{interest_token_of(interest)}/")
    assert Interest.objects.exists()
    assert visitor.answer["Referrer-Policy"] == "no-referrer"
    send(visitor)
    assert visitor.text("h1") == "We have forgotten your address"
    assert not Interest.objects.exists()


def send(visitor):
    with clock.frozen_at(clock.now() + timedelta(seconds=5)):
        return visitor._read(
            visitor.client.post(visitor.action, visitor.sent, headers={"host": visitor.host})
        )


def test_an_interest_form_keeps_what_was_typed_and_says_what_is_wrong(visitor, hub_a):
    group = group_of_next_year(hub_a)
    visitor.opens(f"/hub/work-groups/{group.pk}/interest/").fills({"email": "sam@", "name": "Sam <b>"})
    send(visitor)
    assert (visitor.status, visitor.text("[role=alert] h2")) == (422, "Two things to put right")
    assert visitor.text("title").startswith("Error: Tell me when sign-up opens")
    assert visitor.value("name") == "Sam <b>"
    for link in visitor.page.select("[role=alert] a"):
        assert visitor.page.select_one(link["href"])["aria-invalid"] == "true"


def test_a_program_cannot_register_interest(visitor, hub_a):
    group = group_of_next_year(hub_a)
    visitor.opens(f"/hub/work-groups/{group.pk}/interest/")
    visitor.fills({"email": "sam@school.example.org", "consent": "yes"})
    visitor.sent["website"] = ["x"]
    send(visitor)
    assert visitor.status == 409
    assert not Interest.objects.exists()


def test_a_group_without_the_form_says_so(visitor, hub_a):
    group = open_group(hub_a, has_interest_form=True)
    visitor.opens(f"/hub/work-groups/{group.pk}/interest/")
    assert "There is no form to register interest in this Work Group now." in visitor.text("h1")
    assert visitor.page.select_one(f'main a[href="/hub/work-groups/{group.pk}/sign-up/"]')
    answer = visitor.client.post(
        f"/hub/work-groups/{group.pk}/interest/", {"email": "a@b.example"}, headers={"host": visitor.host}
    )
    assert answer.status_code == 409


def test_a_database_that_is_busy_loses_nothing_that_was_typed(visitor, hub_a, monkeypatch):
    def busy(**given):
        raise Busy

    monkeypatch.setattr(flows, "note_interest", busy)
    group = group_of_next_year(hub_a)
    visitor.opens(f"/hub/work-groups/{group.pk}/interest/")
    visitor.fills({"email": "Sam@School.example.org", "name": "Sam", "consent": "yes"})
    send(visitor)
    assert visitor.status == 503
    assert visitor.answer["Retry-After"] == "2"
    assert "Sam@School.example.org" in visitor.html
