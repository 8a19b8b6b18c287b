"""What an editor is told about a date that is already in its field."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_mathshub.scheduling.warnings import slot_warnings

HOLIDAYS = [(date(2027, 2, 15), date(2027, 2, 19), "half-term")]


def keys(day, start=None, end=None, year="2026-27"):
    return [warning.key for warning in slot_warnings(day, start, end, academic_year=year, holidays=HOLIDAYS)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 1, 14), []),
        (date(2027, 1, 16), ["weekend"]),
        (date(2027, 3, 29), ["bank_holiday"]),
        (date(2027, 2, 15), ["hub_holiday"]),
        (date(2027, 2, 19), ["hub_holiday"]),
        (date(2027, 2, 22), []),
        (date(2026, 9, 1), []),
        (date(2027, 8, 31), []),
        (date(2027, 9, 1), ["outside_academic_year"]),
        (None, []),
    ],
)
def test_a_day_is_warned_about_once_for_each_reason(day, expected):
    assert keys(day) == expected


def test_the_sentence_names_the_day_and_the_reason():
    (warning,) = slot_warnings(date(2027, 3, 29), None, None, academic_year="2026-27", holidays=())
    assert warning.message == "Monday 29 March 2027 is a bank holiday (Easter Monday)."


@pytest.mark.parametrize("end", [time(13), time(12, 59)])
def test_an_end_that_is_not_after_the_start_is_said(end):
    assert keys(date(2027, 1, 14), time(13), end) == ["end_before_start"]
    assert keys(None, time(13), end) == ["end_before_start"]


def test_an_open_end_is_no_reason_to_warn():
    assert keys(date(2027, 1, 14), time(13), None) == []


@pytest.mark.parametrize("year", [None, "", "2026", "9999-00", "0000-01"])
def test_without_a_sound_academic_year_no_day_is_outside_it(year):
    assert keys(date(2035, 1, 17), year=year) == []


@settings(max_examples=100, deadline=None)
@given(st.dates(), st.none() | st.times(), st.none() | st.times())
def test_every_date_can_be_checked(day, start, end):
    assert all(
        warning.message for warning in slot_warnings(day, start, end, academic_year="2026-27", holidays=())
    )
