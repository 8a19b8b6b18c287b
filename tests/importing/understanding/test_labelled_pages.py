"""How well the labelled pages are understood."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from tests.importing.labelled_pages import FACTS, Labelled, labelled_pages, sessions_of
from tests.importing.understanding.plan_words import lost_words
from wagtail_mathshub import clock
from wagtail_mathshub.importing.converting import clean
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.understanding import understand

PAGES = labelled_pages()
NAMES = {page.name: page for page in PAGES}
ON_EACH_PAGE = pytest.mark.parametrize("name", NAMES)
NAMED = ("authors", "compilers", "leads", "people")


@cache
def plans_of(name: str) -> tuple[Plan, ...]:
    page = NAMES[name].page
    with clock.frozen_at(datetime(2026, 11, 16, 12, tzinfo=clock.LONDON)):
        return tuple(understand(page, clean(page, {}), FACTS))


def groups_of(name: str) -> list[Plan]:
    """The plans that the labels speak of: the parts of a page, or the page itself."""
    plans = plans_of(name)
    return list(plans[1:] or plans)


def compared(page: Labelled) -> list[tuple[Counter[str], Counter[str]]]:
    groups = groups_of(page.name)
    expected = page.expected_groups
    missing = [{}] * (len(expected) - len(groups))
    read = [Counter(sessions_of(plan)) for plan in groups] + [Counter() for _none in missing]
    return [(Counter(one.get("sessions", ())), got) for one, got in zip(expected, read, strict=False)]


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return (
        value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
    )


def test_there_are_enough_labelled_pages_and_session_lines():
    assert len(PAGES) >= 60
    assert sum(len(group.get("sessions", ())) for page in PAGES for group in page.expected_groups) >= 150
    assert {page.kind for page in PAGES} == set(PlanKind)


def test_the_kind_is_right_for_at_least_95_of_100_pages():
    wrong = [page.name for page in PAGES if plans_of(page.name)[0].kind is not page.kind]
    assert len(wrong) <= 0.05 * len(PAGES), wrong


def test_at_least_98_of_100_sessions_are_read_with_day_times_and_mode():
    pairs = [(page.name, *pair) for page in PAGES for pair in compared(page)]
    wanted = sum(expected.total() for _name, expected, _read in pairs)
    wrong = {name: expected - read for name, expected, read in pairs if expected - read}
    assert sum(missing.total() for missing in wrong.values()) <= 0.02 * wanted, wrong


@ON_EACH_PAGE
def test_no_date_is_invented(name):
    page = NAMES[name]
    expected = {line.split()[0] for group in page.expected_groups for line in group.get("sessions", ())}
    read = {line.split()[0] for plan in plans_of(name) for line in sessions_of(plan)}
    assert read <= expected


@ON_EACH_PAGE
def test_no_word_of_the_page_is_lost(name):
    page = NAMES[name].page
    assert lost_words(page.html, plans_of(name)) == set()


@ON_EACH_PAGE
def test_the_fields_are_as_labelled(name):
    page = NAMES[name]
    for group, plan in zip(page.expected_groups, groups_of(name), strict=True):
        expected = {key: plain(value) for key, value in group.get("fields", {}).items()}
        assert {key: plain(plan.fields.get(key)) for key in expected} == expected


@ON_EACH_PAGE
def test_the_rows_are_as_labelled(name):
    plan = plans_of(name)[0]
    for key, expected in NAMES[name].rows.items():
        assert rows_as_labelled(plan, key) == expected


def rows_as_labelled(plan: Plan, key: str) -> Any:
    rows = plan.rows.get(key, [])
    if key in NAMED:
        return [row["name"] for row in rows]
    if key == "roles":
        return [row["role"] for row in plan.rows["people"]]
    return [lesson_as_labelled(row) for row in rows] if key == "lessons" else len(rows)


def lesson_as_labelled(row: dict[str, Any]) -> dict[str, Any]:
    files = sum(material["type"] == "file" for material in row["materials"])
    told = {"files": files, "links": len(row["materials"]) - files, "has_answers": row["has_answers"]}
    years = [row["year_from"], row["year_to"]]
    return {"title": row["title"], "years": years} | {key: value for key, value in told.items() if value}


@ON_EACH_PAGE
def test_what_contradicts_itself_is_noticed(name):
    codes = {notice.code for plan in plans_of(name) for notice in plan.notices}
    assert set(NAMES[name].notices) <= codes


@ON_EACH_PAGE
def test_every_guess_names_its_source_and_how_sure_it_is(name):
    guesses = [guess for plan in plans_of(name) for guess in plan.guesses]
    assert all(0 < guess.confidence <= 1 for guess in guesses)
    assert all(guess.source for guess in guesses if guess.field != "academic_year")
