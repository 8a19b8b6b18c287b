"""Lists and reports, asked as somebody of the first hub."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def signed_in() -> Callable[[Any], Client]:
    """A browser in which that user is logged in."""

    def client_of(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


@pytest.fixture
def client_a(signed_in, editor_a) -> Client:
    return signed_in(editor_a)
