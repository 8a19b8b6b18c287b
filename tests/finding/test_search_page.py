"""The search's page: results, filters by kind, pages, what to try, and queries that mean harm."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import fill
from tests.api.test_privacy import CANARY, STATES, hide
from tests.factories import make_article, make_collection, make_event, make_group, make_job, on
from tests.finding.test_search import make_page

pytestmark = [pytest.mark.indexed, pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
MOST_QUERIES = 20


def answer(client, hub, **query):
    return client.get("/hub/search/", query, headers={"host": hub.site.hostname})


def page(client, hub, **query):
    found = answer(client, hub, **query)
    assert found.status_code == 200
    return BeautifulSoup(found.content, "html.parser")


def words(tag):
    return " ".join(tag.get_text(" ").split())


def titles(soup):
    return [words(title) for title in soup.select(".mh-card__title")]


def status(soup):
    return words(soup.select_one("[role=status]"))


def pills(soup):
    return {words(pill): pill["href"] for pill in soup.select(".mh-pill")}


def one_of_each(hub, title="Fractions"):
    make_group(hub, title=title, summary="Bars and lines", apply_via="email", sessions=[on(date(2027, 2, 4))])
    make_event(hub, title=title, **on(date(2027, 3, 1)))
    make_article(hub, title=title, authors=["Bea Guest"])
    make_collection(hub, title=title, lessons=[{}])
    make_job(hub, title=title)
    make_page(hub, title=title)


def test_results_of_every_kind_say_what_they_are_and_what_helps_to_choose(client, hub_a):
    one_of_each(hub_a)
    soup = page(client, hub_a, q="fractions")
    assert status(soup) == "6 results for “ fractions ”"
    assert titles(soup) == ["Fractions"] * 6
    assert soup.select_one(".mh-card__title mark").text == "Fractions"
    text = words(soup.select_one("main"))
    for said in (
        "Work Group",
        "Open",
        "4 February",
        "By Bea Guest",
        "5 October 2026",
        "1 lesson",
        "Role",
    ):
        assert said in text
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    assert soup.select_one("input[name=q]")["value"] == "fractions"


def test_kinds_are_pills_with_counts_that_keep_the_words(client, hub_a):
    one_of_each(hub_a, "Two halves")
    make_article(hub_a, title="Halves again")
    soup = page(client, hub_a, q="halves")
    assert list(pills(soup))[:2] == ["Everything 7", "Work Groups 1"]
    soup = page(client, hub_a, **dict(part.split("=") for part in pills(soup)["Articles 2"][1:].split("&")))
    assert titles(soup) == ["Halves again", "Two halves"]
    assert status(soup) == "2 Articles for “ halves ”"
    assert words(soup.select_one(".mh-pill[aria-current]")) == "Articles 2"
    assert soup.select_one("input[name=kind]")["value"] == "article"
    assert "Everything 7" in pills(soup)


def test_a_passage_shows_the_words_that_were_looked_for(client, hub_a):
    make_article(hub_a, title="Corners", body=[("text", "<p>What is a <b>vertex</b> & an edge?</p>")])
    soup = page(client, hub_a, q="vertex")
    assert words(soup.select_one(".mh-snippet")) == "What is a vertex & an edge?"
    assert soup.select_one(".mh-snippet mark").text == "vertex"


def test_pages_of_results_keep_the_question(client, hub_a, settings):
    settings.WAGTAIL_MATHSHUB = {"LIST_PAGE_SIZE": 2}
    for number in range(5):
        make_article(hub_a, title=f"Ratio {number}")
    make_group(hub_a, title="Ratio")
    first = page(client, hub_a, q="ratio", kind="article")
    link = first.select_one("[rel=next]")["href"]
    assert link == "?q=ratio&kind=article&page=2"
    second = page(client, hub_a, q="ratio", kind="article", page="2")
    last = page(client, hub_a, q="ratio", kind="article", page="99")
    shown = [titles(soup) for soup in (first, second, last)]
    assert [len(some) for some in shown] == [2, 2, 1]
    assert len({title for some in shown for title in some}) == 5
    assert "Page 3 of 3" in words(last.select_one(".mh-pages"))


@pytest.mark.parametrize("number", ["0", "-1", "x", "٣", "1" * 400, "\0"])
def test_a_page_that_is_none_is_the_first(client, hub_a, number):
    make_article(hub_a, title="Ratio")
    assert titles(page(client, hub_a, q="ratio", page=number)) == ["Ratio"]


def test_without_words_there_are_ways_in_and_no_results(client, hub_a):
    make_article(hub_a, title="Ratio")
    for query in ({}, {"q": ""}, {"q": " ?! "}):
        soup = page(client, hub_a, **query)
        assert titles(soup) == []
        links = [link["href"] for link in soup.select("main a")]
        assert "/work-groups/?year=6" in links
        assert "/articles/" in links
        assert "/hub/calendar/" in links


def test_where_nothing_is_found_a_word_of_a_title_is_offered(client, hub_a):
    make_article(hub_a, title="Équivalent fractions")
    soup = page(client, hub_a, q="fracshuns")
    assert status(soup) == "0 results for “ fracshuns ”"
    assert "?q=fractions" in [link["href"] for link in soup.select("main a")]
    assert "1 result" in words(soup.select_one("section[aria-labelledby=tries]"))


def test_where_nothing_is_found_fewer_words_are_offered(client, hub_a):
    make_article(hub_a, title="Ratio")
    soup = page(client, hub_a, q="ratio zeppelin")
    assert "?q=ratio" in [link["href"] for link in soup.select("main a")]


def test_what_another_hub_or_nobody_may_see_is_not_offered_as_a_spelling(client, hub_a, hub_b):
    make_article(hub_b, title="Zanzibar")
    make_article(hub_a, title="Zanzibar", live=False)
    soup = page(client, hub_a, q="zanzibat")
    assert soup.select_one("section[aria-labelledby=tries]") is None


def test_where_only_other_kinds_have_it_they_are_one_link_away(client, hub_a):
    make_article(hub_a, title="Ratio")
    soup = page(client, hub_a, q="ratio", kind="job")
    assert "There is 1 result of another kind." in words(soup.select_one("main"))
    assert soup.find("a", string="Show results of every kind")["href"] == "?q=ratio"


@pytest.mark.parametrize(
    "q",
    [
        "x" * 5000,
        "word " * 1000,
        '"><script>alert(1)</script>',
        "{{ hub }} {% now 'Y' %}",
        "ratio\0null",
        "\u202eoitar \u2066",
        "مرحبا بالعالم",
        "'; DROP TABLE x; --",
        "a* NEAR/2 (b OR c) ^d :*",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
        "%ff%fe",
    ],
)
@pytest.mark.parametrize("name", ["q", "kind"])
def test_hostile_queries_are_answered_and_escaped(client, hub_a, q, name):
    make_article(hub_a, title="Ratio <script>alert(2)</script>")
    found = answer(client, hub_a, **({"q": "ratio"} | {name: q}))
    assert found.status_code == 200
    html = found.content.decode()
    assert "<script>alert" not in html
    assert "\0" not in html
    assert "\u202e" not in html
    assert len(html) < 30_000


def test_markup_in_titles_and_texts_stays_text(client, hub_a):
    make_article(hub_a, title="Ratio <img src=x>", summary="<script>ratio</script>")
    soup = page(client, hub_a, q="ratio")
    assert soup.select("main img, main script") == []
    assert titles(soup) == ["Ratio <img src=x>"]


@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_what_a_visitor_may_not_see_is_not_found(client, hub_a, hub_b, how):
    hide(fill(hub_a, CANARY), how)
    fill(hub_b, CANARY)
    soup = page(client, hub_a, q="words")
    assert CANARY.lower() not in soup.select_one("main").decode().lower()
    assert titles(page(client, hub_a, q=CANARY)) == []


def test_the_matrix_finds_what_is_shown(client, hub_a):
    fill(hub_a, CANARY)
    assert titles(page(client, hub_a, q=CANARY))


@pytest.mark.parametrize("q", ["fractions", "fractoins", "fractions zeppelin", ""])
def test_the_number_of_queries_does_not_grow(client, hub_a, q):
    def cost():
        answer(client, hub_a, q=q)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answer(client, hub_a, q=q)
        return len(captured)

    one_of_each(hub_a)
    few = cost()
    for _number in range(3):
        one_of_each(hub_a)
    assert cost() == few <= MOST_QUERIES


def test_a_host_that_is_no_hub_has_no_search(client):
    assert client.get("/hub/search/", headers={"host": "nowhere.example.org"}).status_code == 404
