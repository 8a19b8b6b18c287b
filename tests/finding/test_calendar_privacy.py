"""Nothing of what a visitor may not see is in any calendar."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.api.conftest import fill
from tests.api.test_privacy import CANARY, STATES, hide
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
LISTS = ["calendar_ics", "work_groups_ics", "events_ics"]
FILTERS = [
    {},
    {"kind": "work_group"},
    {"year": "6"},
    {"audience": "ect"},
    {"q": "words"},
    {"archived": "true"},
]


@pytest.fixture
def ask(client):
    """Asks a calendar of a hub: name and keys of the address in, answer out."""

    def asked(hub, name, /, *keys, **query):
        return client.get(reverse(f"mathshub:{name}", args=keys), query, headers={"host": hub.site.hostname})

    return asked


def addresses(pages):
    """Every address of a calendar, with the pages that may be in it."""
    group, event = pages["work-groups"], pages["events"]
    yield from (
        (name, (), query)
        for name in LISTS
        for query in FILTERS
        if not (name == "events_ics" and "kind" in query)
    )
    yield "work_group_ics", (group.pk,), {}
    yield "session_ics", (group.pk, group.sessions.get().pk), {}
    yield "event_ics", (event.pk,), {}


@pytest.mark.parametrize("asks", ["anonymous", "session"])
@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_what_is_hidden_is_in_no_calendar(client, ask, hub_a, how, asks):
    pages = fill(hub_a, CANARY)
    if asks == "session":
        client.force_login(UserFactory(is_superuser=True))
    shown = [ask(hub_a, name, *keys, **query) for name, keys, query in addresses(pages)]
    assert any(CANARY in answer.content.decode() for answer in shown)
    hide(pages, how)
    for name, keys, query in addresses(pages):
        answer = ask(hub_a, name, *keys, **query)
        assert CANARY not in answer.content.decode()
        assert answer.status_code == (404 if keys else 200)


def test_edits_that_are_not_published_are_in_no_calendar(ask, hub_a):
    pages = fill(hub_a)
    group = pages["work-groups"]
    session = group.sessions.get()
    session.label = session.note = CANARY
    group.sessions = [session]
    for page in pages.values():
        page.title = CANARY
        page.save_revision()
    for name, keys, query in addresses(pages):
        assert CANARY not in ask(hub_a, name, *keys, **query).content.decode()


def test_no_calendar_tells_the_joining_link(ask, hub_a):
    pages = fill(hub_a)
    assert pages["work-groups"].sessions.get().joining_link == "https://secret.example"
    for name, keys, query in addresses(pages):
        answer = ask(hub_a, name, *keys, **query)
        assert answer.status_code == 200
        assert "secret.example" not in answer.content.decode().replace("\r\n ", "")


def test_a_hub_has_nothing_of_another(ask, hub_a, hub_b):
    pages = fill(hub_a, CANARY)
    for name, keys, query in addresses(pages):
        answer = ask(hub_b, name, *keys, **query, hub="alder")
        assert CANARY not in answer.content.decode()
        assert answer.status_code == (404 if keys else 200)


def test_the_matrix_finds_leaks_when_the_filter_is_taken_out(ask, hub_a, monkeypatch):
    pages = fill(hub_a, CANARY)
    hide(pages, "draft")
    everything = lambda queryset, site=None: queryset.in_site(site) if site else queryset  # noqa: E731
    for module in ("events", "workgroups"):
        monkeypatch.setattr(f"wagtail_mathshub.{module}.queries.visible_of_kind", everything)
    answers = [ask(hub_a, name, *keys, **query) for name, keys, query in addresses(pages)]
    assert all(CANARY in answer.content.decode() for answer in answers if b"VEVENT" in answer.content)
    assert sum(answer.status_code == 200 and b"VEVENT" in answer.content for answer in answers) > 10
