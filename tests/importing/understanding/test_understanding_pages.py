"""What a page becomes: kinds, parts, what stays in the body, and what is said about it."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

import pytest

from tests.importing.labelled_pages import FACTS, source_page
from tests.importing.understanding.plan_words import lost_words
from wagtail_mathshub import clock
from wagtail_mathshub.importing.converting import CleanPage
from wagtail_mathshub.importing.findings import Loss, Notice
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.understanding import understand


@pytest.fixture(autouse=True)
def _in_autumn():
    with clock.frozen_at(datetime(2026, 11, 16, 12, tzinfo=clock.LONDON)):
        yield


def plans(html: str, *, kind: PlanKind | None = None, **known: Any) -> list[Plan]:
    return understand(source_page("page", html, **known), CleanPage(html), FACTS, kind=kind)


def group(html: str, **known: Any) -> Plan:
    return plans(html, kind=PlanKind.WORK_GROUP, **{"title": "Work Group 2026-27"} | known)[0]


def body_of(plan: Plan) -> str:
    return json.dumps(plan.body, default=str)


def codes(plan: Plan) -> set[str]:
    return {notice.code for notice in plan.notices}


@pytest.mark.parametrize("kind", PlanKind)
def test_a_kind_that_a_person_gives_is_taken_and_nothing_is_lost(kind):
    html = "<h2>Cohort 1</h2><p>Tuesday 12 January 2027, with cake</p><h2>Cohort 2</h2><p>Call 01632 960 111.</p>"
    (plan,) = plans(html, kind=kind)
    assert plan.kind is kind
    assert plan.confidence == 1
    assert lost_words(html, [plan]) == set()


@pytest.mark.parametrize("kind", [None, *PlanKind])
def test_an_empty_page_becomes_a_plan(kind):
    (plan,) = plans("", kind=kind, title="Nothing here")
    assert plan.body == []
    assert plan.title == "Nothing here"


def test_several_groups_are_linked_from_the_page_that_keeps_what_they_share():
    html = (
        "<p>For all our schools.</p><h2>Cohort 1</h2><p>5 October 2026, 1pm-3pm</p>"
        "<h2>Cohort 2</h2><p>7 October 2026, 1pm-3pm</p><h2>How to apply</h2><p>Ask us.</p>"
    )
    page, *parts = plans(html, title="Counting Work Group")
    assert page.kind is PlanKind.PAGE
    assert [part.part for part in parts] == ["2", "3"]
    assert [part.title for part in parts] == [
        "Counting Work Group: Cohort 1",
        "Counting Work Group: Cohort 2",
    ]
    assert 'href="part:2"' in page.body[-1]["value"]
    assert "For all our schools" in body_of(page)
    assert all("Ask us" in part.fields["what_to_do_next"] for part in parts)


def test_a_line_that_says_more_than_a_session_holds_stays_in_the_body():
    plan = group(
        "<ul><li>Tuesday 12 January 2027, 1pm-3pm, Market Hall</li>"
        '<li>Tuesday 2 March 2027, 1pm-3pm, Market Hall, <a href="https://a.example.org/map">map</a></li></ul>'
    )
    assert len(plan.rows["sessions"]) == 2
    assert "12 January" not in body_of(plan)
    assert "2 March" in body_of(plan)
    assert "https://a.example.org/map" in body_of(plan)


def test_a_contradicted_weekday_is_a_notice_and_its_line_stays():
    plan = group("<p>Session 1: Friday 12 January 2027, 1pm-3pm</p>")
    assert plan.rows["sessions"][0]["date"] == date(2027, 1, 12)
    assert "weekday_mismatch" in codes(plan)
    assert "Friday 12 January" in body_of(plan)


def test_dates_without_any_year_are_left_in_the_text():
    plan = group("<p>Session 1: 12 January, 1pm-3pm</p>", title="Counting Work Group")
    assert "sessions" not in plan.rows
    assert "no_year" in codes(plan)
    assert "12 January" in body_of(plan)


def test_the_hubs_present_year_is_taken_where_every_weekday_agrees():
    plan = group("<p>Day 1: Tues 12 Jan</p><p>Day 2: Tues 2 March</p>", title="Counting Work Group")
    assert [row["date"] for row in plan.rows["sessions"]] == [date(2027, 1, 12), date(2027, 3, 2)]
    assert "academic_year_from_weekdays" in codes(plan)


@pytest.mark.parametrize(
    "line",
    [
        "Published 12 May 2026",
        "Applications close on 12 May 2026",
        "Please reply by 12 May 2026.",
        "Interviews: 12 May 2026",
        "We have met since 12 May 2026",
        "The autumn term runs from 2 September 2026 to 18 December 2026.",
        "On 12 May 2026 eleven of us sat in a cold hall and talked.",
        "Call 01632 960 812 or see page 12 of version 3.5",
        "Recruitment window opens 12 May 2026",
    ],
)
def test_dates_of_other_things_are_no_sessions(line):
    assert "sessions" not in group(f"<p>{line}</p>").rows


def test_standard_headings_in_other_words_become_the_six_texts():
    plan = group(
        "<h3>Who's it aimed at?</h3><p>One</p><h3>WHAT'S INVOLVED</h3><p>Two</p><h3>What will participants learn?</h3>"
        "<p>Three</p><h3>Expectations of participants and their schools</h3><p>Four</p><h3>Costs and funding</h3>"
        "<p>Five</p><h3>How do I sign up?</h3><p>Six</p><h3>History</h3><p>Seven</p>"
    )
    texts = ("who_can_take_part", "what_is_involved", "what_you_will_learn", "expectations", "cost_note")
    assert [plan.fields[name] for name in texts] == [
        f"<p>{word}</p>" for word in ("One", "Two", "Three", "Four", "Five")
    ]
    assert plan.fields["what_to_do_next"] == "<p>Six</p>"
    assert "Seven" in body_of(plan)
    assert "One" not in body_of(plan)


def test_a_table_under_a_standard_heading_stays_in_the_body():
    plan = group(
        "<h3>What is involved?</h3><table><tr><td>Task</td><td>Hours</td></tr><tr><td>Read</td><td>2</td></tr></table>"
    )
    assert "what_is_involved" not in plan.fields
    assert "Task" in body_of(plan)


def test_outcomes_are_one_a_line():
    plan = group("<h3>Intended outcomes</h3><ul><li>Ask better questions.</li><li>Plan together.</li></ul>")
    assert plan.fields["outcomes"] == "Ask better questions.\nPlan together."


def test_a_closing_day_without_a_time_lasts_until_its_end_and_says_so():
    plan = group("<p>Applications close on Friday 8 January 2027.</p>")
    assert plan.fields["closes_at"] == datetime(2027, 1, 8, 23, 59, tzinfo=clock.LONDON)
    assert "no_closing_time" in codes(plan)


def test_click_here_keeps_its_target():
    html = '<h2>Sign up</h2><p>Please <a href="https://forms.example.org/1">click here</a>.</p>'
    plan = group(html)
    assert plan.fields["apply_url"] == "https://forms.example.org/1"
    assert "https://forms.example.org/1" in plan.fields["what_to_do_next"]


def test_an_email_that_the_old_site_left_out_is_noticed():
    assert "email_missing" in codes(group("<p>To take part, please email</p>"))


def test_a_title_is_cut_at_a_word_with_a_notice():
    (plan,) = plans("<p>Text</p>", title="counting " * 60)
    assert len(plan.title) <= 255
    assert plan.title.endswith("counting…")
    assert "cut_short" in codes(plan)


def test_what_cleaning_said_is_said_again():
    text = CleanPage("<p>Text</p>", losses=(Loss("a script"),), notices=(Notice("odd", "Odd."),))
    page = source_page("page", "<p>Text</p>", notices=(Notice("late", "Late."),))
    (plan,) = understand(page, text, FACTS)
    assert Loss("a script") in plan.losses
    assert codes(plan) >= {"odd", "late"}


def test_files_of_an_advert_are_its_documents_and_stay_in_the_text():
    html = '<p>Secondment: see the <a href="https://old.example.org/role.pdf">role</a>. Closing date: noon, 8 January 2027.</p>'
    (plan,) = plans(html, title="Primary Lead vacancy")
    assert plan.kind is PlanKind.JOB
    assert plan.rows["documents"] == [{"document": "media:https://old.example.org/role.pdf", "title": "role"}]
    assert plan.fields["closes_at"] == datetime(2027, 1, 8, 12, tzinfo=clock.LONDON)
    assert "https://old.example.org/role.pdf" in body_of(plan)


def test_a_month_in_the_by_line_outdoes_a_later_day_of_export():
    html = "<p>By Ada Author (March 2020)</p><p>I counted.</p>"
    published = datetime(2021, 2, 3, tzinfo=clock.LONDON)
    (plan,) = plans(html, kind=PlanKind.ARTICLE, published_at=published)
    assert (plan.fields["date"], plan.fields["date_precision"]) == (date(2020, 3, 1), "month")
    assert "By Ada Author" not in body_of(plan)


def test_a_lead_image_stands_as_a_file_of_the_old_site():
    (plan,) = plans("<p>Text</p>", kind=PlanKind.ARTICLE, lead_image="https://old.example.org/a.jpg")
    assert plan.fields["lead_image"] == "media:https://old.example.org/a.jpg"


def test_a_film_and_answers_become_materials():
    html = (
        '<h3>Year 4</h3><p><a href="https://old.example.org/arrays.mp4">Arrays</a> '
        '(<a href="https://old.example.org/a.pdf">answers</a>)</p>'
    )
    (plan,) = plans(html, kind=PlanKind.COLLECTION)
    (lesson,) = plan.rows["lessons"]
    assert [material["type"] for material in lesson["materials"]] == ["video", "file"]
    assert [material["value"]["kind"] for material in lesson["materials"]] == ["other", "answers"]
    assert lesson["has_answers"] is True


def test_an_event_of_several_days_takes_the_first_and_says_so():
    html = "<p>Tuesday 2 March 2027, 9am-3pm</p><p>Wednesday 3 March 2027, 9am-3pm</p>"
    (plan,) = plans(html, kind=PlanKind.EVENT, title="Conference")
    assert (plan.fields["date"], plan.fields["start"]) == (date(2027, 3, 2), time(9))
    assert "several_days" in codes(plan)
    assert "3 March" in body_of(plan)


def test_names_above_short_lines_are_no_people():
    html = (
        "<p>Red Square</p><p>A shape</p><p>Blue Circle</p><p>Another shape</p><p>Green Line</p><p>Not one</p>"
    )
    assert plans(html)[0].kind is PlanKind.PAGE
