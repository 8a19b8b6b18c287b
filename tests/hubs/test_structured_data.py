"""The hub and its pages for search engines: what each says, and that no title breaks out of it."""

from __future__ import annotations

import json

import pytest
from django.urls import NoReverseMatch
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from tests.api.conftest import fill
from tests.blocks.bodies import make_image
from tests.factories import index_of, make_article
from tests.schema_org import head_of, things_of
from tests.visitors import read
from wagtail_mathshub.hubs import structured_data
from wagtail_mathshub.pages.models import HubArticleIndexPage, HubArticlePage, WorkGroupPage
from wagtail_mathshub.publishing.json_ld import graph_script, stated
from wagtail_mathshub.taxonomy.models import LocalAuthority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
HOME = "http://alder.example.org/"
TYPES = {
    "work-groups": {"Course"},
    "events": {"EducationEvent"},
    "articles": {"BlogPosting"},
    "collections": {"CollectionPage"},
    "jobs": {"JobPosting"},
    "pages": set(),
}


def test_each_kind_of_page_says_what_it_is_and_where_it_stands(client, hub_a):
    for kind, page in fill(hub_a).items():
        text = read(client, hub_a, page)
        assert set(things_of(text)) == TYPES[kind] | {"BreadcrumbList"}
        assert "secret.example" not in text


def test_the_home_page_says_what_the_hub_is(client, hub_a):
    hub_a.local_authorities = [
        LocalAuthority.objects.create(key=key, label=key.title()) for key in ("fen", "sallow")
    ]
    hub_a.short_name, hub_a.email, hub_a.phone = "Alder", "hub@alder.example.org", "01234 567890"
    hub_a.address = "Elm School,\n1 Elm Road"
    hub_a.ncetm_url = "https://ncetm.example.org/alder"
    hub_a.social_links = [{"name": "Mastodon", "url": "https://mastodon.example.org/@alder"}]
    hub_a.logo = make_image()
    hub_a.save()
    things = things_of(read(client, hub_a, "/"))
    hub = things["EducationalOrganization"]
    assert (hub["@id"], hub["url"], hub["name"]) == (f"{HOME}#hub", HOME, "Alder Hub")
    assert [area["name"] for area in hub["areaServed"]] == ["Fen", "Sallow"]
    assert hub["address"]["streetAddress"] == "Elm School, 1 Elm Road"
    assert hub["contactPoint"]["telephone"] == "01234 567890"
    assert hub["sameAs"] == [hub_a.ncetm_url, "https://mastodon.example.org/@alder"]
    assert hub["logo"]["url"].startswith("http")
    assert things["WebSite"]["publisher"] == {"@id": hub["@id"]}
    assert "BreadcrumbList" not in things


def test_a_hub_with_a_name_alone_says_no_more(client, hub_a):
    hub = things_of(read(client, hub_a, "/"))["EducationalOrganization"]
    assert set(hub) == {"@type", "@id", "name", "url"}
    hub_a.area_text = "Fenmarsh and around"
    hub_a.save()
    hub = things_of(read(client, hub_a, "/"))["EducationalOrganization"]
    assert hub["areaServed"] == "Fenmarsh and around"


def test_the_search_is_said_where_this_site_has_one_and_serves_visitors(hub_a, monkeypatch):
    monkeypatch.setattr(structured_data, "reverse", lambda name: "/hub/search/")
    action = structured_data.website(hub_a)["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{HOME}hub/search/?q={{search_term_string}}"
    hub_a.front_end_url = "https://alder.example.com"
    hub_a.save()
    assert "potentialAction" not in structured_data.website(hub_a)


def test_a_site_without_a_search_says_none(hub_a, monkeypatch):
    def no_address(name):
        raise NoReverseMatch

    monkeypatch.setattr(structured_data, "reverse", no_address)
    assert "potentialAction" not in structured_data.website(hub_a)


def test_the_way_to_a_page_is_the_one_that_its_breadcrumbs_show(client, hub_a):
    text = read(client, hub_a, make_article(hub_a))
    steps = things_of(text)["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Home", HOME),
        (2, "Articles", f"{HOME}articles/"),
        (3, "Corners", f"{HOME}articles/corners/"),
    ]
    assert '<li><a href="/articles/">Articles</a></li>' in text


def test_a_hub_with_a_front_end_gives_its_addresses(client, hub_a):
    hub_a.front_end_url = "https://alder.example.com"
    hub_a.save()
    text = read(client, hub_a, make_article(hub_a))
    things = things_of(text)
    assert things["BreadcrumbList"]["itemListElement"][1]["item"] == "https://alder.example.com/articles/"
    assert things["BlogPosting"]["publisher"]["@id"] == "https://alder.example.com/#hub"
    assert head_of(text).links["canonical"] == "https://alder.example.com/articles/corners/"


@pytest.mark.parametrize("how", ["draft", "private", "expired"])
def test_what_lies_above_a_page_shows_only_where_anybody_may_see_it(client, hub_a, how, reference_time):
    page = make_article(hub_a)
    index = index_of(hub_a, HubArticleIndexPage)
    index.title = "Zanzibar"
    if how == "draft":
        index.live = False
    if how == "expired":
        index.expire_at = reference_time
    index.save()
    if how == "private":
        restriction = PageViewRestriction.objects.create(
            page=index, restriction_type="password", password="x"
        )
        session = client.session
        session[restriction.passed_view_restrictions_session_key] = [restriction.pk]
        session.save()
    text = read(client, hub_a, page)
    assert "Zanzibar" not in text.partition("<header")[0]
    assert "Zanzibar" not in text.partition("<main")[2]


@pytest.mark.parametrize("model", [HubArticlePage, WorkGroupPage])
def test_a_preview_of_a_page_that_was_never_saved_says_nothing(hub_a, model):
    text = model(title="New").make_preview_request().content.decode()
    assert things_of(text) == {}
    assert head_of(text).metas["robots"] == "noindex"


def test_a_preview_shows_what_is_typed_and_is_not_to_be_found(hub_a):
    page = make_article(hub_a)
    page.title = "Typed"
    page.save_revision()
    text = page.get_latest_revision_as_object().make_preview_request().content.decode()
    assert things_of(text)["BlogPosting"]["headline"] == "Typed"
    assert head_of(text).metas["robots"] == "noindex"


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'/!-\u2028\u2029\u202e\x7f{}%"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    min_size=1,
    max_size=120,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=HOSTILE)
@example(title="</script><script>alert(1)</script>")
@example(title="<!--<script>")
@example(title="]]>\u2028\u2029\u202e{{ page }}{% csrf_token %}")
@example(title="\u00e9" * 5000)
def test_no_title_breaks_out_of_the_page(title):
    thing = {"@type": "BlogPosting", "headline": title}
    html = f"<head>{graph_script([thing])}</head>"
    head = head_of(html)
    assert len(head.scripts) == 1
    assert html.count("<script") == html.count("</script") == 1
    assert json.loads(head.scripts[0])["@graph"] == [thing]


@pytest.mark.parametrize(
    "title",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        '"><meta name="robots" content="none">',
        "Line\u2028separated\u2029\u202e",
        "{{ page }}{% load %}",
        "x" * 255,
    ],
)
def test_a_hostile_title_stays_a_title_on_every_kind_of_page(client, hub_a, title):
    for kind, page in fill(hub_a).items():
        page.title = title
        page.save()
        text = read(client, hub_a, page)
        things = things_of(text)
        for name in TYPES[kind]:
            thing = things[name]
            assert title in (thing.get("name"), thing.get("title"), thing.get("headline"))
        assert things["BreadcrumbList"]["itemListElement"][-1]["name"] == title
        assert head_of(text).metas["og:title"] == title
        assert "robots" not in head_of(text).metas
        assert "<script>alert" not in text


def test_a_summary_of_5000_characters_is_cut(client, hub_a):
    page = make_article(hub_a, summary="word </script> " * 400)
    text = read(client, hub_a, page)
    assert len(things_of(text)["BlogPosting"]["description"]) <= 300


def test_nought_and_no_are_said_and_nothing_is_not():
    assert stated({"a": 0, "b": False, "c": "", "d": None, "e": [], "f": {}}) == {"a": 0, "b": False}


def test_a_page_with_nothing_to_say_has_no_script():
    assert graph_script([]) == graph_script(None) == ""
