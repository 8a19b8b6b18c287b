"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from modelsearch import signal_handlers as search_signals
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests import factories
from wagtail_mathshub import clock
from wagtail_mathshub.desk.roles import make_editors, make_publishers
from wagtail_mathshub.hubs import kept
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.publishing.installation import install_id

TESTS = Path(__file__).parent
# Rooms whose tests save many pages and ask neither the search nor what refers to what, but where marked `indexed`.
WITHOUT_INDEXES = {
    "api",
    "articles",
    "events",
    "feeds",
    "finding",
    "hubs",
    "jobs",
    "permissions",
    "registration",
    "resources",
    "workgroups",
}
REFERENCE_TIME = datetime(2026, 11, 23, 12, 0, tzinfo=clock.LONDON)


@pytest.fixture
def reference_time() -> Iterator[datetime]:
    """The clock stands at noon on 23 November 2026."""
    with clock.frozen_at(REFERENCE_TIME):
        yield REFERENCE_TIME


@pytest.fixture(autouse=True)
def _own_media_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _no_sites_of_other_tests() -> None:
    # Wagtail caches where the sites begin; a cache server outlives the test's database.
    Site.clear_site_root_paths_cache()
    kept.forget()
    install_id.cache_clear()


class _NoTask:
    """In the place of the task that brings the search index up to date."""

    def enqueue(self, *names: str) -> None:
        pass


@pytest.fixture(autouse=True)
def _indexes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Following each save they take a quarter of the time. A live server's threads keep them in any case.
    room = request.path.relative_to(TESTS).parts[0]
    if room not in WITHOUT_INDEXES or request.node.get_closest_marker("indexed"):
        yield
        return
    monkeypatch.setattr(search_signals, "insert_or_update_object_task", _NoTask())
    with disable_reference_index_auto_update():
        yield


@pytest.fixture
def hub_a(db) -> HubSettings:
    """A hub with an index page."""
    return factories.make_hub("alder")


@pytest.fixture
def hub_b(db) -> HubSettings:
    """Another hub of the same installation."""
    return factories.make_hub("birch")


@pytest.fixture
def editor_a(hub_a):
    """An editor of the first hub, who submits for moderation."""
    return _editor(hub_a)


@pytest.fixture
def editor_b(hub_b):
    """An editor of the other hub."""
    return _editor(hub_b)


@pytest.fixture
def publisher_a(hub_a):
    """Somebody who publishes pages of the first hub."""
    user = factories.UserFactory(username=f"publisher-{hub_a.key}")
    user.groups.add(make_publishers(hub_a))
    return user


def _editor(hub: HubSettings) -> User:
    user = factories.UserFactory(username=f"editor-{hub.key}")
    user.groups.add(make_editors(hub))
    return user
