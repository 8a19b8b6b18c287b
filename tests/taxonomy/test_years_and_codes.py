"""School years, academic years and project codes, in the spellings that people use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_mathshub import clock
from wagtail_mathshub.taxonomy import academic_years, codes, years

CONTENT = Path(__file__).resolve().parents[2] / "example_site" / "example_site" / "demo_content.yaml"
DEMO = yaml.safe_load(CONTENT.read_text())

CODES = [
    ("NCP26\u201340", "NCP26-40"),
    ("NCP26 - 40", "NCP26-40"),
    ("NCP26\u201140b", "NCP26-40b"),
    ("ncp 26 40", "NCP26-40"),
    ("(NCP26-40A)", "NCP26-40a"),
    ("NCP26-40-angles", "NCP26-40"),
    ("NCP26-401", None),
    ("", None),
]
ACADEMIC_YEARS = [
    ("2024 - 2025", "2024-25"),
    ("2024\u201325", "2024-25"),
    ("20/21", "2020-21"),
    ("2020/1", None),
    ("AY 2026/27 programme", "2026-27"),
    ("academic year 2026-2027", "2026-27"),
    ("2026 to 2027", "2026-27"),
    ("1999/2000", "1999-00"),
    ("2024", None),
    ("2024-24", None),
    ("12/11/2026", None),
    ("09.10.2026", None),
    ("NCP26-27", None),
    ("2026-11-12", None),
    ("", None),
]
YEARS = [
    ("Years 5-8", (5, 8)),
    ("Years 5 \u2013 8", (5, 8)),
    ("Year 5 to Year 8", (5, 8)),
    ("Y5/6", (5, 6)),
    ("Y5 & Y6", (5, 6)),
    ("Yr 7-11", (7, 11)),
    ("Years 1, 2 and 3", (1, 3)),
    ("Year 6", (6, 6)),
    ("Year 13", (13, 13)),
    ("KS1", (1, 2)),
    ("KS2-3", (3, 9)),
    ("Key Stages 3 and 4", (7, 11)),
    ("KS1 and KS2", (1, 6)),
    ("KS1 and lower KS2", (1, 4)),
    ("Lower KS2", (3, 4)),
    ("upper Key Stage 2", (5, 6)),
    ("EYFS", (-1, 0)),
    ("EYFS and KS1", (-1, 2)),
    ("Reception and Year 1", (0, 1)),
    ("Reception to Year 2", (0, 2)),
    ("YR-Y2", (0, 2)),
    ("Nursery and Reception", (-1, 0)),
    ("Primary", (1, 6)),
    ("Secondary teachers", (7, 11)),
    ("Post-16", (12, 13)),
    ("13 January 2027", None),
    ("Year 14", None),
    ("over 5 years", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "code"), [*DEMO["code_forms"], *CODES])
def test_a_code_is_read(text, code):
    assert codes.parse_code(text) == code


def test_a_code_names_its_academic_year():
    assert codes.code_academic_year("ncp 26-41") == "2026-27"
    assert codes.code_academic_year("NCP99-01") == "2099-00"
    assert codes.code_academic_year("angles") is None


@pytest.mark.parametrize(("text", "key"), [*DEMO["year_forms"], *ACADEMIC_YEARS])
def test_an_academic_year_is_read(text, key):
    assert academic_years.parse_academic_year(text) == key


def test_an_academic_year_runs_from_september_to_august():
    assert academic_years.academic_year_of(academic_years.start_of("2026-27")) == "2026-27"
    assert academic_years.academic_year_of(academic_years.end_of("2026-27")) == "2026-27"
    assert academic_years.next_key("1998-99") == "1999-00"
    assert academic_years.previous_key("2000-01") == "1999-00"
    assert academic_years.label("2026-27") == "2026/27"
    assert academic_years.label("some-time") == "some-time"


def test_the_current_academic_year_is_londons():
    with clock.frozen_at(datetime.fromisoformat("2026-08-31T23:30:00+00:00")):
        assert academic_years.current() == "2026-27"
    with clock.frozen_at(datetime.fromisoformat("2026-08-31T22:30:00+00:00")):
        assert academic_years.current() == "2025-26"


@pytest.mark.parametrize("key", ["2026-28", "2026/27", "26-27", "", "2026-27 "])
def test_a_year_that_is_no_key_is_refused(key):
    assert not academic_years.is_valid_key(key)
    with pytest.raises(ValueError, match="no academic year"):
        academic_years.first_year(key)


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_school_years_are_read(text, expected):
    assert years.parse_years(text) == expected


@pytest.mark.parametrize(
    ("text", "year"), [("r", 0), ("Nursery", -1), ("Y5", 5), ("Year 13", 13), (" yr 7 ", 7), ("11", 11)]
)
def test_a_school_year_is_read(text, year):
    assert years.parse_year(text) == year


@pytest.mark.parametrize("text", ["", "0", "14", "Year", "five", "y-1"])
def test_what_is_no_school_year_is_refused(text):
    with pytest.raises(ValueError, match="no school year"):
        years.parse_year(text)


@pytest.mark.parametrize(
    ("ends", "label"),
    [
        ((5, 8), "Years 5 to 8"),
        ((5, 6), "Years 5 and 6"),
        ((4, 4), "Year 4"),
        ((-1, 0), "Nursery and Reception"),
        ((0, 2), "Reception to Year 2"),
        ((None, None), "All years"),
    ],
)
def test_a_range_of_years_in_words(ends, label):
    assert years.range_label(*ends) == label


def test_phases_stages_and_ages_follow_from_the_years():
    assert years.phases(5, 8) == ["primary", "secondary"]
    assert years.key_stages(5, 8) == ["ks2", "ks3"]
    assert years.ages(5, 8) == (9, 13)
    assert years.phases(None, None) == ["early_years", "primary", "secondary", "post_16"]


def test_the_key_of_every_year_leads_back_to_it():
    for year, _name in years.YEAR_CHOICES:
        assert years.parse_year(years.year_key(year)) == year


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="NCPncpKSksYearyr0123456789 -/.,&\u2013", max_size=60))
def test_no_text_breaks_a_reader(text):
    found = years.parse_years(text)
    assert found is None or years.FIRST <= found[0] <= found[1] <= years.LAST
    key = academic_years.parse_academic_year(text)
    assert key is None or academic_years.is_valid_key(key)
    code = codes.parse_code(text)
    assert code is None or codes.parse_code(code) == code
