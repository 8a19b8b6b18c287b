"""What the feed of all hubs never tells: what is not public, and anything of people."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache

from tests.api.conftest import fill
from tests.api.test_privacy import CANARY, STATES, hide
from tests.factories import make_group, on
from tests.finding.network import ICS, JSON, get, two_hubs

__all__ = ["two_hubs"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def told(client, hub):
    answers = [
        get(client, hub, address, **query)
        for address in (JSON, ICS)
        for query in ({}, {"academic_year": "2026-27"})
    ]
    return "".join(answer.content.decode().replace("\r\n ", "") for answer in answers)


@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_what_is_hidden_is_in_neither(client, hub_a, hub_b, how):
    pages = fill(hub_b, "Kilimanjaro")
    assert told(client, hub_a).count("Kilimanjaro") > 4
    hide(pages, how)
    assert "Kilimanjaro" not in told(client, hub_a)


def test_the_test_before_finds_leaks_when_the_filter_is_taken_out(client, hub_a, hub_b, monkeypatch):
    hide(fill(hub_b, "Kilimanjaro"), "draft")
    monkeypatch.setattr(
        "wagtail_mathshub.workgroups.queries.visible_of_kind", lambda queryset, site=None: queryset
    )
    assert told(client, hub_a).count("Kilimanjaro") > 4


def test_edits_that_are_not_published_are_in_neither(client, hub_a):
    group = fill(hub_a)["work-groups"]
    group.title = CANARY
    group.save_revision()
    assert CANARY not in told(client, hub_a)


def test_nothing_of_people_and_no_joining_link_is_in_either(client, two_hubs):
    hub_a, _hub_b = two_hubs
    fill(hub_a)
    make_group(
        hub_a,
        title="By email",
        apply_via="email",
        apply_email="zanzibar@example.org",
        contact_text="Ask Zanzibar",
        late_joiners_note="Zanzibar",
        override_note="Zanzibar",
        sessions=[on(date(2027, 3, 4), joining_link="https://zanzibar.example.org")],
    )
    text = told(client, hub_a).lower()
    assert "by email" in text
    assert "zanzibar" not in text
    assert "secret.example" not in text
    assert "mailto:" not in text
