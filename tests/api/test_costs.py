"""What an answer of the API costs: queries, cold and warm."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.addresses import BODIES, DETAILS, LISTS
from tests.api.conftest import fill
from tests.blocks.bodies import body, make_image
from tests.factories import make_document, make_job
from wagtail_mathshub import clock
from wagtail_mathshub.taxonomy.models import LocalAuthority

pytestmark = [pytest.mark.indexed, pytest.mark.django_db]


def cost(ask, hub, path, /, **query):
    ask(hub, path, **query)
    with CaptureQueriesContext(connection) as captured:
        assert ask(hub, path, **query).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_at_any_length(ask, hub_a, path, reference_time):
    fill(hub_a, "First")
    query = {"include": "body"} if path in BODIES else {}
    few = cost(ask, hub_a, path, **query)
    for name in ("Twin", "Third", "Fourth", "Fifth"):
        fill(hub_a, name)
    costs = {
        limit: cost(ask, hub_a, path, **({} if path == "hubs" else {"limit": limit}), **query)
        for limit in (2, 100)
    }
    assert max(costs.values()) <= few <= 15


@pytest.mark.parametrize("path", DETAILS)
def test_a_detail_costs_a_bounded_number_of_queries(ask, hub_a, path, reference_time):
    page = fill(hub_a)[path]
    assert cost(ask, hub_a, f"{path}/{page.pk}") <= 12


def everything_in(page):
    """Let a page point to all that bodies and pages point to."""
    image, document = make_image(), make_document("Flyer")
    link = f'<a linktype="page" id="{page.get_parent().pk}">List</a>'
    page.lead_image = image
    page.body = body(
        ("text", f"<p>{link} and \\(x^2\\)</p>"),
        ("image", {"image": image.pk, "alt": "Counters", "caption": "", "credit": ""}),
        ("downloads", {"heading": "", "items": [{"document": document.pk, "title": "Flyer"}]}),
    )
    if hasattr(page, "flyer"):
        page.flyer = document
        page.local_authorities = list(LocalAuthority.objects.all())
    page.save()


@pytest.mark.parametrize("path", ["work-groups", "events", "articles", "jobs", "collections"])
def test_a_detail_with_pictures_files_and_links_takes_twelve_queries_at_most(
    ask, hub_a, path, reference_time, everything_is_committed, settings
):
    settings.WAGTAIL_MATHSHUB = {"API_CACHE_SECONDS": 0}
    page = fill(hub_a)[path]
    everything_in(page)
    data = ask(hub_a, f"{path}/{page.pk}").content.decode()
    assert path == "collections" or {"Counters", "Flyer", "<math"} <= {
        word for word in ("Counters", "Flyer", "<math") if word in data
    }
    assert cost(ask, hub_a, f"{path}/{page.pk}") <= 12


@pytest.mark.parametrize(
    "path", [*LISTS, *DETAILS, "hub", "navigation", "vocabularies", "search", "pages/find"]
)
def test_a_kept_answer_costs_one_query_and_needs_no_body_again(
    client, ask, hub_a, path, reference_time, everything_is_committed
):
    pages = fill(hub_a)
    query = {"search": {"q": "first"}, "pages/find": {"path": "/"}}.get(path, {})
    detail = f"/{pages[path].pk}" if path in DETAILS else ""
    for address in {path, path + detail} - {"pages"}:
        first = ask(hub_a, address, **query)
        with CaptureQueriesContext(connection) as captured:
            again = ask(hub_a, address, **query)
        assert len(captured) == 1
        assert again.content == first.content
        headers = {"host": hub_a.site.hostname, "if-none-match": first["ETag"]}
        assert client.get(f"/api/hub/v1/{address}", query, headers=headers).status_code == 304
        assert "no-store" not in first["Cache-Control"]


def test_a_kept_answer_ends_in_the_minute_in_which_a_state_changes(ask, hub_a, everything_is_committed):

    closes = datetime(2026, 12, 4, 12, tzinfo=clock.LONDON)
    with clock.frozen_at(closes - timedelta(days=2)):
        make_job(hub_a, title="Role", closes_at=closes)
    with clock.frozen_at(closes - timedelta(minutes=5)):
        assert ask(hub_a, "jobs").json()["count"] == 1
    with clock.frozen_at(closes + timedelta(seconds=1)):
        assert ask(hub_a, "jobs").json()["count"] == 0


def test_two_hubs_have_kept_answers_of_their_own(ask, hub_a, hub_b, reference_time, everything_is_committed):
    fill(hub_a, "First")
    fill(hub_b, "Twin")
    for _ in range(2):
        assert [item["title"] for item in ask(hub_a, "articles").json()["items"]] == ["First article"]
        assert [item["title"] for item in ask(hub_b, "articles").json()["items"]] == ["Twin article"]


def test_the_description_is_served_without_a_query_and_with_an_etag(client, django_assert_num_queries):
    client.get("/api/hub/v1/openapi.json")
    with django_assert_num_queries(0):
        answer = client.get("/api/hub/v1/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"
    again = client.get("/api/hub/v1/openapi.json", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
