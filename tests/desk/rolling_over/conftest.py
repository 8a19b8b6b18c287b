"""July, when an offer is rolled over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from modelsearch import signal_handlers as search_signals
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.api.cases import make_ground
from wagtail_mathshub import clock


class _NoTask:
    def enqueue(self, *names: str) -> None:
        pass


@pytest.fixture(autouse=True)
def _no_indexes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # These tests save many pages; only those marked `indexed` ask what follows from it.
    if request.node.get_closest_marker("indexed"):
        yield
        return
    monkeypatch.setattr(search_signals, "insert_or_update_object_task", _NoTask())
    with disable_reference_index_auto_update():
        yield


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    """The clock stands in July, when the year is nearly over."""
    with clock.frozen_at(datetime(2026, 7, 6, 10, 0, tzinfo=clock.LONDON)):
        yield


@pytest.fixture
def client_a(editor_a) -> Client:
    """An editor of the first hub at the screens."""
    client = Client()
    client.force_login(editor_a)
    return client


@pytest.fixture
def ground(transactional_db) -> None:
    """What the tests before, which emptied the whole database, took with them: the root of the tree."""
    make_ground()
