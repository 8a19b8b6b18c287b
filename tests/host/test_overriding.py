"""A site's own templates, found before the package's: one block of a page, or one include."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as django_settings

from tests.factories import PersonFactory, index_of, make_article, make_group, on
from tests.finding.test_search import make_page
from wagtail_mathshub.pages.models import HubArticleIndexPage
from wagtail_mathshub.people.models import PersonRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def own_templates(settings):
    """The site has a folder of templates of its own."""
    engines = deepcopy(django_settings.TEMPLATES)
    engines[0]["DIRS"] = [TEMPLATES]
    settings.TEMPLATES = engines


def shown(client, hub, address):
    answer = client.get(address, headers={"host": hub.site.hostname})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def shown_page(client, hub, page):
    return shown(client, hub, page.get_url_parts()[2])


@pytest.fixture
def group(hub_a):
    person = PersonFactory(site=hub_a.site, name="Priya Wynn")
    PersonRole.objects.create(person=person, role="work_group_lead")
    sessions = [on(date(2027, 2, 4), label="Day 1 of ours")]
    return make_group(hub_a, title="Continuity", leads=[person], apply_via="email", sessions=sessions)


def test_without_them_the_packages_are_shown(client, hub_a, group):
    soup = shown_page(client, hub_a, group)
    assert soup.select("#ours") == []
    assert "Day 1 of ours" in soup.text


def test_one_block_of_a_page_changes_and_the_rest_stays(client, hub_a, group, own_templates):
    soup = shown_page(client, hub_a, group)
    assert soup.select_one("main #ours").text == "Ask us when it meets."
    assert "Day 1 of ours" not in soup.select_one("main").text
    assert soup.h1.text.strip() == "Continuity"
    for part in (".mh-header", ".mh-footer", ".mh-panel", 'link[href$="hub.css"]', "link[rel=canonical]"):
        assert soup.select(part), part
    assert "Priya Wynn" in soup.text


def test_a_block_may_keep_what_the_package_has_in_it(client, hub_a, own_templates):
    make_article(hub_a, title="Corners")
    soup = shown_page(client, hub_a, index_of(hub_a, HubArticleIndexPage))
    assert soup.select_one("#ours")
    assert soup.select(".mh-archive")
    assert "Corners" in soup.text


def test_an_include_changes_wherever_it_is_used(client, hub_a, group, own_templates):
    person = group.leads.get().person
    for address in (group.get_parent().get_url_parts()[2], f"/hub/people/{person.slug}/"):
        soup = shown(client, hub_a, address)
        assert [card.text for card in soup.select(".our-card")] == ["Continuity"]
    assert shown(client, hub_a, "/hub/search/").select_one("#our-form")


def test_the_example_sites_own_line_stands_below_the_packages_content(client, hub_a):
    page = make_page(hub_a, title="About", body=[("text", "<p>Our words.</p>")])
    main = shown_page(client, hub_a, page).select_one("main").text
    assert main.index("Our words.") < main.index("This hub is invented, to show the package.")
