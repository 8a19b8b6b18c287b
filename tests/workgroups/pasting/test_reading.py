"""Pasted dates become rows for a Work Group, with what looks odd about each."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
import yaml

from tests.factories import OrganisationFactory, PersonFactory, make_group, on
from wagtail_mathshub.hubs.models import HubHoliday
from wagtail_mathshub.workgroups.pasting.reading import MOST_ROWS, Setting, key_of, read_sessions

CONTENT = Path(__file__).resolve().parents[3] / "example_site" / "example_site" / "demo_content.yaml"
DEMO = yaml.safe_load(CONTENT.read_text())
# Lines of the demo of which no session can be made: a reason in their place.
NO_SESSION = {
    "Arrive at 9am to start at 09.30-15.30": "times for the dates below",
    "Start date postponed until March.": "names no day",
    "31/04/2027": "There is no such day as 31/04/2027.",
}
# What an editor reads for each warning that the demo lists.
SAID = {
    "weekday_mismatch": "is a Tuesday, not a Friday",
    "hub_holiday": "in a school holiday of your hub",
    "bank_holiday": "is a bank holiday",
    "two_times": "two times",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def setting(hub_a) -> Setting:
    for first, last in DEMO["meta"]["holidays"]:
        HubHoliday.objects.create(settings=hub_a, first_day=first, last_day=last, name="")
    return Setting(hub=hub_a, academic_year="2026-27")


def wall(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", DEMO["date_lines"], ids=lambda case: case["text"][:50])
def test_each_line_of_the_demo_becomes_the_rows_that_it_lists(case, setting):
    pasted = read_sessions(case["text"], setting)
    if case["text"] in NO_SESSION:
        assert not pasted.rows
        assert pasted.left == case["text"]
        assert NO_SESSION[case["text"]] in pasted.unread[0].why
        return
    assert not pasted.unread
    assert [row.date for row in pasted.rows] == case.get("dates", [case.get("date")])
    for row in pasted.rows:
        for name in ("label", "mode"):
            assert getattr(row, name) == case.get(name, getattr(row, name))
        for name in ("start", "end"):
            assert name not in case or getattr(row, name) == wall(case[name])
        assert not case.get("venue_text") or row.venue_text.startswith(case["venue_text"])
        assert case.get("postcode", "") in row.venue_text
    said = " ".join(warning for row in pasted.rows for warning in row.warnings)
    for key in case.get("warn", ()):
        assert SAID[key] in said


def test_all_lines_of_the_demo_at_once_lose_nothing(setting):
    texts = [case["text"] for case in DEMO["date_lines"]]
    pasted = read_sessions("\n".join(texts), setting)
    wanted = sum(
        len(case.get("dates", ["one"])) for case in DEMO["date_lines"] if case["text"] not in NO_SESSION
    )
    assert len(pasted.rows) + len(pasted.already) == wanted
    # There are dates below it, for which its times might hold.
    used = {"Arrive at 9am to start at 09.30-15.30"}
    assert {line.text for line in pasted.unread} == NO_SESSION.keys() - used


def test_times_above_dates_hold_for_them(setting):
    pasted = read_sessions("Arrive at 9am to start at 09.30-15.30\nWed 13 Jan 2027, online", setting)
    assert [(row.arrive_from, row.start) for row in pasted.rows] == [(time(9, 0), time(9, 30))]
    assert pasted.left == ""


def test_a_place_of_the_hub_is_chosen_by_its_name_however_it_is_written(setting, hub_a, hub_b):
    own = OrganisationFactory(site=hub_a.site, name="Marlpit High School", postcode="ZZ99 3BK")
    OrganisationFactory(site=hub_b.site, name="Market Hall")
    text = "9 Feb 2027, 1-3pm, MARLPIT High School (ZZ99 3BK)\n10 Feb 2027, 1-3pm, Market Hall"
    known, unknown = read_sessions(text, setting).rows
    assert (known.organisation, known.venue_text, known.warnings) == (own, "", ())
    assert (unknown.organisation, unknown.venue_text) == (None, "Market Hall")
    assert "“Market Hall” is not among your places" in unknown.warnings[0]


def test_odd_dates_are_said_beside_their_own_row(setting):
    text = "6 and 8 February 2027, 1-3pm, online\n3 September 2027, 1-3pm, online\n9 Feb 2027, 3-1pm, online"
    weekend, working_day, outside, *_rest = read_sessions(text, setting).rows
    assert "weekend" in weekend.warnings[0]
    assert working_day.warnings == ()
    assert "outside the academic year" in outside.warnings[0]


def test_a_line_may_say_that_its_session_is_cancelled_or_postponed(setting):
    text = "Session 2 (cancelled): Thu 4 Feb 2027, 10am-12\nSession 3 postponed: Thu 11 Feb 2027, 10am-12"
    cancelled, postponed = read_sessions(text, setting).rows
    assert (cancelled.status, postponed.status) == ("cancelled", "postponed")
    assert "Marked as cancelled, as the line says." in cancelled.warnings


def test_what_is_there_already_is_not_added_twice(setting):
    there = [key_of(date(2027, 1, 13), time(13, 0), "Anything")]
    text = "Wed 13 Jan 2027, 1-4pm\nWed 13 Jan 2027, 9-11am\nWed 13 Jan 2027, 9-11am"
    pasted = read_sessions(text, setting, there)
    assert [row.start for row in pasted.rows] == [time(9, 0)]
    assert len(pasted.already) == 2
    # The control: without what is there, the first is added too.
    assert len(read_sessions(text, setting).rows) == 2


def test_of_a_line_with_an_impossible_day_the_other_days_are_read(setting):
    pasted = read_sessions("31/04/2027 and 04/05/2027", setting)
    assert [row.date for row in pasted.rows] == [date(2027, 5, 4)]
    assert pasted.left == "31/04/2027 and 04/05/2027"


def test_a_lead_who_is_elsewhere_at_that_time_is_named(setting, hub_a):
    lead = PersonFactory(site=hub_a.site, name="Priya")
    make_group(hub_a, title="Other", sessions=[on(date(2027, 2, 9), "14:00", "15:00")], leads=[lead])
    setting = Setting(hub=hub_a, academic_year="2026-27", people={lead.pk: "Priya"})
    clash, free = read_sessions("9 Feb 2027, 1-3pm, online\n10 Feb 2027, 1-3pm, online", setting).rows
    assert clash.warnings == ("Priya also leads “Other” on 9 February at that time.",)
    assert free.warnings == ()


def test_no_group_of_another_hub_is_named(setting, hub_a, hub_b):
    lead = PersonFactory(site=hub_a.site)
    # Such a row should not exist, and tells nothing where it does.
    make_group(hub_b, title="Secret", sessions=[on(date(2027, 2, 9), "14:00", "15:00")], leads=[lead])
    setting = Setting(hub=hub_a, academic_year="2026-27", people={lead.pk: "Priya"})
    assert read_sessions("9 Feb 2027, 1-3pm, online", setting).warnings == []
    # The control: seen from the other hub's tree, it would have been named.
    setting = Setting(hub=hub_b, academic_year="2026-27", people={lead.pk: "Priya"})
    assert "Secret" in read_sessions("9 Feb 2027, 1-3pm, online", setting).warnings[0]


def test_reading_costs_the_same_for_one_line_and_for_many(setting, hub_a, django_assert_num_queries):
    lead = PersonFactory(site=hub_a.site)
    setting = Setting(hub=hub_a, academic_year="2026-27", people={lead.pk: lead.name})
    lines = [f"{day} Feb 2027, 1-3pm, Market Hall" for day in range(1, 25)]
    for text in (lines[0], "\n".join(lines)):
        with django_assert_num_queries(3):
            read_sessions(text, setting)


def test_a_huge_text_is_read_up_to_a_limit_and_the_rest_is_kept(setting):
    lines = [
        f"{day} {month} 2027, {hour}am, online"
        for month in ("Jan", "Feb")
        for day in range(1, 28)
        for hour in (9, 10, 11)
    ]
    pasted = read_sessions("\n".join(lines), setting)
    assert len(pasted.rows) == MOST_ROWS
    assert len(pasted.unread) == len(lines) - MOST_ROWS
    long = read_sessions("x" * 30_000, setting)
    assert not long.rows
    assert sum(len(line.text) for line in long.unread) == 30_000
