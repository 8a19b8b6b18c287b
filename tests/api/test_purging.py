"""The cache in front of the site hears of changes, where there is one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.models import Page, PageViewRestriction, Site

from tests.api.cases import below_home, hub, make_ground, other_hub
from tests.factories import index_of, make_article, make_group, on
from wagtail_mathshub.api import purging
from wagtail_mathshub.pages.models import HubArticleIndexPage
from wagtail_mathshub.publishing import generation

pytestmark = [pytest.mark.indexed, pytest.mark.django_db(transaction=True)]
ALDER, BIRCH, FRONT = "http://alder.example.org", "http://birch.example.org", "https://www.alder.example"
BASES = (ALDER, BIRCH, FRONT)
API = "/api/hub/v1/"
LISTS = ["work-groups", "projects", "sessions", "events", "articles", "collections", "lessons", "jobs"]
FIXED = ["", *LISTS, "people", "organisations", "hub", "hubs", "navigation", "redirects", "sitemap", "search"]
purged: Counter[str] = Counter()


class Recorder(BaseBackend):
    """Notes what it is asked to purge."""

    def purge(self, url: str) -> None:
        purged[url] += 1


class Unreachable(BaseBackend):
    """Fails at whatever it is asked."""

    def purge_batch(self, urls: list[str]) -> None:
        raise OSError("There is no way to the cache.")


@pytest.fixture(autouse=True)
def _two_hubs(transactional_db):
    """Two hubs and no other site; the first one's readers come through its front end too."""
    make_ground()
    Site.objects.all().delete()
    settings = hub()
    settings.front_end_url = FRONT + "/"
    settings.save()
    other_hub()
    purged.clear()


def use(backend: type[BaseBackend], settings) -> None:
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": f"{__name__}.{backend.__name__}"}}


@pytest.fixture
def front_end_cache(settings):
    """Wagtail is told of a cache in front of the site; nothing is purged yet."""
    use(Recorder, settings)


@pytest.fixture
def article(transactional_db):
    """A published article, of which no cache knows."""
    return make_article(hub(), title="Corners")


def details(page, family="articles"):
    return {f"{base}{API}{family}/{page.pk}" for base in BASES}


def purged_details():
    return {address for address in purged if address.rpartition("/")[2].isdigit()}


def test_a_change_purges_every_address_without_a_key_once_at_every_host(front_end_cache):
    generation.bump()
    everything = {base + API + path for base in BASES for path in [*FIXED, "openapi.json", "pages/find"]}
    assert everything <= set(purged)
    assert set(purged.values()) == {1}
    assert purged_details() == set()


def test_no_list_of_the_api_is_forgotten(front_end_cache):
    generation.bump()
    _prefix, resolver = get_resolver().namespace_dict["mathshub_api"]
    names = {p.name: str(p.pattern) for p in resolver.url_patterns}
    without_key = {reverse(f"mathshub_api:{name}") for name, route in names.items() if "<" not in route}
    assert without_key == {address.removeprefix(ALDER) for address in purged if address.startswith(ALDER)}


def test_publishing_purges_the_pages_data_as_well(front_end_cache, article):
    purged.clear()
    article.title = "Corners again"
    with transaction.atomic():
        article.save_revision().publish()
        assert not purged
    assert purged_details() == details(article)
    assert {ALDER + API + "articles", FRONT + API + "hub"} <= set(purged)
    assert set(purged.values()) == {1}


def test_taking_a_page_down_or_deleting_it_purges_its_data(front_end_cache, article):
    other = make_article(hub(), title="Other")
    for page, change in ((article, article.unpublish), (other, other.delete)):
        expected = details(page)
        purged.clear()
        change()
        assert purged_details() == expected


def test_a_change_of_a_row_of_a_page_purges_the_pages_data(front_end_cache):
    group = make_group(hub(), sessions=[on(date(2027, 2, 4))])
    purged.clear()
    session = group.sessions.get()
    session.label = "First"
    session.save()
    assert purged_details() == details(group, "work-groups")


def move_the_index(index):
    index.move(below_home("Harbour"), pos="last-child")


def rename_the_index(index):
    index.slug = "writing"
    index.save_revision().publish()


def hide_the_index(index):
    PageViewRestriction.objects.create(page=index, restriction_type="login")


@pytest.mark.parametrize("change", [move_the_index, rename_the_index, hide_the_index])
def test_what_changes_all_pages_below_purges_them_all(front_end_cache, article, change):
    index = index_of(hub(), HubArticleIndexPage)
    purged.clear()
    change(index)
    assert details(article) | details(index, "pages") <= purged_details()


def test_a_draft_purges_nothing(front_end_cache, article):
    purged.clear()
    article.title = "Corners again"
    article.save_revision()
    index = index_of(hub(), HubArticleIndexPage)
    index.add_child(instance=type(article)(title="Draft", date=date(2026, 10, 5), live=False))
    assert not purged


def test_what_is_rolled_back_purges_nothing(front_end_cache, article):
    purged.clear()
    with transaction.atomic():
        article.save_revision().publish()
        Page.objects.get(pk=article.pk).delete()
        transaction.set_rollback(True)
    assert not purged


def test_a_cache_that_cannot_be_reached_breaks_no_save(settings, article):
    use(Unreachable, settings)
    article.title = "Corners again"
    article.save_revision().publish()
    article.refresh_from_db()
    assert article.title == "Corners again"


def test_nor_does_a_queue_of_tasks_that_cannot_be_reached(front_end_cache, article, monkeypatch):
    def fail(addresses):
        asked.append(addresses)
        raise OSError("There is no way to the queue.")

    asked = []
    monkeypatch.setattr("wagtail.contrib.frontend_cache.utils.purge_urls_from_cache", fail)
    article.title = "Corners again"
    with transaction.atomic():
        article.save_revision().publish()
    article.refresh_from_db()
    assert article.title == "Corners again"
    assert len(asked) == 2, "Once for the addresses without a key, and once for the page."


def test_nothing_is_asked_where_no_cache_is_known(django_assert_num_queries):
    with django_assert_num_queries(0):
        purging.purge()
    assert not purged


def test_nothing_is_purged_where_the_api_is_not_mounted(front_end_cache, settings, article):
    settings.ROOT_URLCONF = "wagtail_mathshub.urls"
    purged.clear()
    article.save()
    assert not purged
