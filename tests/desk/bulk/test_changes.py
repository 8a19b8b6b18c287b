"""What each action sets, and which pages it leaves alone with a reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from tests import factories
from tests.desk.bulk.choosing import ARCHIVE, AUDIENCE, CLOSE, OPEN, POSTPONE, REVIEW, ask, do, said
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.taxonomy.models import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
AHEAD = [factories.on(date(2027, 2, 4))]
LINK = {"apply_via": "link", "apply_url": "https://example.org/form"}


def london(*parts):
    return datetime(*parts, tzinfo=clock.LONDON)


def group(hub, **fields):
    return factories.make_group(hub, **({"sessions": AHEAD} | LINK | fields))


def recruitment(page):
    return WorkGroupPage.objects.get(pk=page.pk).state.recruitment.key


@pytest.mark.parametrize("stated", ["closed", "full"])
def test_opening_takes_away_what_an_editor_stated(publisher_a, hub_a, stated):
    page = group(hub_a, override_state=stated, override_note="Not yet.", override_until=date(2027, 1, 1))
    answer = do(publisher_a, OPEN, page)
    page.refresh_from_db()
    assert (page.override_state, page.override_note, page.override_until) == ("", "", None)
    assert recruitment(page) == "open"
    assert "1 page done" in said(answer)


def test_opening_brings_the_opening_forward_to_this_minute(publisher_a, hub_a, reference_time):
    page = group(hub_a, opens_at=london(2027, 1, 10, 9))
    do(publisher_a, OPEN, page)
    page.refresh_from_db()
    assert page.opens_at == reference_time
    assert recruitment(page) == "open"


def test_opening_after_the_closing_date_asks_for_a_new_one_and_keeps_the_choice(publisher_a, hub_a):
    page = group(hub_a, closes_at=london(2026, 11, 1, 12), override_state="closed")
    answer = do(publisher_a, OPEN, page)
    assert "Give a new closing day" in answer.content.decode()
    assert f"id={page.pk}" in answer.context["submit_url"]
    page.refresh_from_db()
    assert page.override_state == "closed"
    do(publisher_a, OPEN, page, closes_on="2026-12-11")
    page.refresh_from_db()
    assert page.closes_at == london(2026, 12, 11, 23, 59)
    assert recruitment(page) == "open"


def test_a_new_closing_day_leaves_those_alone_whose_own_is_ahead(publisher_a, hub_a):
    ahead = london(2026, 12, 1, 12)
    page = group(hub_a, closes_at=ahead, override_state="closed")
    do(publisher_a, OPEN, page, closes_on="2027-01-11")
    page.refresh_from_db()
    assert page.closes_at == ahead


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"apply_via": "none"}, "There is no sign-up for this group."),
        ({"apply_via": "invitation"}, "It is shown as “By invitation”"),
        ({"apply_via": "invitation", "override_state": "closed"}, "The hub will contact you."),
        ({"override_state": "postponed", "override_note": "Snow"}, "It is shown as “Postponed”"),
        ({"override_state": "cancelled"}, "It is shown as “Cancelled”"),
        ({"sessions": [factories.on(date(2026, 9, 10))]}, "This group has finished."),
        ({"capacity": 5, "stated_confirmed": 5, "has_waiting_list": False}, "All places are taken."),
        ({}, "Its sign-up is open already."),
    ],
)
def test_what_cannot_be_opened_stays_and_the_reason_is_told_before_and_after(publisher_a, hub_a, fields, why):
    page = group(hub_a, **fields)
    before = WorkGroupPage.objects.values().get(pk=page.pk)
    assert why in ask(publisher_a, OPEN, page).content.decode()
    assert why in do(publisher_a, OPEN, page).content.decode()
    assert WorkGroupPage.objects.values().get(pk=page.pk) == before


def test_closing_states_it_with_the_reason(publisher_a, hub_a):
    page = group(hub_a)
    do(publisher_a, CLOSE, page, note="The funding has ended.")
    page.refresh_from_db()
    assert (page.override_state, page.override_note) == ("closed", "The funding has ended.")
    assert recruitment(page) == "closed"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"override_state": "postponed"}, "It is shown as “Postponed”"),
        ({"override_state": "closed"}, "Its sign-up is closed already."),
    ],
)
def test_closing_undoes_nothing_else(publisher_a, hub_a, fields, why):
    page = group(hub_a, **fields)
    assert why in do(publisher_a, CLOSE, page).content.decode()
    page.refresh_from_db()
    assert page.override_state == fields["override_state"]


def test_postponing_takes_a_reason_and_a_last_day(publisher_a, hub_a):
    page = group(hub_a, override_state="closed")
    do(publisher_a, POSTPONE, page, note="The tutor is ill.", until="2027-01-31")
    page.refresh_from_db()
    assert (page.override_state, page.override_note) == ("postponed", "The tutor is ill.")
    assert page.override_until == date(2027, 1, 31)
    assert page.state.delivery.key == "postponed"


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"note": "", "until": "2027-01-31"}, "This field is required"),
        ({"note": "The tutor is ill.", "until": "2026-11-22"}, "This day is over"),
        ({"note": "x" * 301}, "at most 300"),
    ],
)
def test_a_faulty_answer_is_asked_again_with_all_that_was_typed(publisher_a, hub_a, answers, fault):
    page = group(hub_a)
    answer = do(publisher_a, POSTPONE, page, **answers)
    content = answer.content.decode()
    assert fault in content
    assert all(typed in content for typed in answers.values())
    assert page.title in content
    page.refresh_from_db()
    assert page.override_state == ""


def archived(page):
    return WorkGroupPage.objects.get(pk=page.pk).state.archived


def test_archiving_gives_a_group_the_year_of_its_sessions(publisher_a, hub_a):
    sessions = [factories.on(date(2026, 3, 5))]
    without = group(hub_a, title="Without", academic_year="", sessions=sessions)
    wrong = group(hub_a, title="Wrong", academic_year="2026-27", sessions=sessions)
    do(publisher_a, ARCHIVE, without, wrong)
    for page in (without, wrong):
        page.refresh_from_db()
        assert page.academic_year == "2025-26"
        assert archived(page)
        assert Client().get(page.get_url(), headers={"host": hub_a.site.hostname}).status_code == 200


def test_archiving_asks_for_the_year_of_a_group_without_dates(publisher_a, hub_a):
    page = group(hub_a, academic_year="", sessions=[])
    answer = do(publisher_a, ARCHIVE, page)
    assert "Choose its year below" in answer.content.decode()
    do(publisher_a, ARCHIVE, page, academic_year="2024-25")
    page.refresh_from_db()
    assert page.academic_year == "2024-25"
    assert archived(page)


def test_archiving_cancels_a_session_ahead_only_when_that_is_said(publisher_a, hub_a):
    page = group(hub_a, academic_year="2025-26")
    answer = do(publisher_a, ARCHIVE, page)
    assert "It still has a session on 4 February" in answer.content.decode()
    assert not archived(page)
    do(publisher_a, ARCHIVE, page, ends_early="on", note="It ended in July.")
    page.refresh_from_db()
    assert (page.override_state, page.override_note) == ("cancelled", "It ended in July.")
    assert archived(page)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"sessions": [factories.on(date(2026, 9, 10))]}, "runs until 31 August 2027"),
        ({"sessions": []}, "runs until 31 August 2027"),
        ({}, "Its sessions go on until 4 February"),
        ({"academic_year": "2025-26", "sessions": []}, "It is off the lists already."),
    ],
)
def test_archiving_leaves_this_years_groups_and_says_until_when(publisher_a, hub_a, fields, why):
    page = group(hub_a, **fields)
    before = WorkGroupPage.objects.values().get(pk=page.pk)
    answer = do(publisher_a, ARCHIVE, page, academic_year="2024-25", ends_early="on")
    assert why in answer.content.decode()
    assert WorkGroupPage.objects.values().get(pk=page.pk) == before


@pytest.fixture
def audiences(db):
    return [Audience.objects.create(key=f"kind-{n}", label=f"Kind {n}", sort_order=n) for n in range(3)]


def test_audiences_are_added_to_those_that_are_there(publisher_a, hub_a, audiences):
    page, event = group(hub_a), factories.make_event(hub_a)
    page.audiences.add(audiences[0])
    page.save()
    do(publisher_a, AUDIENCE, page, event, audiences=[audiences[0].pk, audiences[1].pk])
    for changed in (page, event):
        changed.refresh_from_db()
        assert set(type(changed).objects.get(pk=changed.pk).audiences.all()) == set(audiences[:2])


def test_a_page_that_has_the_audience_is_told_apart(publisher_a, hub_a, audiences):
    page = group(hub_a)
    page.audiences.add(audiences[0])
    page.save()
    answer = do(publisher_a, AUDIENCE, page, audiences=[audiences[0].pk])
    assert "It is for them already." in answer.content.decode()


def test_collections_get_the_day_of_the_last_check(publisher_a, hub_a):
    page = factories.make_collection(hub_a)
    do(publisher_a, REVIEW, page, last_checked="2026-11-20")
    page.refresh_from_db()
    assert page.last_checked == date(2026, 11, 20)


def test_nobody_has_checked_it_tomorrow(publisher_a, hub_a):
    page = factories.make_collection(hub_a)
    answer = do(publisher_a, REVIEW, page, last_checked="2026-11-24")
    assert "This day is still to come" in answer.content.decode()
    page.refresh_from_db()
    assert page.last_checked is None


def test_pages_of_another_kind_are_told_and_stay(publisher_a, hub_a):
    collection, article = factories.make_collection(hub_a), factories.make_article(hub_a, title="Corners")
    answer = do(publisher_a, REVIEW, collection, article, last_checked="2026-11-20")
    assert "1 page done" in said(answer)
    assert "Corners: Only collections of lessons" in said(answer)
    assert "Only collections of lessons" in ask(publisher_a, REVIEW, article).content.decode()
