"""A change that one process commits is what another one shows next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from tests.api.other_process import change, shown
from tests.api.processes import OtherProcess, other_process, server_address

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def other() -> Iterator[OtherProcess]:
    """Another process; it ends with the test."""
    cache.clear()
    with other_process(DATABASE_URL=server_address(connection.settings_dict)) as process:
        yield process
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
