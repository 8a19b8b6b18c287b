"""The list of articles and the lists that it parts into: by topic, series, year group, month and author."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.test_privacy import STATES, hide
from tests.factories import PersonFactory, index_of, make_article
from wagtail_mathshub.pages.models import HubArticleIndexPage
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def fractions():
    return Topic.objects.create(key="fractions", label="Fractions")


def listed(client, hub, **query):
    address = index_of(hub, HubArticleIndexPage).get_url_parts()[2]
    answer = client.get(address, query, headers={"host": hub.site.hostname})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(soup):
    return [title.text for title in soup.select(".mh-card__title")]


def choices(soup):
    """Heading of each group, with its choices' words, counts and addresses."""
    return {
        group.summary.text: [
            (item.a.text, int(item.select_one("[aria-hidden]").text), item.a["href"])
            for item in group.select("li")
        ]
        for group in soup.select(".mh-archive")
    }


def canonical(soup):
    return soup.select_one("link[rel=canonical]")["href"].partition(".example.org")[2]


def test_the_list_leads_to_its_parts_with_counts(client, hub_a, fractions):
    make_article(hub_a, title="A", topics=[fractions], date=date(2026, 9, 1), year_from=5, year_to=6)
    make_article(hub_a, title="B", topics=[fractions], series_name="Words in maths", date=date(2026, 9, 30))
    soup = listed(client, hub_a)
    assert soup.h1.text == "Articles"
    assert choices(soup) == {
        "Topic": [("Fractions", 2, "?topic=fractions")],
        "Series": [("Words in maths", 1, "?series=words-in-maths")],
        "Year group": [("Year 5", 2, "?year=5"), ("Year 6", 2, "?year=6")],
        "Month": [("September 2026", 2, "?month=2026-09")],
    }


def test_each_count_is_the_number_of_articles_that_its_list_has(client, hub_a, fractions):
    make_article(hub_a, topics=[fractions], date=date(2026, 9, 1), year_from=5, year_to=8)
    make_article(hub_a, series_name="Diary", date=date(2026, 9, 30), year_from=8, year_to=9)
    make_article(hub_a, series_name="Diary", date=date(2025, 1, 2))
    make_article(hub_a, date=date(2025, 1, 2), live=False, topics=[fractions], series_name="Diary")
    for group in choices(listed(client, hub_a)).values():
        for _words, count, address in group:
            name, _sign, value = address[1:].partition("=")
            assert len(titles(listed(client, hub_a, **{name: value}))) == count, address


def test_each_list_has_a_heading_a_title_and_an_address_of_its_own(client, hub_a, fractions):
    ana = PersonFactory(site=hub_a.site, name="Ana Reed")
    facts = {"year_from": 5, "year_to": 5, "series_name": "Words in maths"}
    make_article(hub_a, topics=[fractions], authors=[ana], date=date(2026, 9, 1), **facts)
    for (name, value), heading in {
        ("topic", "fractions"): "Articles about fractions",
        ("series", "words-in-maths"): "Series: Words in maths",
        ("month", "2026-09"): "Articles from September 2026",
        ("author", "ana-reed"): "Articles by Ana Reed",
        ("year", "5"): "Articles for Year 5",
    }.items():
        soup = listed(client, hub_a, **{name: value})
        assert soup.h1.text == heading
        assert soup.title.text == f"{heading} – Alder Hub"
        assert canonical(soup) == f"/articles/?{name}={value}"
        assert not soup.select("meta[name=robots]")
        if name in ("topic", "series", "author"):
            feed = f"/hub/articles.atom?{name}={value}"
            assert feed in [link["href"] for link in soup.select("head link[rel=alternate]")]
            assert feed in [link["href"] for link in soup.select("aside a")]


def test_a_series_is_in_the_order_of_its_parts(client, hub_a):
    for part in (2, 3, 1):
        make_article(
            hub_a, title=f"Part {part}", series_name="Diary", series_part=part, date=date(2026, part, 1)
        )
    assert titles(listed(client, hub_a, series="diary")) == ["Part 1", "Part 2", "Part 3"]
    assert titles(listed(client, hub_a)) == ["Part 3", "Part 2", "Part 1"]


def test_a_further_page_of_a_list_is_its_own_address(client, hub_a, fractions, settings):
    settings.WAGTAIL_MATHSHUB = {"LIST_PAGE_SIZE": 1}
    for _number in range(2):
        make_article(hub_a, topics=[fractions])
    assert (
        canonical(listed(client, hub_a, topic="fractions", page="2")) == "/articles/?topic=fractions&page=2"
    )
    assert canonical(listed(client, hub_a, topic="fractions", page="1")) == "/articles/?topic=fractions"


@pytest.mark.parametrize(
    "query",
    [{"topic": "nothing"}, {"author": "nobody"}, {"series": "x\0y"}, {"month": "soon"}, {"year": "<b>"}],
)
def test_a_list_of_nothing_is_no_list_for_search_engines(client, hub_a, query):
    make_article(hub_a)
    soup = listed(client, hub_a, **query)
    assert titles(soup) == []
    assert soup.h1.text == "Articles"
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_the_name_of_somebody_without_public_articles_is_not_told(client, hub_a, hub_b):
    PersonFactory(site=hub_a.site, name="Zoë Zanzibar", slug="quiet")
    away = PersonFactory(site=hub_b.site, name="Zara Zanzibar", slug="away")
    make_article(hub_b, authors=[away])
    for slug in ("quiet", "away"):
        assert "Zanzibar" not in listed(client, hub_a, author=slug).decode()


@pytest.mark.parametrize("how", [state for state in STATES if state not in ("edited", "private section")])
def test_what_is_hidden_is_in_no_count_and_makes_no_list(client, hub_a, how):
    topic = Topic.objects.create(key="zanzibar", label="Zanzibar")
    page = make_article(
        hub_a, topics=[topic], series_name="Zanzibar", authors=["Zanzibar"], year_from=5, year_to=5
    )
    assert "Zanzibar" in listed(client, hub_a).decode()
    hide({"articles": page}, how)
    soup = listed(client, hub_a)
    assert "Zanzibar" not in soup.decode()
    assert choices(soup) == {}


def test_the_number_of_queries_does_not_grow(client, hub_a, fractions):
    def more(number):
        person = PersonFactory(site=hub_a.site)
        topic = Topic.objects.create(key=f"t{number}", label=f"Topic {number}")
        make_article(
            hub_a, authors=[person, "Guest"], topics=[fractions, topic], series_name=f"Series {number}"
        )

    def cost(**query):
        listed(client, hub_a, **query)
        with CaptureQueriesContext(connection) as captured:
            listed(client, hub_a, **query)
        return len(captured)

    more(0)
    few = cost(), cost(topic="fractions")
    for number in range(1, 6):
        more(number)
    assert (cost(), cost(topic="fractions")) == few
    assert max(few) <= 20
