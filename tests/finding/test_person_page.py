"""The page of a person: what it gathers, and whom it never shows."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.test_privacy import STATES, hide
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    make_article,
    make_collection,
    make_event,
    make_group,
    on,
)
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import CollectionCompiler, HubEventSpeaker
from wagtail_mathshub.people.models import PersonRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def priya(hub_a):
    school = OrganisationFactory(site=hub_a.site, name="Brecks High School")
    person = PersonFactory(
        site=hub_a.site,
        name="Priya Wynn",
        bio="Second in a department.",
        school=school,
        public_email="p@x.org",
    )
    PersonRole.objects.create(person=person, role="work_group_lead", phase="secondary", from_month="2025-09")
    return person


def leave(person):
    person.roles.all().delete()
    PersonRole.objects.create(person=person, role="work_group_lead", from_month="2024-09", to_month="2026-07")


def answer(client, hub, person):
    return client.get(f"/hub/people/{person.slug}/", headers={"host": hub.site.hostname})


def page(client, hub, person):
    found = answer(client, hub, person)
    assert found.status_code == 200
    return BeautifulSoup(found.content, "html.parser")


def words(soup):
    return " ".join(soup.select_one("main").get_text(" ").split())


def test_it_says_who_they_are_and_what_they_lead_and_wrote(client, hub_a, priya):
    make_group(hub_a, title="Continuity", leads=[priya], apply_via="email", sessions=[on(date(2027, 2, 4))])
    make_group(
        hub_a, title="Long ago", academic_year="2023-24", leads=[priya], sessions=[on(date(2024, 2, 4))]
    )
    make_group(hub_a, title="Not hers", sessions=[on(date(2027, 2, 4))])
    make_article(hub_a, title="Corners", authors=[priya, "Bea Guest"])
    collection = make_collection(hub_a, title="Lessons of hers", lessons=[{}])
    CollectionCompiler.objects.create(page=collection, person=priya, sort_order=0)
    event = make_event(hub_a, title="Spring showcase", **on(date(2027, 3, 1)))
    HubEventSpeaker.objects.create(page=event, person=priya, sort_order=0)
    soup = page(client, hub_a, priya)
    assert soup.h1.text == "Priya Wynn"
    assert soup.title.text == "Priya Wynn – Alder Hub"
    text = words(soup)
    for said in ("PW", "Work Group Lead (secondary)", "Brecks High School", "Second in a department."):
        assert said in text
    for said in ("Continuity", "Corners", "Lessons of hers", "Spring showcase", "Long ago"):
        assert said in text
    assert "Not hers" not in text
    assert [card.text.strip() for card in soup.select(".mh-card__title")] == ["Continuity", "Corners"]
    assert soup.select_one('a[href="mailto:p@x.org"]')
    feeds = [link["href"] for link in soup.select("link[rel=alternate], main a") if "author=" in link["href"]]
    assert feeds == ["/hub/articles.atom?author=priya-wynn"] * 2
    graph = json.loads(soup.select_one('script[type="application/ld+json"]').text)["@graph"]
    assert graph[0]["name"] == "Priya Wynn"
    assert "p@x.org" not in json.dumps(graph)


def test_an_email_shows_only_where_it_is_wanted(client, hub_a, priya):
    priya.public_email = ""
    priya.save()
    assert "mailto" not in page(client, hub_a, priya).select_one("main").decode()


def test_somebody_who_has_left_keeps_a_page_for_what_is_public_of_them(client, hub_a, priya):
    article = make_article(hub_a, title="Corners", authors=[priya])
    leave(priya)
    soup = page(client, hub_a, priya)
    assert "Corners" in words(soup)
    assert "p@x.org" not in soup.decode()
    assert "Work Group Lead" not in words(soup)
    article.unpublish()
    assert answer(client, hub_a, priya).status_code == 404


@pytest.mark.parametrize("how", [state for state in STATES if state != "edited"])
def test_pages_that_are_hidden_are_not_on_it_and_give_nobody_a_page(client, hub_a, priya, how):
    group = make_group(hub_a, title="Zanzibar group", leads=[priya], sessions=[on(date(2027, 2, 4))])
    article = make_article(hub_a, title="Zanzibar article", authors=[priya])
    assert "Zanzibar" in words(page(client, hub_a, priya))
    hide({"work-groups": group, "articles": article}, how)
    assert "Zanzibar" not in page(client, hub_a, priya).decode()
    leave(priya)
    assert answer(client, hub_a, priya).status_code == 404


def test_people_of_another_hub_and_nobody_have_no_page(client, hub_a, hub_b, priya):
    make_article(hub_a, authors=[priya])
    assert answer(client, hub_b, priya).status_code == 404
    assert client.get("/hub/people/nobody/", headers={"host": hub_a.site.hostname}).status_code == 404


def test_bylines_lead_to_people_and_not_to_plain_names(client, hub_a, priya):
    article = make_article(hub_a, authors=[priya, "Bea Guest"])
    event = make_event(hub_a, **on(date(2027, 3, 1)))
    HubEventSpeaker.objects.create(page=event, person=priya, sort_order=0)
    HubEventSpeaker.objects.create(page=event, name="Ola Plain", sort_order=1)
    for shown, plain in ((article, "Bea Guest"), (article.get_parent(), "Bea Guest"), (event, "Ola Plain")):
        html = client.get(shown.get_url_parts()[2], headers={"host": hub_a.site.hostname}).content
        links = {link.text: link["href"] for link in BeautifulSoup(html, "html.parser").select("main a")}
        assert links["Priya Wynn"] == "/hub/people/priya-wynn/"
        assert plain not in links
        assert plain in html.decode()


def test_a_byline_does_not_lead_to_a_person_of_another_hub(client, hub_a, hub_b, priya):
    article = make_article(hub_b, authors=[priya])
    html = client.get(article.get_url_parts()[2], headers={"host": hub_b.site.hostname}).content.decode()
    assert "Priya Wynn" in html
    assert "/hub/people/" not in html


def test_markup_in_names_stays_text(client, hub_a):
    person = PersonFactory(site=hub_a.site, name="<b>Eve</b>", bio="</script><script>alert(1)</script>")
    make_article(hub_a, authors=[person])
    soup = page(client, hub_a, person)
    assert soup.h1.text == "<b>Eve</b>"
    assert [
        script for script in soup.select("script") if "alert" in script.text and not script.get("type")
    ] == []


def test_the_number_of_queries_does_not_grow(client, hub_a, priya):
    def more():
        make_group(hub_a, leads=[priya], sessions=[on(date(2027, 2, 4))])
        make_article(hub_a, authors=[priya, "Bea Guest"])

    def cost():
        answer(client, hub_a, priya)
        with CaptureQueriesContext(connection) as captured:
            answer(client, hub_a, priya)
        return len(captured)

    more()
    few = cost()
    for _number in range(4):
        more()
    assert cost() == few <= 20


def test_a_role_that_ends_this_month_still_holds(client, hub_a, priya):
    priya.roles.all().delete()
    PersonRole.objects.create(person=priya, role="work_group_lead", from_month="2024-09", to_month="2026-11")
    assert answer(client, hub_a, priya).status_code == 200
    with clock.frozen_at(datetime(2026, 12, 1, 9, tzinfo=clock.LONDON)):
        assert answer(client, hub_a, priya).status_code == 404
