"""The cache in front of the site hears of changes, where there is one."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import include, path
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.models import Site

from wagtail_mathshub.api import purging
from wagtail_mathshub.publishing import generation

pytestmark = pytest.mark.django_db
purged: list[str] = []
api = [path("v1/", lambda request: HttpResponse(), name="api-root")]
urlpatterns = [path("api/hub/", include((api, "mathshub_api")))]


class Recorder(BaseBackend):
    """Notes what it is asked to purge."""

    def __init__(self, params: dict) -> None:
        super().__init__(params)

    def purge(self, url: str) -> None:
        purged.append(url)


@pytest.fixture(autouse=True)
def _two_sites(settings, hub_a, hub_b):
    purged.clear()
    Site.objects.exclude(pk__in=[hub_a.site.pk, hub_b.site.pk]).delete()
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def front_end_cache(settings):
    """Wagtail is told of a cache in front of the site."""
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": f"{__name__}.Recorder"}}


def test_the_apis_first_address_is_purged_at_every_site(front_end_cache):
    purging.purge()
    assert purged == ["http://alder.example.org/api/hub/v1/", "http://birch.example.org/api/hub/v1/"]


def test_nothing_is_asked_where_no_cache_is_known(django_assert_num_queries):
    with django_assert_num_queries(0):
        purging.purge()
    assert purged == []


def test_nothing_is_purged_where_the_api_is_not_mounted(front_end_cache, settings):
    settings.ROOT_URLCONF = "wagtail_mathshub.urls"
    purging.purge()
    assert purged == []


def test_a_move_of_the_generation_purges(front_end_cache, django_capture_on_commit_callbacks):
    from django.db import connection

    connection.run_on_commit.clear()
    with django_capture_on_commit_callbacks(execute=True):
        generation.bump()
        assert purged == []
    assert len(purged) == 2
