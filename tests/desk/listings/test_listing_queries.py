"""A list or report of a thousand pages takes as many queries as one of twenty."""

from __future__ import annotations

import pytest
from django.urls import reverse

from benchmarks.loader import load_articles, load_collections, load_events, load_groups, load_jobs, make_maker
from tests.desk.listings.asking import address, queries_of
from tests.factories import index_of
from wagtail_mathshub.desk.listings import work_groups
from wagtail_mathshub.pages import models

pytestmark = pytest.mark.usefixtures("reference_time")

FEW, MANY = 20, 1000
QUERIES = {
    "work_groups": [
        {},
        {"recruitment": ["nearly_full", "closed"], "phase": "primary"},
        {"needs": ["no_dates", "disagrees", "closing"]},
        {"q": "work group", "ordering": "-places_left"},
        {"export": "csv"},
        {"export": "xlsx"},
    ],
    "jobs": [{}, {"closes": ["this_week", "passed"]}, {"ordering": "-closes_at"}, {"export": "csv"}],
    "resources": [{}, {"review": ["due", "dead_links"]}, {"ordering": "dead_links"}, {"export": "csv"}],
    "people_who_lead": [{}, {"export": "csv"}],
    "disagreements": [{}, {"export": "csv"}],
}
BELOW = {
    models.WorkGroupIndexPage: load_groups,
    models.HubJobIndexPage: load_jobs,
    models.HubResourceIndexPage: load_collections,
    models.HubEventIndexPage: load_events,
    models.HubArticleIndexPage: load_articles,
}


def asked(client, urls: dict[str, list[dict]]) -> dict:
    """The number of queries of each address with each query."""
    for url in urls:
        queries_of(client, url)  # What is kept for all requests is asked at the first.
    return {
        (url, str(query)): queries_of(client, url, **query)
        for url, chosen in urls.items()
        for query in chosen
    }


@pytest.fixture
def urls(hub_a) -> dict[str, list[dict]]:
    lists = {address(name): queries for name, queries in QUERIES.items()}
    below = {
        reverse("wagtailadmin_explore", args=[index_of(hub_a, model).pk]): [{}, {"export": "csv"}]
        for model in BELOW
    }
    return lists | below


def test_a_thousand_pages_take_the_queries_of_twenty(signed_in, editor_a, hub_a, urls):
    maker = make_maker(hub_a)
    for load in BELOW.values():
        load(maker, FEW)
    models.WorkGroupPage.objects.update(project=maker.library.projects[0])
    few = asked(signed_in(editor_a), urls)
    for load in BELOW.values():
        load(maker, MANY - FEW)
    models.WorkGroupPage.objects.update(project=maker.library.projects[0])
    many = asked(signed_in(editor_a), urls)
    assert {key: (few[key], number) for key, number in many.items() if few[key] < number} == {}
    assert max(many.values()) < 60


def test_the_count_would_tell_that_a_cell_asks_for_each_row(signed_in, editor_a, hub_a, monkeypatch):
    maker = make_maker(hub_a)
    load_groups(maker, FEW)
    client, url = signed_in(editor_a), address("work_groups")
    queries_of(client, url)
    before = queries_of(client, url)
    monkeypatch.setattr(
        work_groups.WorkGroupList, "annotate", lambda self, pages: work_groups.with_state(pages)
    )
    assert queries_of(client, url) >= before + FEW - 1
