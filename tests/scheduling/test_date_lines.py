"""Every date line of the demo comes out as the demo lists it."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
import yaml

from wagtail_mathshub import clock
from wagtail_mathshub.scheduling.date_lines import ParsedLine, parse_line

CONTENT = Path(__file__).resolve().parents[2] / "example_site" / "example_site" / "demo_content.yaml"
DEMO = yaml.safe_load(CONTENT.read_text())
HOLIDAYS = [(first, last, "") for first, last in DEMO["meta"]["holidays"]]
IN_SESSION = ("label", "mode", "postcode", "venue_text")


@pytest.fixture(autouse=True)
def _at_the_demo_moment():
    with clock.frozen_at(datetime.fromisoformat(DEMO["meta"]["reference_time"])):
        yield


def wall(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def times_of(line: ParsedLine) -> dict[str, time | None]:
    told = line.sessions[0] if line.sessions else line
    return {
        "start": told.start,
        "end": told.end,
        "arrive_from": told.arrive_from,
        "time": line.closing,
    }


@pytest.mark.parametrize("case", DEMO["date_lines"], ids=lambda case: case["text"][:50])
def test_a_line_of_the_demo_comes_out_as_listed(case):
    line = parse_line(case["text"], academic_year=case["year"], holidays=HOLIDAYS)
    if "date" in case:
        assert line.date == case["date"]
    if "dates" in case:
        assert [session.date for session in line.sessions] == case["dates"]
    for key, value in times_of(line).items():
        if key in case:
            assert value == wall(case[key])
    for key in IN_SESSION:
        if key in case:
            assert {getattr(session, key) for session in line.sessions} == {case[key]}
    if "override" in case:
        assert line.override == case["override"]
    assert set(case.get("warn", ())) <= {warning.key for warning in line.warnings}


@pytest.mark.parametrize("case", DEMO["date_lines"], ids=lambda case: case["text"][:50])
def test_a_line_of_the_demo_without_a_listed_warning_has_none(case):
    line = parse_line(case["text"], academic_year=case["year"], holidays=HOLIDAYS)
    assert {warning.key for warning in line.warnings} == set(case.get("warn", ()))


def test_of_two_pairs_of_times_the_first_is_kept():
    line = parse_line("19th May 2027 (9.30am-3.30pm) (9am-3.30pm)", academic_year="2026-27")
    assert (line.sessions[0].start, line.sessions[0].end) == (time(9, 30), time(15, 30))


def test_the_date_of_a_line_is_that_of_its_first_session():
    line = parse_line("3 and 10 March 2027", academic_year="2026-27")
    assert line.date == date(2027, 3, 3)
    assert parse_line("No date at all").date is None
