"""A dead link makes a collection need a review: in Python, in the database, in lists and the API."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.links.pages import dead
from tests.factories import make_collection
from wagtail_mathshub.pages.models import ResourceCollectionPage
from wagtail_mathshub.publishing.outgoing_links import LinkState
from wagtail_mathshub.resources.queries import collections, for_cards
from wagtail_mathshub.resources.state import needs_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
DAYS = (None, 0, 729, 731, 5000)
LINKS = (
    (),
    ("dead",),
    ("works",),
    ("unsure", "works"),
    ("moved", "dead", "dead"),
    ("refused",),
    ("unchecked",),
)


@pytest.fixture
def every_case(hub_a, reference_time):
    today = reference_time.date()
    for number, (days, links) in enumerate(product(DAYS, LINKS)):
        day = None if days is None else today - timedelta(days=days)
        page = make_collection(hub_a, title=f"{days} {'+'.join(links)}", last_checked=day, slug=f"c-{number}")
        for place, state in enumerate(links):
            dead(page, f"https://example.net/{number}/{place}", state=LinkState(state))


def test_python_and_the_database_agree(every_case):
    in_python = {page.title for page in ResourceCollectionPage.objects.all() if page.state == "needs_review"}
    annotated = {page.title for page in for_cards(collections()) if page.state == "needs_review"}
    in_database = set(ResourceCollectionPage.objects.filter(needs_review()).values_list("title", flat=True))
    others = set(ResourceCollectionPage.objects.exclude(needs_review()).values_list("title", flat=True))
    assert in_python == annotated == in_database
    assert others == set(ResourceCollectionPage.objects.values_list("title", flat=True)) - in_database
    assert "0 dead" in in_database
    assert {"0 ", "729 works", "0 unsure+works"} <= others


def test_the_api_tells_filters_and_counts_the_same(every_case, client, hub_a):
    wanted = set(ResourceCollectionPage.objects.filter(needs_review()).values_list("title", flat=True))
    url, headers = "/api/hub/v1/collections", {"host": hub_a.site.hostname}
    data = client.get(url, {"limit": 100, "facets": "state"}, headers=headers).json()
    told = {item["title"] for item in data["items"] if item["state"]["key"] == "needs_review"}
    filtered = client.get(url, {"limit": 100, "state": "needs_review"}, headers=headers).json()
    assert told == wanted == {item["title"] for item in filtered["items"]}
    assert data["facets"]["state"] == {
        "needs_review": len(wanted),
        "current": len(DAYS) * len(LINKS) - len(wanted),
    }


def test_cards_of_many_collections_take_no_query_each(every_case, django_assert_num_queries):
    rows = for_cards(collections())
    with CaptureQueriesContext(connection) as captured:
        pages = list(rows)
    with django_assert_num_queries(0):
        assert {str(page.state) for page in pages} == {"current", "needs_review"}
    assert len(captured) <= 5


def test_visitors_are_told_that_links_may_not_work(client, hub_a, reference_time):
    page = make_collection(hub_a, last_checked=reference_time.date())
    words = "Some links on this page may not work"
    headers = {"host": hub_a.site.hostname}
    assert words not in client.get(page.url, headers=headers).content.decode()
    dead(page)
    assert words in client.get(page.url, headers=headers).content.decode()
