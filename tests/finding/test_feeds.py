"""The feeds at their addresses: what they are to a reader's program, and what they never show."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from wagtail.models import Site

from tests.api.conftest import everything_is_committed, fill
from tests.api.test_privacy import CANARY, STATES, hide
from tests.factories import PersonFactory, make_article, make_group, make_job, on
from tests.feeds.feeding import read
from tests.feeds.test_json_feed import JsonFeed
from wagtail_mathshub import clock
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.taxonomy.models import Topic

__all__ = ["everything_is_committed"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
NAMES = ("articles", "work-groups", "jobs")
ATOM = [f"/hub/{name}.atom" for name in NAMES]
JSON = [f"/hub/{name}.json" for name in NAMES]
LINK = re.compile(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)">')


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def get(client, hub, address, method="get", **headers):
    return getattr(client, method)(address, headers={"host": hub.site.hostname} | headers)


def every_answer(client, hub):
    """All that the feeds say, those of authors, topics and series included."""
    filtered = [f"author={person.slug}" for person in Person.objects.all()]
    filtered += [f"topic={topic.key}" for topic in Topic.objects.all()]
    for address in (*ATOM, *JSON):
        yield address, get(client, hub, address)
    for query in (*filtered, "series=zanzibar"):
        for kind in ("atom", "json"):
            address = f"/hub/articles.{kind}?{query}"
            yield address, get(client, hub, address)


def leaks(client, hub, word=CANARY):
    return [
        address
        for address, answer in every_answer(client, hub)
        if answer.status_code == 200 and word.lower() in _without_own_address(answer)
    ]


def _without_own_address(answer):
    # A feed repeats the question that it answers.
    text = answer.content.decode().lower()
    return re.sub(r"/hub/articles\.(atom|json)\?[^\"]*", "", text)


def canaries(hub):
    pages = fill(hub, CANARY)
    article = pages["articles"]
    article.series_name = CANARY
    article.save()
    return {kind: pages[kind] for kind in ("articles", "work-groups", "jobs")}


@pytest.mark.parametrize("address", ATOM)
def test_each_atom_feed_is_whole(client, hub_a, address):
    fill(hub_a)
    answer = get(client, hub_a, address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    parsed = read(answer.content)
    assert len(parsed.entries) == 1
    links = {link.rel: link.href for link in parsed.feed.links}
    assert links == {
        "self": f"http://alder.example.org{address}",
        "alternate": "http://alder.example.org/",
    }


@pytest.mark.parametrize("address", JSON)
def test_each_json_feed_is_whole(client, hub_a, address):
    fill(hub_a)
    answer = get(client, hub_a, address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/feed+json")
    shown = JsonFeed.model_validate_json(answer.content)
    assert str(shown.feed_url) == f"http://alder.example.org{address}"
    assert len(shown.items) == 1


@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_what_is_hidden_is_in_no_feed(client, hub_a, how):
    pages = canaries(hub_a)
    assert len(leaks(client, hub_a)) == 12
    hide(pages, how)
    assert leaks(client, hub_a) == []


def test_the_matrix_finds_leaks_when_the_filter_is_taken_out(client, hub_a, monkeypatch):
    hide(canaries(hub_a), "draft")
    everything = lambda queryset, site=None: queryset.in_site(site) if site else queryset  # noqa: E731
    for module in ("articles", "jobs", "workgroups"):
        monkeypatch.setattr(f"wagtail_mathshub.{module}.queries.visible_of_kind", everything)
    assert len(leaks(client, hub_a)) == 12


def test_edits_that_are_not_published_are_in_no_feed(client, hub_a):
    for page in fill(hub_a).values():
        page.title = CANARY
        page.save_revision()
    assert leaks(client, hub_a) == []


def test_a_reader_with_an_account_or_a_token_gets_the_same(client, hub_a, admin_user):
    pages = canaries(hub_a)
    hide(pages, "password")
    client.force_login(admin_user)
    assert leaks(client, hub_a) == []
    for address in (*ATOM, *JSON):
        assert get(client, hub_a, address, authorization="Bearer x").status_code == 200


def test_pages_of_another_hub_are_in_no_feed(client, hub_a, hub_b):
    fill(hub_b, CANARY)
    assert leaks(client, hub_a) == []
    assert leaks(client, hub_b) != []


def test_the_joining_link_is_in_no_feed(client, hub_a):
    fill(hub_a)
    assert leaks(client, hub_a, "secret.example") == []


@pytest.mark.parametrize("address", [*ATOM, *JSON])
def test_a_feed_that_has_not_changed_is_not_sent_again(client, hub_a, address):
    fill(hub_a)
    first = get(client, hub_a, address)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = get(client, hub_a, address, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_article(hub_a, title="New")
    make_job(hub_a, title="New")
    make_group(hub_a, title="New", apply_via="email", sessions=[on(clock.today() + timedelta(days=9))])
    changed = get(client, hub_a, address, **{"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert b"New" in changed.content


@pytest.mark.usefixtures("everything_is_committed")
def test_a_kept_feed_costs_one_query_and_changes_with_the_clock(
    client, hub_a, django_assert_num_queries, reference_time
):
    closes = datetime(2026, 11, 23, 15, tzinfo=clock.LONDON)
    make_job(hub_a, title="Lead", closes_at=closes)
    get(client, hub_a, "/hub/jobs.atom")
    with django_assert_num_queries(1):
        assert b"Lead" in get(client, hub_a, "/hub/jobs.atom").content
    with clock.frozen_at(closes + timedelta(minutes=1)):
        assert b"Lead" not in get(client, hub_a, "/hub/jobs.atom").content


@pytest.mark.usefixtures("everything_is_committed")
def test_each_format_filter_and_hub_is_kept_by_itself(client, hub_a, hub_b):
    topic = Topic.objects.create(key="algebra", label="Algebra")
    make_article(hub_a, title="On algebra", topics=[topic])
    make_article(hub_a, title="On shapes")
    for _ in range(2):
        assert b"On shapes" in get(client, hub_a, "/hub/articles.atom").content
        assert b"On shapes" not in get(client, hub_a, "/hub/articles.atom?topic=algebra").content
        assert b"On shapes" not in get(client, hub_b, "/hub/articles.atom").content
        assert json.loads(get(client, hub_a, "/hub/articles.json").content)["title"] == "Alder Hub: articles"


@pytest.mark.parametrize("address", [*ATOM, *JSON])
def test_only_reading_is_allowed(client, hub_a, address):
    fill(hub_a)
    full, head = get(client, hub_a, address), get(client, hub_a, address, "head")
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Length"]) == (full["ETag"], str(len(full.content)))
    for method in ("post", "put", "patch", "delete", "options"):
        answer = get(client, hub_a, address, method)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("address", [*ATOM, *JSON])
def test_a_host_that_is_no_hub_has_no_feeds(client, hub_a, address):
    Site.objects.create(hostname="plain.example.org", root_page=hub_a.site.root_page.get_parent())
    assert client.get(address, headers={"host": "plain.example.org"}).status_code == 404


@pytest.mark.parametrize(
    "query", ["author=nobody", "topic=nothing", "series=none", "author=%00", "topic=%ff"]
)
def test_a_filter_that_means_nothing_is_not_found(client, hub_a, query):
    fill(hub_a)
    for kind in ("atom", "json"):
        assert get(client, hub_a, f"/hub/articles.{kind}?{query}").status_code == 404


def test_a_feed_of_an_author_names_itself(client, hub_a):
    ada = PersonFactory(site=hub_a.site, name="Ada Hart")
    make_article(hub_a, title="By Ada", authors=[ada])
    parsed = read(get(client, hub_a, f"/hub/articles.atom?author={ada.slug}&utm_source=x&page=2").content)
    links = {link.rel: link.href for link in parsed.feed.links}
    assert links["self"] == f"http://alder.example.org/hub/articles.atom?author={ada.slug}"
    assert [entry.title for entry in parsed.entries] == ["By Ada"]


def head_links(client, hub, address):
    return LINK.findall(get(client, hub, address).content.decode())


def test_every_page_leads_to_the_feeds(client, hub_a):
    hub_a.name = 'Alder & "Birch" Hub'
    hub_a.save()
    pages = fill(hub_a)
    for page in [hub_a.site.root_page, *pages.values()]:
        links = head_links(client, hub_a, page.get_url_parts()[2])
        # The first page leads to the feed of all hubs too.
        of_all = ["/hub/network.json"] if page == hub_a.site.root_page else []
        assert [address for _type, _title, address in links] == [
            *(address for pair in zip(ATOM, JSON, strict=True) for address in pair),
            *of_all,
        ]
    assert {title for _type, title, _address in links} >= {"Alder &amp; &quot;Birch&quot; Hub: articles"}
    for media_type, _title, address in links:
        assert get(client, hub_a, address)["Content-Type"].startswith(media_type)


def test_a_filtered_list_leads_to_its_own_feed(client, hub_a):
    fill(hub_a)
    for query in ("author=first-person", "topic=algebra"):
        links = head_links(client, hub_a, f"/articles/?{query}")
        assert links[-1][2] == f"/hub/articles.atom?{query}"
        parsed = read(get(client, hub_a, links[-1][2]).content)
        assert (parsed.feed.title, len(parsed.entries)) == (links[-1][1], 1)


def test_a_list_without_articles_leads_to_no_feed_of_its_own(client, hub_a):
    fill(hub_a)
    assert len(head_links(client, hub_a, "/articles/?author=%22%3E%3Cscript%3E")) == 6
