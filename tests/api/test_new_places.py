"""A Work Group shows its new places right after a sign-up, in answers that are kept."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from tests.api.asking import applied_by, token_for
from tests.api.cases import hub, make_ground
from tests.registration.applying import open_group, seats_of
from wagtail_mathshub.registration import seating

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def hub_a(transactional_db):
    cache.clear()
    make_ground()
    yield hub()
    cache.clear()


def test_the_places_of_a_group_are_the_new_ones_right_after_a_sign_up(send, ask, hub_a):
    group = open_group(hub_a, capacity=2)
    address = f"work-groups/{group.pk}"

    def shown():
        detail, row = ask(hub_a, address).json(), ask(hub_a, "work-groups").json()["items"][0]
        assert detail["places"] == row["places"]
        return detail["places"]["remaining"], detail["recruitment"]["key"]

    assert shown() == (2, "open")
    first = applied_by(send, group, "one@school.example.org")
    assert shown() == (1, "nearly_full")
    applied_by(send, group, "two@school.example.org")
    assert shown() == (0, "waiting_list")
    assert ask(hub_a, f"{address}/sign-up").json()["waits"] is True
    send("DELETE", f"applications/{token_for(first)}")
    assert shown() == (1, "nearly_full")
    assert ask(hub_a, f"{address}/sign-up").json()["waits"] is False


def test_a_kept_answer_would_show_old_places_if_nothing_moved(send, ask, hub_a, monkeypatch):
    monkeypatch.setattr(seating.generation, "bump", lambda: None)
    group = open_group(hub_a, capacity=2)
    before = ask(hub_a, f"work-groups/{group.pk}").json()["places"]
    applied_by(send, group)
    assert seats_of(group).held == 1
    assert ask(hub_a, f"work-groups/{group.pk}").json()["places"] == before
