"""What a visitor's pages weigh, and that nothing in them has to be run or drawn from inside the page."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from tests.factories import PersonFactory, make_article, make_collection, make_event, make_group, make_job, on
from tests.whole_site import make_site

pytestmark = [pytest.mark.indexed, pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
# Bytes of a list with everything but its images, as servers send it and as browsers unpack it. The limit is 60 kB.
SENT, RAW = 30_000, 160_000
CARDS = 50
SUMMARY = "Teachers from several schools plan, teach and look at lessons together, with tasks in between."


def groups(hub, number):
    for n in range(number):
        make_group(
            hub,
            title=f"Specialist Knowledge for Teaching Mathematics, group {n}",
            summary=f"{SUMMARY} {n}",
            year_from=n % 10,
            year_to=n % 10 + 3,
            capacity=12 + n,
            stated_confirmed=n % 12,
            apply_via="link",
            apply_url="https://example.org/",
            sessions=[
                on(date(2027, 1, 7) + timedelta(days=n + 21 * m), mode="online", label=f"Day {m}")
                for m in (0, 1)
            ],
        )


def articles(hub, number):
    author = PersonFactory(site=hub.site, name="Ada Hart")
    for n in range(number):
        make_article(
            hub, title=f"One word, many meanings, part {n}", summary=f"{SUMMARY} {n}", authors=[author]
        )


def events(hub, number):
    for n in range(number):
        day = date(2027, 1, 7) + timedelta(days=n)
        make_event(hub, title=f"Network meeting {n}", summary=f"{SUMMARY} {n}", **on(day, mode="online"))


def jobs(hub, number):
    for n in range(number):
        make_job(
            hub, title=f"Work Group Lead {n}", summary=f"{SUMMARY} {n}", kind="secondment", pay_min=9000 + n
        )


def collections(hub, number):
    for n in range(number):
        make_collection(
            hub, title=f"Lessons {n}", intro=f"{SUMMARY} {n}", lessons=[{"year_from": 3, "year_to": 4}]
        )


LISTS = {
    "work-groups": groups,
    "articles": articles,
    "events": events,
    "jobs": jobs,
    "resources": collections,
}


def parts_of(client, hub, path):
    """The page and what it loads, images left out: each part by its address."""
    parts = {path: client.get(path, headers={"host": hub.site.hostname}).content}
    page = BeautifulSoup(parts[path], "lxml")
    addresses = [link["href"] for link in page.select("link[rel~=stylesheet], link[rel~=modulepreload]")]
    addresses += [script["src"] for script in page.select("script[src]")]
    for address in addresses:
        assert not urlsplit(address).netloc, address
        if address.startswith("/static/"):
            parts[address] = Path(finders.find(address.removeprefix("/static/"))).read_bytes()
        else:
            parts[address] = client.get(address, headers={"host": hub.site.hostname}).content
    return parts


@pytest.mark.parametrize("slug", LISTS)
def test_a_list_of_fifty_weighs_less_than_sixty_kilobytes(client, hub_a, slug):
    LISTS[slug](hub_a, CARDS)
    parts = parts_of(client, hub_a, f"/{slug}/")
    assert len(parts) > 3
    sent = {address: len(gzip.compress(part, 6)) for address, part in parts.items()}
    raw = {address: len(part) for address, part in parts.items()}
    assert sum(sent.values()) < SENT, sent
    assert sum(raw.values()) < RAW, raw
    page = BeautifulSoup(parts[f"/{slug}/"], "lxml")
    assert len(page.select("main article, main .mh-card, main li.mh-day, main ol.mh-agenda > li")) >= CARDS


def test_nothing_in_a_page_is_inline(client):
    whole = make_site(80)
    faults = {}
    for name, path in whole.paths.items():
        page = BeautifulSoup(client.get(path, headers={"host": "localhost"}).content, "lxml")
        if found := list(_inline(page)):
            faults[name] = found
    assert faults == {}


def _inline(page):
    for tag in page.find_all(True):
        if tag.name == "style" or (
            tag.name == "script" and not tag.get("src") and tag.get("type") != "application/ld+json"
        ):
            yield str(tag)[:100]
        yield from (f"{tag.name} {key}" for key in tag.attrs if key == "style" or key.startswith("on"))


def test_inline_things_are_found():
    page = BeautifulSoup("<p style='x' onclick='y'>x</p><style>p{}</style><script>1</script>", "lxml")
    assert len(list(_inline(page))) == 4
