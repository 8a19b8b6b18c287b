"""Date lines of every kind that people paste, beyond those of the demo."""

from __future__ import annotations

import time as stopwatch
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_mathshub import clock
from wagtail_mathshub.scheduling.date_lines import ParsedLine, parse_line, parse_lines

HALF_TERM = [(date(2027, 2, 15), date(2027, 2, 19), "half-term")]


@pytest.fixture(autouse=True)
def _in_november_2026():
    with clock.frozen_at(datetime.fromisoformat("2026-11-23T12:00:00+00:00")):
        yield


def read(text: str) -> ParsedLine:
    return parse_line(text, academic_year="2026-27", holidays=HALF_TERM)


def warned(line: ParsedLine) -> set[str]:
    return {warning.key for warning in line.warnings}


@pytest.mark.parametrize(
    "text",
    [
        "Thu 14 Jan",
        "Thurs 14th January 2027",
        "Thursday, 14 January 2027",
        "Thursday the 14th of January",
        "14 Jan '27",
        "14 Jan 27",
        "Jan 14th",
        "January 14, 2027",
        "14/01/2027",
        "14/1/27",
        "14.1.2027",
        "14-01-2027",
        "2027-01-14",
        "14/01",
        "• 14 January",
        "✓ 14 January",
        "- 14 January",
        "1. 14 January",
        "Session 1: 14 January",
        "Session 1 \u2013 14 January",
        "**14 January**",
        "\u00a014\u00a0January\u200b",
        "14TH JANUARY",
    ],
)
def test_a_date_is_read(text):
    line = read(text)
    assert [session.date for session in line.sessions] == [date(2027, 1, 14)]
    assert not line.warnings


@pytest.mark.parametrize("number", range(1, 13))
@pytest.mark.parametrize("pattern", ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d"])
def test_every_month_is_read_in_every_pattern(number, pattern):
    day = date(2026 if number > 8 else 2027, number, 13)
    assert read(day.strftime(pattern)).date == day
    assert read(day.strftime(pattern).lower()).date == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1300-1630", time(13), time(16, 30)),
        ("13:00 \u2013 16:30", time(13), time(16, 30)),
        ("10am - 2pm", time(10), time(14)),
        ("9am-12.30pm", time(9), time(12, 30)),
        ("3.30-5pm", time(15, 30), time(17)),
        ("1-3pm", time(13), time(15)),
        ("9.30 to 11", time(9, 30), time(11)),
        ("9.30-3.30", time(9, 30), time(15, 30)),
        ("11-1pm", time(11), time(13)),
        ("10am to noon", time(10), time(12)),
        ("midday - 2pm", time(12), time(14)),
        ("9 am to 12 noon", time(9), time(12)),
        ("3:30pm\u20135pm", time(15, 30), time(17)),
        ("4.00 p.m. - 5.15 p.m.", time(16), time(17, 15)),
        ("from 4pm", time(16), None),
        ("until 5pm", None, time(17)),
        ("at 2pm", time(14), None),
        ("between 1pm and 3pm", time(13), time(15)),
        ("", None, None),
    ],
)
def test_times_are_read(text, start, end):
    for line in (f"14 January 2027, {text}", f"Day 2: Thu 14 Jan - {text} - Online", f"14/01/2027 ({text})"):
        session = read(line).sessions[0]
        assert (session.date, session.start, session.end) == (date(2027, 1, 14), start, end)


@pytest.mark.parametrize(
    ("text", "mode", "venue", "postcode"),
    [
        ("online", "online", None, ""),
        ("Zoom", "online", None, ""),
        ("via MS Teams", "online", None, ""),
        ("Virtual", "online", None, ""),
        ("webinar", "online", None, ""),
        ("hybrid", "blended", None, ""),
        ("blended", "blended", None, ""),
        ("in person", "face_to_face", None, ""),
        ("face-to-face", "face_to_face", None, ""),
        ("Market Hall", "face_to_face", "Market Hall", ""),
        ("@ Oak Lodge Primary", "face_to_face", "Oak Lodge Primary", ""),
        ("Oak Lodge Primary (PR1 0SR)", "face_to_face", "Oak Lodge Primary", "PR1 0SR"),
        ("Oak Lodge Primary, zz99 3bk", "face_to_face", "Oak Lodge Primary", "ZZ99 3BK"),
        ("TBC", "tbc", None, ""),
        ("venue to be confirmed", "tbc", None, ""),
        ("@ TBC", "tbc", None, ""),
        ("", "tbc", None, ""),
    ],
)
def test_the_place_is_read(text, mode, venue, postcode):
    session = read(f"Thu 14 Jan 2027 - 1-3pm - {text}").sessions[0]
    assert (session.mode, session.venue_text, session.postcode) == (mode, venue, postcode)
    assert (session.start, session.end) == (time(13), time(15))


@pytest.mark.parametrize(
    "text",
    [
        "3rd, 10th and 17th March 2027, 4-5pm, online",
        "3 March, 10 March & 17 March 4-5pm Zoom",
        "03/03/2027, 10/03/2027 and 17/03/2027 - 4pm-5pm - Teams",
        "Wed 3rd Mar / Wed 10th Mar / Wed 17th Mar: 16:00-17:00 (online)",
    ],
)
def test_several_dates_share_times_and_mode(text):
    sessions = read(text).sessions
    assert [session.date for session in sessions] == [date(2027, 3, day) for day in (3, 10, 17)]
    assert {(session.start, session.end, session.mode) for session in sessions} == {
        (time(16), time(17), "online")
    }


def test_each_date_of_a_line_keeps_its_own_times():
    first, second = read("Day 1 - 12 Jan 9.30am-3.30pm; Day 2 - 9 Feb 1-4pm").sessions
    assert (first.label, first.start, first.end) == ("Day 1", time(9, 30), time(15, 30))
    assert (second.label, second.start, second.end) == ("Day 2", time(13), time(16))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Friday 14 January 2027", "weekday_mismatch"),
        ("16 February 2027", "hub_holiday"),
        ("26 March 2027", "bank_holiday"),
        ("9 January 2027", "weekend"),
        ("14 January 2029", "outside_academic_year"),
        ("14 January 1-3pm (2-4pm)", "two_times"),
        ("14 January: 10-12 (Zoom) and 1-3 (Zoom)", "two_times"),
        ("14 January 3pm-1pm", "end_before_start"),
    ],
)
def test_what_looks_odd_is_said_and_the_date_is_kept(text, key):
    line = read(text)
    assert key in warned(line)
    assert line.date is not None


@pytest.mark.parametrize(
    "text", ["31/04/2027", "30 February", "29/02/2027", "Friday 31 June", "45/13/2027", "0 May"]
)
def test_an_impossible_date_is_no_date(text):
    line = read(text)
    assert line.date is None
    assert "impossible_date" in warned(line)


@pytest.mark.parametrize(
    "text",
    [
        "Years 5-8",
        "Year 5/6 teachers",
        "Workshop 1 and 2",
        "Cost: £75 to £100",
        "NCP26-17",
        "2026-27",
        "Call 01632 960123",
        "A gap task of 30 minutes",
        "Ratio 3:4 and 1/2",
        "May be of interest to March leads",
        "TBC",
    ],
)
def test_no_date_is_invented(text):
    assert read(text).date is None


def test_a_weekday_supplies_the_year_nearest_to_today():
    line = parse_line("Wed 13th January 1-3pm")
    assert line.date == date(2027, 1, 13)
    assert warned(line) == {"year_guessed"}


@pytest.mark.parametrize("text", ["13th January", "Wednesday 29 February"])
def test_without_a_year_and_a_fitting_weekday_there_is_no_date(text):
    line = parse_line(text)
    assert line.date is None
    assert warned(line) == {"no_year"}


@pytest.mark.parametrize("year", ["", "2026", "2026-28", "next"])
def test_what_is_no_academic_year_counts_as_none(year):
    assert warned(parse_line("13th January", academic_year=year)) == {"no_year"}


def test_the_times_above_hold_for_the_dated_lines_below_that_have_none():
    text = "Arrive at 9am to start at 09.30-15.30\n\n12 January 2027\n9 February 2027 1-3pm\nTBC"
    times, first, second, _unknown = parse_lines(text, academic_year="2026-27")
    assert (times.arrive_from, times.start, times.end) == (time(9), time(9, 30), time(15, 30))
    session = first.sessions[0]
    assert (session.arrive_from, session.start, session.end) == (time(9), time(9, 30), time(15, 30))
    session = second.sessions[0]
    assert (session.start, session.end) == (time(13), time(15))


def test_empty_lines_are_left_out():
    assert parse_lines(" \n\n\t\n") == []
    assert len(parse_lines("12 January 2027\r\n\r\n9 February 2027\n")) == 2


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *(
                "12",
                "31",
                "0",
                "2027",
                "'27",
                "/",
                "-",
                ".",
                ":",
                ",",
                " ",
                "(",
                ")",
                "@",
                "&",
                "and",
                "to",
                "\u2013",
            ),
            *(
                "Wed",
                "Thurs",
                "March",
                "May",
                "Sept",
                "th",
                "nd",
                "am",
                "pm",
                "noon",
                "1300",
                "9.30",
                "£",
                "TBC",
            ),
            *(
                "Zoom",
                "Day 2",
                "Year 5",
                "PR1 0SR",
                "Market Hall",
                "postponed",
                "arrive at",
                "until",
                "\n",
                "\u00b2",
            ),
        ]
    ),
    max_size=25,
)
YEARS = st.sampled_from([None, "2026-27", "1999-00", "nonsense"])


def _is_sound(line: ParsedLine) -> bool:
    return all(session.mode in {"online", "face_to_face", "blended", "tbc"} for session in line.sessions)


@settings(max_examples=200, deadline=None)
@given(FRAGMENTS, st.sampled_from(["", " "]), YEARS)
def test_no_row_of_fragments_raises(parts, between, year):
    text = between.join(parts)
    assert _is_sound(parse_line(text, academic_year=year, holidays=HALF_TERM))
    assert all(map(_is_sound, parse_lines(text, academic_year=year)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), YEARS)
def test_no_text_raises(text, year):
    assert _is_sound(parse_line(text, academic_year=year))
    assert all(map(_is_sound, parse_lines(text, academic_year=year)))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "12 Jan ",
        "1, ",
        "1 and ",
        "9.30-",
        "Wed ",
        "day 1 and ",
        " ",
        "(",
        "- ",
        "a.",
        "arrive at ",
        "TBC ",
        "Years 1, ",
        "venue ",
        "12/",
        "by ",
        "to ",
        "A",
        "Ab ",
        "@a",
        "a@",
        "0",
        "20 ",
        "20-",
        "on ",
        "PR1 ",
        "\u2013",
    ],
)
def test_a_long_line_takes_no_long_time(unit):
    text = unit * (10_000 // len(unit))
    begun = stopwatch.perf_counter()
    assert _is_sound(parse_line(text, academic_year="2026-27"))
    parse_lines(text, academic_year="2026-27")
    assert stopwatch.perf_counter() - begun < 2


def test_only_the_beginning_of_a_long_line_is_read():
    line = read("x" * 1_001 + " 14 January 2027")
    assert line.date is None
