"""The site map and robots.txt, as search engines read them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import include, path
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Page, Site

from tests.api.conftest import fill
from tests.api.test_privacy import CANARY, STATES, hide
from tests.factories import index_of, make_article, make_job
from tests.visitors import read
from wagtail_mathshub.finding import site_map_views
from wagtail_mathshub.pages.models import HubJobIndexPage, JobAdvertPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
HOST = "http://alder.example.org"
urlpatterns = [path("hub/", include("wagtail_mathshub.urls")), path("", include("wagtail.urls"))]


def addresses(text):
    return re.findall(r"<loc>([^<]*)</loc>", text)


def test_the_site_map_has_every_public_page_of_the_hub_and_when_it_changed(client, hub_a, hub_b):
    pages = fill(hub_a)
    fill(hub_b, "Other")
    changed = datetime(2027, 6, 1, 12, tzinfo=UTC)
    Page.objects.filter(pk=pages["articles"].pk).update(last_published_at=changed)
    answer = client.get("/sitemap.xml", headers={"host": hub_a.site.hostname})
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    text = answer.content.decode()
    found = addresses(text)
    assert f"{HOST}/" in found
    assert {HOST + page.get_url_parts()[2] for page in pages.values()} <= set(found)
    assert len(found) == len(set(found)) == 12
    assert all(address.startswith(HOST) for address in found)
    assert f"<loc>{HOST}/articles/first-article/</loc><lastmod>2027-06-01T13:00:00+01:00</lastmod>" in text


def test_wagtails_own_site_map_has_the_same(client, hub_a, rf):
    pages = fill(hub_a)
    pages["articles"].save_revision().publish()
    make_article(hub_a, title="Elsewhere", canonical_address="https://journal.example.org/")
    make_job(hub_a, title="Filled", filled=True)
    request = rf.get("/sitemap.xml", headers={"host": hub_a.site.hostname})
    theirs = {entry["location"]: entry["lastmod"] for entry in Sitemap(request)._urls(1, "http", "")}
    text = read(client, hub_a, "/sitemap.xml")
    assert set(addresses(text)) == set(theirs)
    ours = dict(re.findall(r"<loc>([^<]*)</loc><lastmod>([^<]*)</lastmod>", text))
    assert {address: datetime.fromisoformat(moment) for address, moment in ours.items()} == {
        address: moment.replace(microsecond=0) for address, moment in theirs.items() if moment
    }


def test_a_hub_with_a_front_end_gives_the_addresses_there(client, hub_a):
    page = make_article(hub_a)
    hub_a.front_end_url = "https://alder.example.com"
    hub_a.save()
    found = addresses(read(client, hub_a, "/sitemap.xml"))
    assert "https://alder.example.com/articles/corners/" in found
    assert all(address.startswith("https://alder.example.com/") for address in found)
    assert page.get_sitemap_urls()[0]["location"] == "https://alder.example.com/articles/corners/"


def test_closed_filled_and_withdrawn_adverts_leave_it(client, hub_a):
    make_job(hub_a, title="Open")
    make_job(hub_a, title="Filled", filled=True)
    make_job(hub_a, title="Withdrawn", withdrawn=True)
    make_job(hub_a, title="Closed", closes_at=datetime(2026, 11, 1, tzinfo=UTC))
    jobs = [address for address in addresses(read(client, hub_a, "/sitemap.xml")) if "/jobs/" in address]
    assert jobs == [f"{HOST}/jobs/", f"{HOST}/jobs/open/"]
    assert JobAdvertPage.objects.descendant_of(index_of(hub_a, HubJobIndexPage)).count() == 4


def test_more_pages_than_one_file_may_hold_come_in_parts(client, hub_a, monkeypatch):
    fill(hub_a)
    whole = addresses(read(client, hub_a, "/sitemap.xml"))
    monkeypatch.setattr(site_map_views, "MOST_ADDRESSES", 5)
    index = read(client, hub_a, "/sitemap.xml")
    assert "<sitemapindex" in index
    assert addresses(index) == [f"{HOST}/sitemap.xml?p={number}" for number in (1, 2, 3)]
    parts = [addresses(read(client, hub_a, "/sitemap.xml", p=number)) for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [5, 5, 2]
    assert [address for part in parts for address in part] == whole


@pytest.mark.parametrize("part", ["0", "2", "x", "-1", "²", ""])
def test_a_part_that_is_not_there_is_not_found(client, hub_a, part):
    answer = client.get("/sitemap.xml", {"p": part}, headers={"host": hub_a.site.hostname})
    assert answer.status_code == 404


def test_the_site_map_costs_the_same_at_any_length(client, hub_a):
    fill(hub_a)

    def cost():
        read(client, hub_a, "/sitemap.xml")
        with CaptureQueriesContext(connection) as captured:
            read(client, hub_a, "/sitemap.xml")
        return len(captured)

    few = cost()
    for name in ("Twin", "Third", "Fourth"):
        fill(hub_a, name)
    assert cost() == few <= 6


def test_a_site_that_is_no_hub_has_a_map_of_its_own_pages(client, hub_a):
    fill(hub_a)
    root = Page.objects.get(depth=1).add_child(instance=Page(title="Plain", slug="plain"))
    Site.objects.create(hostname="plain.example.org", root_page=root)
    answer = client.get("/sitemap.xml", headers={"host": "plain.example.org"})
    assert addresses(answer.content.decode()) == ["http://plain.example.org/"]


def test_where_there_is_no_site_there_is_no_map(client, db):
    Site.objects.all().delete()
    assert client.get("/sitemap.xml").status_code == client.get("/robots.txt").status_code == 404


def test_robots_may_read_all_but_the_answers_of_the_search(client, hub_a, monkeypatch):
    answer = client.get("/robots.txt", headers={"host": hub_a.site.hostname})
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert f"\nSitemap: {HOST}/sitemap.xml\n" in answer.content.decode()
    addresses = {"mathshub:search": "/hub/search/", "mathshub_sitemap": "/sitemap.xml"}
    monkeypatch.setattr(site_map_views, "reverse", addresses.__getitem__)
    assert read(client, hub_a, "/robots.txt") == (
        f"User-agent: *\nDisallow: /hub/search/\n\nSitemap: {HOST}/sitemap.xml\n"
    )


def test_without_a_place_at_the_root_the_site_map_is_beside_the_other_addresses(client, hub_a):
    with override_settings(ROOT_URLCONF=__name__):
        assert f"Sitemap: {HOST}/hub/sitemap.xml" in read(client, hub_a, "/hub/robots.txt")
        assert f"{HOST}/" in addresses(read(client, hub_a, "/hub/sitemap.xml"))


def surfaces(client, hub, pages):
    """What visitors and search engines read: the map, the lists, and the pages themselves."""
    lists = Page.objects.child_of(hub.site.root_page).live().public()
    for address in ("/sitemap.xml", "/", *(page.get_url_parts()[2] for page in (*lists, *pages.values()))):
        answer = client.get(address, headers={"host": hub.site.hostname})
        if answer.status_code == 200:
            yield address, answer.content.decode().lower()


def leaks(client, hub, pages):
    return [address for address, text in surfaces(client, hub, pages) if CANARY.lower() in text]


@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_what_is_hidden_is_on_no_page_and_in_no_map(client, hub_a, how):
    pages = fill(hub_a, CANARY)
    others = fill(hub_a, "Other")
    hide(pages, how)
    found = leaks(client, hub_a, others if how != "private section" else {})
    assert found == []


def test_the_matrix_finds_what_is_not_hidden(client, hub_a):
    pages = fill(hub_a, CANARY)
    assert "/sitemap.xml" in leaks(client, hub_a, pages)
    assert len(leaks(client, hub_a, pages)) > 8


def test_edits_that_are_not_published_are_on_no_page(client, hub_a):
    pages = fill(hub_a)
    for page in pages.values():
        page.title = CANARY
        page.save_revision()
    assert leaks(client, hub_a, pages) == []
