"""July, when an offer is rolled over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client

from wagtail_mathshub import clock


@pytest.fixture(autouse=True)
def july() -> Iterator[None]:
    """The clock stands in July, when the year is nearly over."""
    with clock.frozen_at(datetime(2026, 7, 6, 10, 0)):
        yield


@pytest.fixture
def client_a(editor_a) -> Client:
    """An editor of the first hub at the screens."""
    client = Client()
    client.force_login(editor_a)
    return client
