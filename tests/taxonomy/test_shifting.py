"""Years and codes that many years later, in the spelling that they had."""

from __future__ import annotations

import pytest

from wagtail_mathshub.taxonomy.academic_years import shift_years, years_named
from wagtail_mathshub.taxonomy.codes import shift_code, without_codes


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Continuity 2025/26", "Continuity 2026/27"),
        ("Continuity 2025-2026", "Continuity 2026-2027"),
        ("Continuity (25/26)", "Continuity (26/27)"),
        ("25\u201326", "26\u201327"),
        ("2025 to 2026, in Fenmarsh", "2026 to 2027, in Fenmarsh"),
        ("2025.26", "2026.27"),
        ("20252026", "20262027"),
        ("continuity-2025-26", "continuity-2026-27"),
        ("2025/26 and 2026/27", "2026/27 and 2027/28"),
        ("2098/99", "2099/00"),
        ("Years 5-8, NCP25-26, at 14:15", "Years 5-8, NCP25-26, at 14:15"),
        ("Room 12/13", "Room 12/13"),
        ("12/11/2025", "12/11/2025"),
        ("", ""),
    ],
)
def test_academic_years_in_a_text_move_and_the_rest_stays(text, later):
    assert shift_years(text, 1) == later


def test_two_years_on_is_two_years_on():
    assert shift_years("Continuity 2025/26", 2) == "Continuity 2027/28"


def test_all_years_that_a_text_names_are_found():
    assert years_named("2026/27, as in 2025/26 and 25/26") == ["2025-26", "2026-27"]


@pytest.mark.parametrize(
    ("code", "later"),
    [("NCP25-17", "NCP26-17"), ("ncp 2517b", "NCP26-17b"), ("NCP99-01", "NCP00-01"), ("LOCAL", None)],
)
def test_the_code_of_the_next_year_differs_in_its_year_alone(code, later):
    assert shift_code(code, 1) == later


def test_codes_are_taken_out_of_a_text():
    assert without_codes("NCP25-17 Continuity").strip() == "Continuity"
