"""Whoever sends an address learns nothing of it: neither from the answer, nor from how long it takes."""

from __future__ import annotations

import gc
import json
import os
import time
from statistics import median

import pytest

from tests.api.asking import API, given_for
from tests.api.cases import hub, make_ground
from tests.registration.applying import confirmed, open_group
from wagtail_mathshub.registration import abuse, flows
from wagtail_mathshub.registration.models import Application

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_time")]
KNOWN = "known@school.example.org"


@pytest.fixture
def hub_a(transactional_db):
    """A hub whose requests are committed, as in life."""
    make_ground()
    return hub()


@pytest.fixture(autouse=True)
def _nobody_is_held_back(monkeypatch):
    for name in ("FROM_ONE_ADDRESS", "FOR_ONE_EMAIL", "FOR_ONE_GROUP"):
        monkeypatch.setattr(abuse, name, 100_000)


@pytest.fixture
def group(hub_a):
    """A group in which one address is known."""
    group = open_group(hub_a, capacity=5000)
    confirmed(group, KNOWN)
    return group


def timed(client, group, hub, email):
    body = json.dumps(given_for(email))
    address = f"{API}work-groups/{group.pk}/applications"
    began = time.perf_counter()
    answer = client.post(address, body, content_type="application/json", headers={"host": hub.site.hostname})
    took = time.perf_counter() - began
    assert answer.status_code == 202
    return took, answer


def ratio(client, group, hub, rounds):
    """How much longer a known address takes than an unknown one: medians of requests made in turn."""
    known, unknown, kinds = [], [], set()
    gc.collect()
    gc.disable()
    try:
        for number in range(-5, rounds):
            # In changing order, so that neither of the two always comes after the other.
            pair = [(known, KNOWN), (unknown, f"new-{number}@school.example.org")]
            for times, email in pair if number % 2 else reversed(pair):
                took, answer = timed(client, group, hub, email)
                kinds.add((answer.json()["message"], tuple(sorted(answer.headers.items()))))
                if number >= 0:
                    times.append(took)
    finally:
        gc.enable()
    assert len(kinds) == 1
    return median(known) / median(unknown)


def test_a_known_address_takes_as_long_as_an_unknown_one(client, hub_a, group):
    found = ratio(client, group, hub_a, 40)
    assert 0.65 < found < 1.5, found
    assert Application.objects.filter(contact_email=KNOWN).count() == 1


@pytest.mark.soak
def test_medians_of_two_hundred_requests_differ_by_less_than_a_fifth(client, hub_a, group):
    found = ratio(client, group, hub_a, int(os.environ.get("MATHSHUB_TIMED") or 200))
    assert 0.8 < found < 1.25, found


def test_a_shortcut_for_known_addresses_would_be_noticed(client, hub_a, group, monkeypatch):
    whole = flows.apply

    def shortcut(*, page_id, wish, key=""):
        known = Application.objects.filter(page_id=page_id, contact_email=wish.contact_email)
        return "ALD-222222" if known.exists() else whole(page_id=page_id, wish=wish, key=key)

    monkeypatch.setattr(flows, "apply", shortcut)
    found = ratio(client, group, hub_a, 40)
    assert found < 0.65, found


@pytest.mark.parametrize("waiting_list", [True, False])
def test_where_too_few_places_are_left_known_addresses_are_answered_like_all_others(
    client, hub_a, waiting_list
):
    group = open_group(hub_a, capacity=2, capacity_unit="participants", has_waiting_list=waiting_list)
    confirmed(group, KNOWN)
    answers = []
    for email in (KNOWN, "new@school.example.org"):
        answers.append(
            client.post(
                f"{API}work-groups/{group.pk}/applications",
                json.dumps(given_for(email, people=2)),
                content_type="application/json",
                headers={"host": hub_a.site.hostname},
            )
        )
    assert {answer.status_code for answer in answers} == {202 if waiting_list else 409}
    assert len({answer.json().get("message") for answer in answers}) == 1
