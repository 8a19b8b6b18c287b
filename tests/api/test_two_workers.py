"""Two workers at one database, each with a cache of its own: what one changes, the other shows next."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.api.changes import CASES
from tests.api.processes import OtherProcess, other_process, server_address
from tests.conftest import REFERENCE_TIME

pytestmark = pytest.mark.django_db(transaction=True)
Workers = tuple[OtherProcess, OtherProcess]


@pytest.fixture
def workers(tmp_path) -> Iterator[Workers]:
    """Two processes, which end with the test."""
    environment = {
        "DATABASE_URL": shared_database(tmp_path),
        "MEDIA_ROOT": str(tmp_path / "media"),
        "REDIS_URL": "locmemcache://",
    }
    with ExitStack() as stack:
        yield tuple(stack.enter_context(other_process(**environment)) for _ in range(2))


def shared_database(folder: Path) -> str:
    """A database that two processes can reach: this one's, or a copy on disk of one that is in memory."""
    if connection.vendor != "sqlite":
        return server_address(connection.settings_dict)
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "db.sqlite3")) as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{folder / 'db.sqlite3'}"


class Asked:
    """An address of the API, asked of a worker at a moment."""

    def __init__(self, path: str, host: str) -> None:
        self.path, self.host = path, host

    def __call__(self, worker: OtherProcess, moment: str) -> dict:
        return json.loads(worker("ask", self.path, self.host, moment))


def shows_what_the_other_changes(name: str, worker: OtherProcess, other: OtherProcess) -> None:
    path, host, goes, comes, now, then = json.loads(other("prepare", name))
    ask = Asked(path, host)
    first, kept = ask(worker, now), ask(worker, now)
    assert kept == first | {"queries": 1}, name
    assert goes in kept["body"], name
    other("make")
    new = ask(worker, then)
    assert new["etag"] not in (None, kept["etag"]), name
    assert comes in new["body"], (name, new["body"])
    assert not goes or goes not in new["body"], (name, new["body"])


def test_a_worker_shows_what_the_other_has_changed_and_the_other_way_round(workers):
    first, second = workers
    for number, name in enumerate(CASES):
        worker, other = (first, second) if number % 2 else (second, first)
        shows_what_the_other_changes(name, worker, other)


def test_each_worker_keeps_its_own_answer_until_the_minute_at_which_a_state_changes(workers):
    path, host, goes, comes, now, _then = json.loads(workers[0]("prepare", "opening_sign_up_earlier"))
    ask, opens_at = Asked(path, host), REFERENCE_TIME + timedelta(days=1)
    for worker in workers:
        first, kept = ask(worker, now), ask(worker, now)
        assert first["queries"] > 1, "It has the answer from the other worker."
        assert kept == first | {"queries": 1}
        midnight = opens_at.replace(hour=0)
        for moment in (midnight, opens_at - timedelta(seconds=1)):
            assert goes in ask(worker, moment.isoformat())["body"]
        assert comes in ask(worker, opens_at.isoformat())["body"]
