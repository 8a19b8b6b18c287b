"""What a visitor's page costs: the same number of queries whatever its length."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import fill
from tests.blocks.bodies import make_image

pytestmark = [pytest.mark.indexed, pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
LISTS = {
    # No list: it gathers from five of them.
    "/": 24,
    "/work-groups/": 20,
    "/work-groups/?year=6&mode=face_to_face": 20,
    "/events/": 20,
    "/resources/": 20,
    "/resources/?topic=algebra": 20,
    "/articles/": 20,
    "/articles/?topic=algebra": 20,
    "/jobs/": 20,
    "/hub/calendar/": 20,
    "/hub/search/?q=words": 20,
}
DETAIL = 15


def cost(client, hub, address):
    """The queries of a page that somebody has opened before."""
    headers = {"host": hub.site.hostname}
    assert client.get(address, headers=headers).status_code == 200, address
    with CaptureQueriesContext(connection) as captured:
        client.get(address, headers=headers)
    return len(captured)


def filled(hub, number):
    pages = fill(hub, f"Row{number}")
    for kind in ("work-groups", "events", "articles", "collections"):
        pages[kind].lead_image = make_image(f"{kind} {number}", (240, 180))
        pages[kind].save()
    return pages


def test_no_list_costs_more_when_it_is_longer(client, hub_a):
    cache.clear()
    for number in range(3):
        filled(hub_a, number)
    few = {address: cost(client, hub_a, address) for address in LISTS}
    for number in range(3, 30):
        filled(hub_a, number)
    many = {address: cost(client, hub_a, address) for address in LISTS}
    assert {address: (few[address], count) for address, count in many.items() if count > few[address]} == {}
    assert {address: count for address, count in many.items() if count > LISTS[address]} == {}


def test_no_detail_costs_more_than_fifteen_queries(client, hub_a):
    cache.clear()
    for number in range(5):
        pages = filled(hub_a, number)
    costs = {kind: cost(client, hub_a, page.get_url_parts()[2]) for kind, page in pages.items()}
    assert {kind: count for kind, count in costs.items() if count > DETAIL} == {}
