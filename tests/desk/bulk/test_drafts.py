"""What is public changes, and so does the draft, without its other changes becoming public."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import PageLogEntry

from tests import factories
from tests.desk.bulk.choosing import ALL, AUDIENCE, CLOSE, POSTPONE, ask, do, said
from wagtail_mathshub.desk.bulk import flows
from wagtail_mathshub.desk.bulk.sign_up import CLOSE_SIGN_UP
from wagtail_mathshub.pages.models import WorkGroupPage, WorkGroupSession
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.taxonomy.models import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
LINK = {"apply_via": "link", "apply_url": "https://example.org/form"}


@pytest.fixture
def page(hub_a):
    sessions = [factories.on(date(2027, 2, 4), label="Day 1"), factories.on(date(2027, 3, 4), label="Day 2")]
    return factories.make_group(hub_a, title="Fractions", sessions=sessions, **LINK)


@pytest.fixture
def with_draft(page):
    """A draft with another title, a changed session, one more and one fewer."""
    draft = WorkGroupPage.objects.get(pk=page.pk)
    first = draft.sessions.first()
    first.label = "Day one"
    draft.title, draft.summary = "Fractions again", "Not public yet."
    draft.sessions = [first, WorkGroupSession(label="Day 3", sort_order=2)]
    draft.save_revision()
    return draft


def fresh(page):
    return WorkGroupPage.objects.get(pk=page.pk)


def test_the_drafts_other_changes_survive_and_stay_unpublished(publisher_a, page, with_draft):
    do(publisher_a, CLOSE, page, note="Enough.")
    live = fresh(page)
    assert (live.override_state, live.override_note) == ("closed", "Enough.")
    assert (live.title, live.summary, live.draft_title) == ("Fractions", "", "Fractions again")
    assert [session.label for session in live.sessions.all()] == ["Day 1", "Day 2"]
    assert live.has_unpublished_changes
    draft = live.get_latest_revision_as_object()
    assert (draft.override_state, draft.override_note) == ("closed", "Enough.")
    assert (draft.title, draft.summary) == ("Fractions again", "Not public yet.")
    assert [session.label for session in draft.sessions.all()] == ["Day one", "Day 3"]
    assert live.live_revision.as_object().title == "Fractions"


def test_publishing_that_draft_later_keeps_the_change(publisher_a, page, with_draft):
    keys = [session.pk for session in page.sessions.all()]
    do(publisher_a, CLOSE, page)
    fresh(page).get_latest_revision().publish()
    live = fresh(page)
    assert (live.title, live.override_state) == ("Fractions again", "closed")
    assert [session.label for session in live.sessions.all()] == ["Day one", "Day 3"]
    assert live.sessions.first().pk == keys[0]
    assert not live.has_unpublished_changes


def test_without_the_second_saving_the_draft_would_be_lost(publisher_a, page, with_draft, monkeypatch):
    monkeypatch.setattr(flows, "_save_again", lambda *args: None)
    do(publisher_a, CLOSE, page)
    assert fresh(page).get_latest_revision_as_object().title == "Fractions"


def test_a_page_without_a_draft_has_none_afterwards(publisher_a, page):
    keys = [session.pk for session in page.sessions.all()]
    do(publisher_a, CLOSE, page)
    live = fresh(page)
    assert not live.has_unpublished_changes
    assert live.live_revision == live.latest_revision
    assert [session.pk for session in live.sessions.all()] == keys


def test_an_audience_comes_to_the_public_page_and_to_its_draft(publisher_a, page, with_draft):
    old, new, other = (Audience.objects.create(key=key, label=key) for key in ("old", "new", "other"))
    page.audiences.add(old)
    page.save()
    draft = fresh(page).get_latest_revision_as_object()
    draft.audiences = [old, other]
    draft.save_revision()
    do(publisher_a, AUDIENCE, page, audiences=[new.pk])
    live = fresh(page)
    assert set(live.audiences.all()) == {old, new}
    assert set(live.get_latest_revision_as_object().audiences.all()) == {old, new, other}


@pytest.mark.parametrize("action", ALL)
def test_a_draft_with_only_a_title_breaks_nothing(publisher_a, hub_a, action):
    index = factories.index_of(hub_a)
    bare = index.add_child(instance=WorkGroupPage(title="Bare", live=False))
    bare.save_revision()
    unsaved = index.add_child(instance=WorkGroupPage(title="Never saved again", live=False))
    assert ask(publisher_a, action, bare, unsaved).status_code == 200
    answer = do(publisher_a, action, bare, unsaved, note="Snow", academic_year="2024-25", last_checked="")
    assert answer.status_code == 200
    assert not fresh(bare).live


def test_a_draft_is_changed_without_becoming_public(publisher_a, hub_a):
    bare = factories.index_of(hub_a).add_child(instance=WorkGroupPage(title="Bare", live=False))
    do(publisher_a, POSTPONE, bare, note="Snow")
    assert fresh(bare).get_latest_revision_as_object().override_state == "postponed"
    assert (fresh(bare).live, fresh(bare).first_published_at) == (False, None)


def test_a_page_that_its_editor_could_not_publish_stays_with_the_fault_named(publisher_a, page):
    WorkGroupPage.objects.filter(pk=page.pk).update(academic_year="2026-29")
    answer = do(publisher_a, CLOSE, page)
    assert "Academic year: " in answer.content.decode()
    assert fresh(page).override_state == ""


def test_what_fails_leaves_the_others_done(publisher_a, hub_a, page):
    good = factories.make_group(hub_a, title="Good", sessions=[factories.on(date(2027, 2, 4))], **LINK)
    WorkGroupPage.objects.filter(pk=page.pk).update(academic_year="2026-29")
    answer = do(publisher_a, CLOSE, page, good)
    assert "1 page done" in said(answer)
    assert "Fractions: Academic year" in said(answer)
    assert (fresh(page).override_state, fresh(good).override_state) == ("", "closed")


def test_the_log_says_who_did_what(publisher_a, page):
    do(publisher_a, CLOSE, page)
    entry = PageLogEntry.objects.get(page=page.pk, action="mathshub.close_sign_up")
    assert entry.user == publisher_a
    assert "Sign-up closed" in str(entry.message)


def state_in_api(page):
    answer = Client().get(f"/api/hub/v1/work-groups/{page.pk}", headers={"host": page.get_site().hostname})
    return answer.json()["recruitment"]["key"]


def test_the_api_shows_the_new_state_at_once(publisher_a, page, django_capture_on_commit_callbacks):
    connection.run_on_commit.clear()
    assert state_in_api(page) == "open"
    with django_capture_on_commit_callbacks(execute=True):
        do(publisher_a, CLOSE, page)
    assert state_in_api(page) == "closed"


def test_without_a_move_of_the_generation_the_api_would_show_the_old_one(
    publisher_a, page, monkeypatch, django_capture_on_commit_callbacks
):
    connection.run_on_commit.clear()
    assert state_in_api(page) == "open"
    monkeypatch.setattr(generation, "bump", lambda: None)
    with django_capture_on_commit_callbacks(execute=True):
        do(publisher_a, CLOSE, page)
    assert state_in_api(page) == "open"


def test_the_generation_moves_once_for_many_pages(publisher_a, hub_a, page, monkeypatch):
    other = factories.make_group(hub_a, title="Other", sessions=[factories.on(date(2027, 2, 4))], **LINK)
    connection.run_on_commit.clear()
    held, move = [], generation.bump

    def bump():
        held.append(generation._held.get() is not None)
        move()

    monkeypatch.setattr(generation, "bump", bump)
    flows.change_pages(change=CLOSE_SIGN_UP, pages=[page, other], answers={}, user=publisher_a)
    assert (fresh(page).override_state, fresh(other).override_state) == ("closed", "closed")
    assert held.count(True) >= 1
    assert held.count(False) == 1


def test_each_page_has_a_savepoint_or_transaction_of_its_own(publisher_a, page, monkeypatch):
    around, within = len(connection.savepoint_ids), []
    original = flows._change_public

    def watched(*args):
        within.append(len(connection.savepoint_ids))
        original(*args)

    monkeypatch.setattr(flows, "_change_public", watched)
    do(publisher_a, CLOSE, page)
    assert within == [around + 1]
