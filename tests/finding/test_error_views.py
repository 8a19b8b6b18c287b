"""What is shown where there is no page, and where something has gone wrong."""

from __future__ import annotations

from copy import deepcopy

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, connection
from django.template import TemplateDoesNotExist
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.api.test_privacy import STATES, hide
from tests.factories import make_article, make_group
from wagtail_mathshub.finding import error_views
from wagtail_mathshub.finding.error_views import page_not_found, server_error, words_of_path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


def missing(client, hub, path):
    found = client.get(path, headers={"host": hub.site.hostname})
    assert found.status_code == 404
    return BeautifulSoup(found.content, "html.parser")


def meant(soup):
    return [link.text for link in soup.select("section[aria-labelledby=meant] a")]


def test_a_path_to_nothing_is_answered_in_the_hubs_look_with_ways_on(client, hub_a):
    soup = missing(client, hub_a, "/nothing/")
    assert soup.h1.text == "That page isn't here"
    assert hub_a.name in soup.title.text
    assert soup.select_one("form[role=search]")["action"] == "/hub/search/"
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    assert not soup.select("link[rel=canonical]")
    assert "/work-groups/" in [link["href"] for link in soup.select("main a")]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/work-groups/years-5-8-continuity-2025-26/", ["Years 5-8 Continuity"]),
        ("/work-groups/continuity-2025/", ["Years 5-8 Continuity"]),
        ("/old/place/talking-about-corners/", ["Talking about corners"]),
        ("/corners/talking/", ["Talking about corners"]),
        ("/completely-different-thing/", []),
        ("/2025-26/", []),
        ("/5/", []),
        ("/%00%ff/", []),
    ],
)
def test_pages_that_the_path_may_have_meant_are_offered(client, hub_a, hub_b, path, found):
    make_group(hub_a, title="Years 5-8 Continuity", slug="years-5-8-continuity-2026-27")
    make_article(hub_a, title="Talking about corners")
    make_article(hub_b, title="Talking about corners elsewhere")
    assert meant(missing(client, hub_a, path)) == found


@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_nothing_hidden_is_offered(client, hub_a, how):
    page = make_article(hub_a, title="Zanzibar")
    assert meant(missing(client, hub_a, "/zanzibar-2025/")) == ["Zanzibar"]
    hide({"articles": page}, how)
    assert meant(missing(client, hub_a, "/zanzibar-2025/")) == []


def test_a_path_with_markup_is_not_repeated(client, hub_a):
    html = missing(client, hub_a, '/"><script>alert(1)</script>/').select_one("main").decode()
    assert "alert" not in html


def test_it_costs_the_same_few_queries_however_much_there_is(client, hub_a):
    def cost():
        missing(client, hub_a, "/corners-of-a-cube-2025/")
        with CaptureQueriesContext(connection) as captured:
            missing(client, hub_a, "/corners-of-a-cube-2025/")
        return len(captured)

    make_article(hub_a, title="Corners of a cube")
    few = cost()
    for _number in range(5):
        make_article(hub_a, title="Corners of a cube")
    assert cost() == few <= 15


def test_a_file_that_is_not_there_costs_no_query(hub_a):
    request = RequestFactory().get("/wp-login.php", headers={"host": hub_a.site.hostname})
    with CaptureQueriesContext(connection) as captured:
        answer = page_not_found(request)
    assert answer.status_code == 404
    assert not captured.captured_queries
    assert b"That page isn" in answer.content


def test_a_host_that_is_no_hub_keeps_its_own(client):
    answer = client.get("/nothing/", headers={"host": "nowhere.example.org"})
    assert answer.status_code == 404
    assert b"mh-" not in answer.content


def test_where_the_database_is_down_a_plain_page_says_so(hub_a, monkeypatch, caplog):
    def down(site):
        raise DatabaseError

    monkeypatch.setattr(error_views, "hub_of_site", down)
    answer = page_not_found(RequestFactory().get("/nothing/", headers={"host": hub_a.site.hostname}))
    assert answer.status_code == 404
    assert "That page isn&#x27;t here" in answer.content.decode().replace("isn't", "isn&#x27;t")
    assert "could not be made" in caplog.text


def test_an_error_is_fixed_text_without_queries_or_context_processors(
    rf, django_assert_num_queries, settings
):
    engines = deepcopy(settings.TEMPLATES)
    engines[0]["OPTIONS"]["context_processors"] = ["tests.nowhere"]
    settings.TEMPLATES = engines
    with django_assert_num_queries(0):
        answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Something has gone wrong" in answer.content.decode()


@pytest.mark.parametrize("fault", [TemplateDoesNotExist("x"), ValueError("no manifest entry")])
def test_an_error_is_told_even_where_its_template_fails(rf, monkeypatch, fault):
    def fails(name):
        raise fault

    monkeypatch.setattr(error_views, "get_template", fails)
    answer = server_error(rf.get("/"))
    assert (answer.status_code, answer["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert b"Something has gone wrong" in answer.content


def test_a_view_that_fails_is_answered_so(client, hub_a, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("wagtail_mathshub.hubs.hub_view.hub_of_site", lambda site: 1 / 0)
    answer = client.get("/hub/search/", headers={"host": hub_a.site.hostname})
    assert answer.status_code == 500
    assert "Something has gone wrong" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/work-groups/years-5-8-continuity-2025-26/", ["years", "5", "8", "continuity"]),
        ("/a/B_Ratio%20Tables/", ["ratio", "tables"]),
        ("/x" * 5000, []),
        ("/", []),
    ],
)
def test_the_words_of_a_path_are_those_of_its_last_part(path, words):
    assert words_of_path(path) == words
