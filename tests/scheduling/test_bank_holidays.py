"""England's bank holidays against the demo's list and against years past."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from wagtail_mathshub.scheduling.bank_holidays import (
    bank_holiday_name,
    bank_holidays,
    easter_sunday,
    is_bank_holiday,
    is_working_day,
    working_days_after,
)

CONTENT = Path(__file__).resolve().parents[2] / "example_site" / "example_site" / "demo_content.yaml"
LISTED = yaml.safe_load(CONTENT.read_text())["meta"]["bank_holidays"]


def test_the_bank_holidays_of_the_demo_are_computed():
    computed = [day for year in (2025, 2026, 2027) for day in bank_holidays(year)]
    assert [day for day in computed if LISTED[0] <= day <= LISTED[-1]] == LISTED


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 8),
        date(2021, 12, 27),
        date(2021, 12, 28),
        date(2022, 1, 3),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2022, 12, 27),
        date(2023, 1, 2),
        date(2023, 5, 8),
        date(2024, 3, 29),
        date(2028, 1, 3),
    ],
)
def test_moved_and_added_days_are_bank_holidays(day):
    assert is_bank_holiday(day)


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30), date(2021, 12, 25), date(2027, 1, 4)])
def test_what_was_moved_away_is_none(day):
    assert not is_bank_holiday(day)


@pytest.mark.parametrize("year", range(1950, 2101))
def test_every_year_has_its_days_on_weekdays(year):
    days = bank_holidays(year)
    assert len(days) >= 8
    assert list(days) == sorted(days)
    assert all(day.weekday() < 5 and day.year == year for day in days)


def test_easter_is_where_the_church_puts_it():
    assert [easter_sunday(year) for year in (2008, 2011, 2024, 2027, 2038)] == [
        date(2008, 3, 23),
        date(2011, 4, 24),
        date(2024, 3, 31),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ]


def test_a_bank_holiday_has_a_name_and_is_no_working_day():
    assert bank_holiday_name(date(2027, 3, 29)) == "Easter Monday"
    assert bank_holiday_name(date(2027, 3, 30)) is None
    assert not is_working_day(date(2027, 3, 29))


def test_working_days_leave_out_weekends_and_bank_holidays():
    assert working_days_after(date(2027, 3, 25), 1) == date(2027, 3, 30)
    assert working_days_after(date(2027, 3, 25), 0) == date(2027, 3, 25)
