"""The list of adverts by their closing date. It is Monday, 23 November 2026, noon."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.desk.listings.asking import sheet, titles
from tests.factories import index_of, make_job
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import HubJobIndexPage, JobAdvertPage

pytestmark = pytest.mark.usefixtures("reference_time")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=clock.LONDON)


@pytest.fixture
def adverts(hub_a):
    make_job(hub_a, title="Sunday", closes_at=at(2026, 11, 29, 23, 59))
    make_job(hub_a, title="Next Monday", closes_at=at(2026, 11, 30, 0, 0))
    make_job(hub_a, title="This morning", closes_at=at(2026, 11, 23, 9, 0))
    make_job(hub_a, title="Today", closes_at=at(2026, 11, 23, 17, 0))
    make_job(hub_a, title="Christmas", closes_at=at(2026, 12, 24, 12, 0))
    make_job(hub_a, title="Whenever")
    make_job(hub_a, title="Filled", closes_at=at(2026, 11, 25, 12, 0), filled=True)


def test_those_that_close_next_come_first_and_those_that_are_over_last(client_a, adverts):
    order = ["Today", "Sunday", "Next Monday", "Christmas", "Whenever", "Filled", "This morning"]
    assert titles(client_a, "jobs") == order
    assert titles(client_a, "jobs", ordering="closes_at")[0] == "This morning"


def test_the_filter_finds_the_adverts_that_still_close_this_week(client_a, adverts):
    assert titles(client_a, "jobs", closes="this_week") == ["Today", "Sunday"]
    assert titles(client_a, "jobs", closes="next_week") == ["Next Monday"]
    assert titles(client_a, "jobs", closes="later") == ["Christmas"]
    assert titles(client_a, "jobs", closes="never") == ["Whenever"]
    assert titles(client_a, "jobs", closes="passed") == ["This morning"]


def test_a_draft_that_closes_this_week_is_found_too(client_a, hub_a):
    page = JobAdvertPage(title="Forgotten", live=False, closes_at=at(2026, 11, 27, 12, 0))
    index_of(hub_a, HubJobIndexPage).add_child(instance=page)
    assert titles(client_a, "jobs", closes="this_week") == ["Forgotten"]
    assert titles(client_a, "jobs", state="draft") == ["Forgotten"]


def test_each_advert_says_its_state_and_the_days_that_are_left(client_a, adverts):
    lines = {line["Title"]: line for line in sheet(client_a, "jobs")}
    states = {title: (line["State"], line["Days left"]) for title, line in lines.items()}
    assert states == {
        "Today": ("Closing soon", "0"),
        "Sunday": ("Open", "6"),
        "Next Monday": ("Open", "7"),
        "Christmas": ("Open", "31"),
        "Whenever": ("Open", ""),
        "Filled": ("Filled", ""),
        "This morning": ("Closed", ""),
    }
    assert lines["Christmas"]["Closes"] == "2026-12-24 12:00"


def test_a_scheduled_advert_is_told_apart_from_a_draft(client_a, hub_a, publisher_a):
    page = JobAdvertPage(title="Waiting", live=False, go_live_at=at(2026, 12, 1, 9, 0))
    index_of(hub_a, HubJobIndexPage).add_child(instance=page)
    assert sheet(client_a, "jobs")[0]["State"] == "Draft"
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert sheet(client_a, "jobs")[0]["State"] == "Scheduled"


def test_a_draft_with_nothing_but_a_title_is_listed(client_a, hub_a):
    index_of(hub_a, HubJobIndexPage).add_child(instance=JobAdvertPage(title="Bare", live=False))
    assert sheet(client_a, "jobs")[0] | {"Title": "Bare", "State": "Draft"} == sheet(client_a, "jobs")[0]
