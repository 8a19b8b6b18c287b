"""An article for search engines, and for sites that show a card of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.blocks.bodies import make_image
from tests.factories import PersonFactory, make_article
from tests.schema_org import head_of, things_of
from tests.visitors import read
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
ELSEWHERE = "https://journal.example.org/corners"


def posting(client, hub, page):
    return things_of(read(client, hub, page))["BlogPosting"]


def test_an_article_says_who_wrote_it_when_and_about_what(client, hub_a):
    page = make_article(
        hub_a,
        title="Corners",
        summary="What a corner is.",
        date=date(2026, 9, 28),
        authors=[PersonFactory(site=hub_a.site, name="Ana"), "B. Guest"],
        topics=[Topic.objects.create(key="shape", label="Shape")],
        year_from=7,
        year_to=7,
        series_name="Visit diary",
        series_part=2,
        references="Demo, A. (2018)\nhttps://example.org/x",
        lead_image=make_image(),
    )
    page.save_revision().publish()
    data = posting(client, hub_a, page)
    address = "http://alder.example.org/articles/corners/"
    assert data["headline"] == "Corners"
    assert data["mainEntityOfPage"] == {"@type": "WebPage", "@id": address}
    assert [author["name"] for author in data["author"]] == ["Ana", "B. Guest"]
    assert data["datePublished"] == "2026-09-28"
    assert data["dateModified"][:10] >= "2026-11-23"
    assert data["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Visit diary"}
    assert data["position"] == 2
    assert data["about"] == [{"@type": "Thing", "name": "Shape"}]
    assert data["educationalLevel"] == "Year 7"
    assert data["citation"] == ["Demo, A. (2018)", "https://example.org/x"]
    assert (data["image"]["width"], data["image"]["height"]) == (1200, 630)
    metas = head_of(read(client, hub_a, page)).metas
    assert metas["og:type"] == "article"
    assert metas["article:published_time"] == "2026-09-28"
    assert metas["article:section"] == "Visit diary"
    assert metas["article:tag"] == "Shape"
    assert metas["author"] == "B. Guest"


def test_a_month_stays_a_month(client, hub_a):
    page = make_article(hub_a, date=date(2026, 9, 14), date_precision="month")
    assert posting(client, hub_a, page)["datePublished"] == "2026-09"


def test_without_an_author_the_hub_is(client, hub_a):
    author = posting(client, hub_a, make_article(hub_a))["author"]
    assert (author["@type"], author["name"]) == ("EducationalOrganization", "Alder Hub")


def test_a_long_title_is_a_headline_of_110_characters_and_a_name_in_full(client, hub_a):
    page = make_article(hub_a, title="Corner " * 30)
    data = posting(client, hub_a, page)
    assert len(data["headline"]) <= 110
    assert data["name"] == page.title


def test_an_article_from_elsewhere_leads_there(client, hub_a):
    page = make_article(hub_a, canonical_address=ELSEWHERE)
    text = read(client, hub_a, page)
    assert head_of(text).links["canonical"] == ELSEWHERE
    assert things_of(text)["BlogPosting"]["sameAs"] == ELSEWHERE
    assert things_of(text)["BlogPosting"]["url"] == "http://alder.example.org/articles/corners/"
    assert page.get_sitemap_urls() == []
    assert "/articles/corners/" not in read(client, hub_a, "/sitemap.xml")
