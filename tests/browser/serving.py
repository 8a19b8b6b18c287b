"""A whole site that several tests look at: made once for their module, served, and emptied afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test.utils import override_settings
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from tests.api.cases import make_ground
from tests.conftest import REFERENCE_TIME
from wagtail_mathshub import clock
from wagtail_mathshub.hubs import kept
from wagtail_mathshub.publishing.installation import install_id

Serve = Callable[[Callable[[int], Any]], AbstractContextManager[tuple[str, Any]]]


@pytest.fixture(scope="module")
def serve(django_db_setup, django_db_blocker, tmp_path_factory) -> Serve:
    """Serves what a function makes, given the server's port: the address and what it made."""

    @contextmanager
    def served(make: Callable[[int], Any]) -> Iterator[tuple[str, Any]]:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        media = tmp_path_factory.mktemp("media")
        with (
            django_db_blocker.unblock(),
            override_settings(MEDIA_ROOT=media),
            frozen_everywhere(REFERENCE_TIME),
            _emptied_afterwards(),
        ):
            server = LiveServer("localhost")
            try:
                yield server.url, make(int(server.url.rsplit(":", 1)[1]))
            finally:
                # Threads of kept-alive connections may still close the database's connection, which they share.
                server.thread.terminate()

    return served


@contextmanager
def frozen_everywhere(moment: datetime) -> Iterator[None]:
    """Hold the clock in all threads: those of the server do not inherit what one thread has frozen."""
    before, clock._frozen = clock._frozen, ContextVar("mathshub_frozen_everywhere", default=moment)
    try:
        yield
    finally:
        clock._frozen = before


@contextmanager
def _emptied_afterwards() -> Iterator[None]:
    _forget()
    make_ground()
    Site.objects.all().delete()
    try:
        yield
    finally:
        call_command("flush", verbosity=0, interactive=False, allow_cascade=True, stdout=StringIO())
        _forget()


def _forget() -> None:
    cache.clear()
    Site.clear_site_root_paths_cache()
    kept.forget()
    install_id.cache_clear()
