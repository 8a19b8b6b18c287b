"""The demo: every state that its content promises, and loading it again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from example_site.demo.content import content
from example_site.demo.shift import Shift, terms
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubSettings, HubTerm
from wagtail_mathshub.hubs.queries import hub_of_page
from wagtail_mathshub.jobs.queries import open_jobs
from wagtail_mathshub.jobs.structured_data import employment_types, job_posting
from wagtail_mathshub.pages.models import (
    HubArticlePage,
    HubEventPage,
    JobAdvertPage,
    Lesson,
    ResourceCollectionPage,
    WorkGroupPage,
)
from wagtail_mathshub.publishing.files import DocumentFacts, facts_of
from wagtail_mathshub.taxonomy import years
from wagtail_mathshub.workgroups import seats
from wagtail_mathshub.workgroups.queries import current, work_groups

NOW = datetime.fromisoformat(content()["meta"]["reference_time"])
ROWS = {row["key"]: row for row in content()["work_groups"]}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo as it is written, loaded once for this module and rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock(), clock.frozen_at(NOW), transaction.atomic():
        call_command("load_demo", as_written=True, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def page(demo, db, request):
    key = request.param
    return WorkGroupPage.objects.get(slug=f"{key}-{ROWS[key]['academic_year']}")


@pytest.fixture(params=["counted", "stated"])
def places(request):
    """Places as sign-up counts them, and as they are stated where that app is left out."""
    if request.param == "counted":
        yield
        return
    before = seats.use_places_source(seats.StatedPlaces())
    yield
    seats.use_places_source(before)


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("page", ROWS, indirect=True)
def test_every_promise_about_a_work_group_holds_at_the_reference_time(page):
    row = ROWS[page.slug.removesuffix(f"-{page.academic_year}")]
    with clock.frozen_at(NOW):
        state = page.state
        found = {
            "delivery": state.delivery.key,
            "recruitment": state.recruitment.key,
            "remaining": state.places.remaining,
            "next_session": state.next_session.date if state.next_session else None,
            "mode": str(state.mode),
            "sessions_counted": state.sessions_counted,
            "phases": years.phases(page.year_from, page.year_to),
            "key_stages": years.key_stages(page.year_from, page.year_to),
            "archived": state.archived,
            "code": page.effective_code,
        }
    assert {key: found[key] for key in row["expect"]} == row["expect"]


@pytest.mark.usefixtures("places")
def test_lists_and_counts_tell_the_same_states(demo, db):
    with clock.frozen_at(NOW):
        rows = {page.slug: page for page in work_groups()}
        for key, row in ROWS.items():
            listed = rows[f"{key}-{row['academic_year']}"]
            assert listed.delivery_state == row["expect"]["delivery"], key
            assert listed.recruitment_state == row["expect"]["recruitment"], key
        shown = {page.slug for page in current(work_groups())}
    old = {f"{k}-{r['academic_year']}" for k, r in ROWS.items() if r["expect"].get("archived")}
    assert old
    assert shown == set(rows) - old


@pytest.mark.parametrize("page", ROWS, indirect=True)
def test_there_are_as_many_invented_applications_as_the_content_says(page):
    row = ROWS[page.slug.removesuffix(f"-{page.academic_year}")]
    with clock.frozen_at(NOW):
        places = page.state.places
    assert (places.taken, places.waiting) == (row["capacity"]["confirmed"], row["capacity"]["waiting"])


JOBS = {row["key"]: row for row in content()["jobs"]}
COLLECTIONS = {row["key"]: row for row in content()["resource_collections"]}


@pytest.mark.parametrize("key", JOBS)
def test_every_promise_about_a_job_holds_at_the_reference_time(demo, db, key):
    with clock.frozen_at(NOW):
        page = JobAdvertPage.objects.get(slug=key)
        hub = hub_of_page(page)
        found = {
            "state": page.state,
            "employment_type": employment_types(page),
            "json_ld": job_posting(page, hub, "https://example.org/") is not None,
        }
        listed = page in list(open_jobs(hub=hub))
    expect = JOBS[key]["expect"]
    assert {name: found[name] for name in expect} == expect
    assert listed == (expect["state"] in ("open", "closing_soon"))


@pytest.mark.parametrize("key", COLLECTIONS)
def test_only_the_collection_that_says_so_needs_review(demo, db, key):
    with clock.frozen_at(NOW):
        state = ResourceCollectionPage.objects.get(slug=key).state
    assert state == COLLECTIONS[key].get("expect", {}).get("state", "current")


@pytest.mark.parametrize("key", COLLECTIONS)
def test_every_file_of_a_lesson_is_what_its_name_says(demo, db, key):
    page = ResourceCollectionPage.objects.get(slug=key)
    for lesson, row in zip(page.lessons.all(), COLLECTIONS[key]["lessons"], strict=True):
        documents = [item.value["document"] for item in lesson.materials if item.value.get("document")]
        facts = facts_of(documents)
        assert [facts[d.pk].format for d in documents] == [file["type"] for file in row["files"]]
        assert not any(fact.suspicious for fact in facts.values())


def test_the_demo_has_every_page_of_its_content(demo, db):
    counts = {
        "work_groups": WorkGroupPage,
        "events": HubEventPage,
        "articles": HubArticlePage,
        "resource_collections": ResourceCollectionPage,
        "jobs": JobAdvertPage,
    }
    for key, model in counts.items():
        assert model.objects.count() == len(content()[key]), key
    first = HubArticlePage.objects.get(slug="visit-diary-1")
    assert [author.shown_name for author in first.authors.all()] == ["Tom Ellery", "Grace Adeyemi"]
    assert HubArticlePage.objects.get(slug="about-the-hub").date_words == "September 2026"


def test_loading_again_changes_nothing(demo, db):
    def everything():
        models = (
            Page,
            WorkGroupPage,
            HubArticlePage,
            ResourceCollectionPage,
            JobAdvertPage,
            HubEventPage,
            Lesson,
            DocumentFacts,
            HubSettings,
            Revision,
            get_image_model(),
            get_document_model(),
            HubTerm,
        )
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = everything()
    with clock.frozen_at(NOW):
        call_command("load_demo", as_written=True, stdout=StringIO())
    assert everything() == before


def test_the_demo_says_where_to_look_and_how_to_log_in(demo, db):
    out = StringIO()
    with clock.frozen_at(NOW):
        call_command("load_demo", as_written=True, port=8123, stdout=out)
    text = out.getvalue()
    assert "http://127.0.0.1:8123/" in text
    assert "http://localhost:8123/" in text
    assert "fenmarsh-editor" in text


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2024, 2028, 2031])
def test_a_demo_of_another_year_is_moved_as_a_whole(year):
    now = datetime(year, 11, 21, 12, tzinfo=UTC)
    with clock.frozen_at(now):
        call_command("load_demo", stdout=StringIO())
        group = WorkGroupPage.objects.get(slug=f"mastery-readiness-{year}-{(year + 1) % 100:02}")
        assert group.academic_year == f"{year}-{(year + 1) % 100:02}"
        assert group.effective_code == f"NCP{year % 100:02}-02"
        assert group.state.recruitment.key == "nearly_full"
        assert {session.date.weekday() for session in group.sessions.all()} == {2}
        assert HubTerm.objects.filter(academic_year=group.academic_year).count() == 6


def test_terms_lie_between_the_long_holidays():
    holidays = [tuple(row) for row in content()["meta"]["holidays"]]
    assert terms("2026-27", holidays) == [
        ("autumn", date(2026, 9, 1), date(2026, 12, 20)),
        ("spring", date(2027, 1, 2), date(2027, 3, 25)),
        ("summer", date(2027, 4, 10), date(2027, 7, 24)),
    ]


def test_a_shift_keeps_weekdays_and_stays_near_the_same_date():
    for wanted in range(2020, 2045):
        shift = Shift.between("2026-27", f"{wanted}-{(wanted + 1) % 100:02}")
        moved = shift.day(date(2027, 1, 20))
        assert moved.weekday() == date(2027, 1, 20).weekday()
        assert abs((moved - date(wanted + 1, 1, 20)).days) <= 4
