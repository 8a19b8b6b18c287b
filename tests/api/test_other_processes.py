"""A change that one process commits is what another one shows next."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from tests.api.other_process import change, shown

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parent.parent.parent


class OtherProcess:
    """A process of its own at the same database and cache, which does one thing at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def __call__(self, *words: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture
def other() -> Iterator[OtherProcess]:
    """Another process; it ends with the test."""
    database = connection.settings_dict
    address = (
        f"postgres://{database['USER']}:{database['PASSWORD']}"
        f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("src", ".", "example_site"))
    environment = os.environ | {"DATABASE_URL": address, "PYTHONPATH": paths}
    command = [sys.executable, "-m", "tests.api.other_process"]
    cache.clear()
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield OtherProcess(process)
        assert process.stdin
        process.stdin.close()
    cache.clear()


def test_what_is_committed_here_is_shown_there_by_the_next_request(other):
    change("first")
    assert other("show") == "built first"
    assert other("show") == "kept first"
    change("second")
    assert other("show") == "built second"
    with transaction.atomic():
        change("third")
        assert other("show") == "kept second"
    assert other("show") == "built third"


def test_what_is_committed_there_is_shown_here_by_the_next_request(other):
    assert other("change", "first") == "done"
    assert shown() == "built first"
    assert other("change", "second") == "done"
    assert shown() == "built second"


def test_an_answer_that_one_process_has_built_is_shown_by_all(other):
    change("first")
    assert shown() == "built first"
    assert other("show") == "kept first"
    change("second")
    assert other("show") == "built second"
    assert shown() == "kept second"


def test_a_change_that_is_rolled_back_there_is_never_shown_here(other):
    change("first")
    assert shown() == "built first"
    assert other("change-in-vain", "second") == "done"
    assert shown() == "kept first"
