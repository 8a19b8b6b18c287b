"""Addresses: what stands at a path, redirects, the site map, and front ends of a hub's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.api.addresses import valid
from tests.api.conftest import fill
from tests.conftest import REFERENCE_TIME
from tests.factories import make_job

pytestmark = pytest.mark.django_db


def test_a_path_leads_to_its_page_and_a_redirect_says_so(ask, hub_a):
    pages = fill(hub_a)
    group = pages["work-groups"]
    data = valid("pages/find", ask(hub_a, "pages/find", path=group.get_url_parts()[2]))
    assert (data["page"]["id"], data["kind"]) == (group.pk, "work_group")
    assert data["api_url"] == f"/api/hub/v1/work-groups/{group.pk}"
    moved = valid("pages/find", ask(hub_a, "pages/find", path="/old-first/"))
    assert moved["redirect_to"].endswith("/articles/first-article/")
    assert moved["permanent"]
    assert ask(hub_a, "pages/find", path="/nowhere/").status_code == 404
    assert ask(hub_a, "pages/find").status_code == 422


def test_the_site_map_holds_every_page_but_closed_jobs(ask, hub_a, reference_time):
    pages = fill(hub_a)
    make_job(hub_a, title="Closed", closes_at=REFERENCE_TIME - timedelta(days=1))
    data = valid("sitemap", ask(hub_a, "sitemap"))
    found = {item["id"]: item["kind"] for item in data["items"]}
    assert {page.pk for page in pages.values()} < set(found)
    assert {"home", "index", "page", "work_group"} <= set(found.values())
    assert "Closed" not in str(data)
    assert list(found.values()).count("job") == 1
    first = ask(hub_a, "sitemap", limit=2).json()
    assert (len(first["items"]), first["count"]) == (2, len(found))
    assert "offset=2" in first["next"]


def test_a_list_page_says_what_it_lists(ask, hub_a):
    pages = fill(hub_a)
    expected = {"work-groups": "work_group", "articles": "article", "collections": "collection"}
    for path, kind in (expected | {"events": "event", "jobs": "job", "pages": ""}).items():
        parent = pages[path].get_parent()
        found = ask(hub_a, "pages/find", path=parent.get_url_parts()[2]).json()
        assert found["lists"] == kind
        assert valid("pages/{id}", ask(hub_a, f"pages/{parent.pk}"))["lists"] == kind
    entries = {item["id"]: item["lists"] for item in ask(hub_a, "sitemap").json()["items"]}
    assert entries[pages["jobs"].get_parent().pk] == "job"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_the_api_does_not_have_is_a_problem_and_no_page(client, hub_a, method):
    answer = getattr(client, method)("/api/hub/v1/nonesuch", headers={"host": hub_a.site.hostname})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_an_old_path_with_a_query_leads_on_as_it_does_on_the_site(ask, hub_a):
    page = fill(hub_a)["articles"]
    Redirect.objects.create(old_path="/?p=12", site=hub_a.site, redirect_page=page)
    assert ask(hub_a, "pages/find", path="/old-first?from=mail").json()["redirect_to"]
    assert ask(hub_a, "pages/find", path="/index.php?p=12").status_code == 404
    assert ask(hub_a, "pages/find", path="/?p=12").json()["page"]["title"] != "First article"


def test_a_front_end_of_the_hub_is_where_every_link_leads(ask, hub_a, reference_time):
    fill(hub_a)
    hub_a.front_end_url = "https://www.alder-hub.example/"
    hub_a.save()
    assert ask(hub_a, "hub").json()["url"] == "https://www.alder-hub.example"
    (item,) = ask(hub_a, "articles").json()["items"]
    assert item["url"] == "https://www.alder-hub.example/articles/first-article/"
