"""Many who want the last places at the same moment."""

from __future__ import annotations

import json
import random
import select
import sqlite3
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.api.cases import make_ground
from tests.api.processes import server_address
from tests.factories import make_hub
from tests.registration.applying import open_group
from tests.registration.racing import race, started

PLACES = 30
RESULTS = Path(__file__).parents[2] / "benchmarks" / "results"


@pytest.fixture
def ground(transactional_db, tmp_path: Path):
    """A group with 30 places, in a database that other processes can open: its address, the group, and a reader."""
    make_ground()
    group = open_group(make_hub("alder"), capacity=PLACES)
    if connection.vendor == "postgresql":
        yield server_address(connection.settings_dict), group.pk, _read_here
        return
    path = tmp_path / "race.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    yield f"sqlite:///{path}", group.pk, lambda sql: _read_file(path, sql)


def _read_here(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _read_file(path: Path, sql: str) -> list[tuple]:
    with sqlite3.connect(path) as database:
        rows = database.execute(sql).fetchall()
    database.close()
    return rows


APPLICATIONS = "SELECT number, held, contact_email FROM mathshub_registration_application ORDER BY number"
SEATS = 'SELECT held, waiting, "limit" FROM mathshub_registration_seats'
LOGGED = "SELECT count(*), count(DISTINCT application_id) FROM mathshub_registration_statechange"
MESSAGES = 'SELECT count(*), count(DISTINCT "to") FROM mathshub_registration_message'


def check(ground, schools: int) -> int:
    """Let them race, and hold what came of it to what must be. How often one of them was told to come back."""
    address, page_id, read = ground
    seen = race(address, page_id, schools=schools)
    assert [error for one in seen for error in one["errors"]] == []
    assert len({reference for one in seen for reference in one["references"]}) == schools
    rows = read(APPLICATIONS)
    # In the order in which the counter was taken: the first have the places, all others wait behind them.
    assert [held for _number, held, _email in rows] == [1] * PLACES + [0] * (schools - PLACES)
    assert len({number for number, _held, _email in rows}) == schools
    assert len({email for _number, _held, email in rows}) == schools
    assert read(SEATS) == [(PLACES, schools - PLACES, PLACES)]
    assert read(LOGGED) == [(schools, schools)]
    assert read(MESSAGES) == [(schools, schools)]
    return sum(one["busy"] for one in seen)


def test_a_hundred_schools_at_once_share_thirty_places_without_a_fault(ground):
    check(ground, 100)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(10))
def test_five_hundred_schools_at_once_share_thirty_places_without_a_fault(ground, number):
    began = time.monotonic()
    busy = check(ground, 500)
    record(
        number, {"schools": 500, "places": PLACES, "told_to_come_back": busy, "seconds": seconds_since(began)}
    )


def seconds_since(began: float) -> float:
    return round(time.monotonic() - began, 1)


def record(number: int, figures: dict) -> None:
    """Keep the figures of a round that held, beside the others on this database."""
    path = RESULTS / f"races-{connection.vendor}.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(known | {f"round {number + 1}": figures}, indent=2, sort_keys=True) + "\n")


def check_kills(ground, kills: int) -> None:
    address, page_id, read = ground
    luck, told = random.Random(7), set()  # noqa: S311
    for number in range(kills):
        with started(address, page_id, [(number * 1000, number * 1000 + 1000)], "one by one") as (process,):
            assert process.stdout.readline() == "ready\n"
            process.stdin.write("go\n")
            process.stdin.flush()
            told |= {process.stdout.readline().strip() for _answer in range(luck.randint(1, 8))}
            # Somewhere in the next one.
            select.select([process.stdout], [], [], luck.uniform(0, 0.02))
            process.kill()
            told |= {line.strip() for line in process.stdout if line.endswith("\n")}
    stored = {reference for (reference,) in read("SELECT reference FROM mathshub_registration_application")}
    assert told <= stored
    assert len(stored) - len(told) <= kills
    count = len(stored)
    assert read(LOGGED) == [(count, count)]
    assert read(MESSAGES) == [(count, count)]
    assert read("SELECT count(*) FROM mathshub_registration_participant") == [(count,)]
    assert read(SEATS) == [(min(count, PLACES), max(0, count - PLACES), PLACES)]


def test_a_process_killed_in_the_middle_loses_no_application_and_no_message(ground):
    check_kills(ground, 5)


@pytest.mark.soak
def test_fifty_processes_killed_in_the_middle_lose_no_application_and_no_message(ground):
    check_kills(ground, 50)


def test_counting_first_would_sell_more_places_than_there_are_or_fail(ground):
    address, page_id, read = ground
    for _attempt in range(5):
        seen = race(address, page_id, schools=100, how="counting")
        errors = [error for one in seen for error in one["errors"]]
        held = sum(held for _number, held, _email in read(APPLICATIONS))
        if errors or held != PLACES:
            return
    pytest.fail("The race does not show what the counter is for.")
