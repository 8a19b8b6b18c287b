"""Labels, notes and hard breaks: which words of a paste belong to which session."""

from __future__ import annotations

from datetime import date, time

import pytest

from wagtail_mathshub.scheduling.date_lines import parse_line, parse_lines
from wagtail_mathshub.scheduling.date_lines.pasting import joined_lines


def sessions(text):
    return parse_line(text, academic_year="2026-27").sessions


def warned(text):
    return {warning.key for warning in parse_line(text, academic_year="2026-27").warnings}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Local session 1 \u2013 12 November", ["Local session 1"]),
        ("Twilight: Wed 13 Jan 16:00-17:30", ["Twilight"]),
        ("Session 3: Fractions and decimals - Thursday 12 Nov", ["Session 3: Fractions and decimals"]),
        ("Cohort 1: Day 2 - 13 Jan", ["Cohort 1: Day 2"]),
        ("Day 1 - 12 Nov, Day 2 - 19 Nov, Day 3 - 26 Nov", ["Day 1", "Day 2", "Day 3"]),
        ("12 Nov - Session 1, 19 Nov - Session 2", ["Session 1", "Session 2"]),
        ("Work Group dates for 2026-27: 12 Nov, 19 Nov", ["", ""]),
        ("The first meeting will be on 12 November", ["The first meeting"]),
        ("Twilight session 3-5pm 12 Nov", ["Twilight session"]),
        ("Mastering Number at Reception and KS1 - 12 Nov", ["Mastering Number: Reception and KS1"]),
    ],
)
def test_every_session_has_its_own_label(text, labels):
    assert [session.label for session in sessions(text)] == labels


def test_one_time_tbc_among_several_dates_stays_open():
    first, second, third = sessions("03/02/2027 and 10/02/2027 1-3pm; 24/02/2027 TBC")
    assert first.start == second.start == time(13)
    assert (third.start, third.end) == (None, None)


def test_a_run_of_days_is_not_filled_in():
    assert [session.date.day for session in sessions("12-16 November 2026")] == [12, 16]
    assert "day_run" in warned("12-16 November 2026")
    assert "day_run" not in warned("12-13 November 2026")


def test_a_week_is_no_day():
    (session,) = sessions("w/c 9 November 2026")
    assert (session.date, session.note) == (None, "w/c 9 November 2026")
    assert warned("w/c 9 November 2026") == {"week_only"}


def test_a_joining_link_is_kept_out_of_what_is_published():
    text = "12 Nov 2pm Zoom https://zoom.example/j/123?pwd=abc passcode: 12ab"
    (session,) = sessions(text)
    assert (session.mode, session.note, session.venue_text) == ("online", "", None)
    assert "link_left_out" in warned(text)


@pytest.mark.parametrize("text", ["Session 4: TBC", "TBC", "Date to be confirmed"])
def test_a_session_without_a_date_is_a_session(text):
    assert [session.date for session in sessions(text)] == [None]


@pytest.mark.parametrize(
    "text", ["Venue: TBC", "Workshop 1", "Wednesdays 1-3pm", "Cost \u00a375 per session"]
)
def test_other_lines_hold_no_session(text):
    assert sessions(text) == ()


def test_lines_that_a_hard_break_tore_apart_are_read_together():
    text = "Workshop 1\nWednesday 13th January\n1300-1630\n\u2022 Workshop 2 -\nWednesday 20th January"
    assert joined_lines(text) == [
        "Workshop 1 Wednesday 13th January 1300-1630",
        "\u2022 Workshop 2 - Wednesday 20th January",
    ]


def test_a_heading_gives_its_academic_year_to_the_lines_below():
    heading, line = parse_lines("Dates for 2025.26\nWeds 12th November 10am - 2pm")
    assert (heading.sessions, line.date, line.warnings) == ((), date(2025, 11, 12), ())


def test_a_deadline_does_not_take_the_times_of_the_sessions():
    _times, deadline = parse_lines(
        "Arrive at 9am to start at 09.30-15.30\nWindow closes 3 June", academic_year="2026-27"
    )
    assert (deadline.sessions[0].start, deadline.sessions[0].end) == (None, None)
