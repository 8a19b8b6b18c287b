"""After each kind of change the very next request to the API shows it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from tests.api.cases import Case, admin, article, draft, edited, hub, make_ground, of
from tests.api.changes import CASES
from tests.api.page_changes import group_that_opens
from tests.conftest import REFERENCE_TIME
from tests.factories import make_group, on
from tests.pages.families import FAMILIES
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import HubArticlePage
from wagtail_mathshub.publishing import generation

ARTICLE = next(family for family in FAMILIES if family.page is HubArticlePage)
pytestmark = [pytest.mark.indexed, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _ground(transactional_db):
    cache.clear()
    make_ground()
    hub()
    yield
    cache.clear()


def ask(case: Case, **headers: str) -> HttpResponse:
    return Client().get("/api/hub/v1/" + case.asked, headers={"host": case.host} | headers)


def kept_answer(case: Case) -> HttpResponse:
    """The answer, once it is asked for a second time and found in the cache."""
    first = ask(case)
    assert first.status_code == 200, first.content
    with CaptureQueriesContext(connection) as queries:
        second = ask(case)
    assert len(queries) == 1
    assert second["ETag"] == first["ETag"]
    assert ask(case, if_none_match=first["ETag"]).status_code == 304
    says(second, case.goes)
    says_not(second, case.comes)
    return second


def says(answer: HttpResponse, words: str) -> None:
    assert words in answer.content.decode(), answer.content


def says_not(answer: HttpResponse, words: str) -> None:
    assert not words or words not in answer.content.decode(), answer.content


def is_kept(case: Case, old: HttpResponse) -> None:
    """The old answer is still shown, in one query."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(case)
    assert (len(queries), answer["ETag"], answer.content) == (1, old["ETag"], old.content)


@pytest.mark.parametrize("name", CASES)
def test_the_next_request_shows_a_change(name):
    case = CASES[name]()
    with clock.frozen_at(case.now):
        shows_the_change(case)


def shows_the_change(case: Case) -> None:
    old = kept_answer(case)
    case.change()
    with clock.frozen_at(case.then or case.now):
        new = ask(case, if_none_match=old["ETag"])
    assert new.status_code == 200
    assert new["ETag"] != old["ETag"]
    says(new, case.comes)
    says_not(new, case.goes)


@pytest.mark.parametrize(
    "name",
    [
        "publishing_an_edit",
        "unpublishing_what_is_over",
        "deleting",
        "replacing_an_image",
        "adding_images_to_a_private_collection_in_bulk",
        "making_a_section_private",
        "importing_in_bulk",
        "opening_sign_up_earlier",
    ],
)
def test_without_a_move_of_the_generation_the_old_answer_would_be_shown(name, monkeypatch):
    case = CASES[name]()
    with clock.frozen_at(case.now):
        old = kept_answer(case)
        monkeypatch.setattr(generation, "bump", lambda: None)
        case.change()
    with clock.frozen_at(case.then or case.now):
        is_kept(case, old)


def of_an_article() -> tuple[HubArticlePage, Case, HttpResponse]:
    page = article("Steady")
    case = Case(of(page), edited(page, title="Changed"), goes="Steady", comes="Changed")
    return page, case, kept_answer(case)


def test_a_change_that_is_rolled_back_leaves_the_kept_answer(reference_time):
    _page, case, old = of_an_article()
    with transaction.atomic():
        case.change()
        says(ask(case), "Changed")
        transaction.set_rollback(True)
    is_kept(case, old)


def test_a_change_in_a_savepoint_that_is_rolled_back_is_never_shown(reference_time):
    _page, case, _old = of_an_article()
    with transaction.atomic():
        point = transaction.savepoint()
        case.change()
        transaction.savepoint_rollback(point)
    says_not(ask(case), "Changed")


def saving_a_draft(page):
    page.title = "Changed"
    page.save_revision()


def saving_a_draft_by_itself(page):
    revision = page.save_revision()
    page.title = "Changed"
    page.save_revision(overwrite_revision=revision, clean=False)


def saving_a_draft_in_the_admin(page):
    typed = ARTICLE.typed(date="2026-10-05", title="Changed")
    answer = admin().post(reverse("wagtailadmin_pages:edit", args=[page.pk]), typed)
    assert answer.status_code == 302


def making_a_new_draft(page):
    draft("Changed")


def scheduling_it(page):
    page.title, page.go_live_at = "Changed", timezone.now() + timedelta(days=400)
    page.live_revision = page.save_revision()
    HubArticlePage.objects.filter(pk=page.pk).update(live_revision=page.live_revision)
    page.save_revision().publish()


DRAFTS = [
    saving_a_draft,
    saving_a_draft_by_itself,
    saving_a_draft_in_the_admin,
    making_a_new_draft,
    scheduling_it,
]


@pytest.mark.parametrize("work", DRAFTS, ids=lambda work: work.__name__)
def test_drafts_leave_the_kept_answer(reference_time, work):
    page, case, old = of_an_article()
    work(page)
    is_kept(case, old)


def test_a_state_changes_at_its_minute_and_not_before():
    minute = REFERENCE_TIME + timedelta(minutes=30)
    group = group_that_opens(minute)
    case = Case(of(group, "work-groups"), lambda: None, goes='"key":"opening_soon"', comes='"key":"open"')
    with clock.frozen_at(REFERENCE_TIME):
        old = kept_answer(case)
    with clock.frozen_at(minute - timedelta(seconds=1)):
        is_kept(case, old)
    with clock.frozen_at(minute):
        new = ask(case, if_none_match=old["ETag"])
    assert new.status_code == 200
    says(new, case.comes)
    says_not(new, case.goes)


def test_a_page_goes_at_the_minute_of_its_expiry_though_no_command_has_run():
    minute = REFERENCE_TIME + timedelta(minutes=30)
    article("Ends soon", expire_at=minute)
    case = Case("articles", lambda: None, goes="Ends soon")
    with clock.frozen_at(REFERENCE_TIME):
        old = kept_answer(case)
    with clock.frozen_at(minute - timedelta(seconds=1)):
        is_kept(case, old)
    with clock.frozen_at(minute):
        says_not(ask(case), "Ends soon")


def test_an_answer_that_is_built_in_a_sessions_last_minute_does_not_outlast_it():
    group = make_group(hub(), title="Ends", sessions=[on(date(2026, 11, 23), "10:00", "12:00")])
    case = Case(of(group, "work-groups"), lambda: None)
    with clock.frozen_at(REFERENCE_TIME):
        says(ask(case), '"key":"in_progress"')
    with clock.frozen_at(REFERENCE_TIME + timedelta(seconds=1)):
        says(ask(case), '"key":"finished"')


def test_addresses_do_not_follow_from_where_sites_began_before_a_change(reference_time, monkeypatch):
    case = CASES["changing_the_slug_of_a_home_page"]()
    kept_answer(case)
    with monkeypatch.context() as elsewhere:
        # As if another process with a cache of its own had made the change.
        elsewhere.setattr(Site, "clear_site_root_paths_cache", staticmethod(lambda: None))
        case.change()
    says(ask(case), case.comes)
