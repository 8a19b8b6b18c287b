"""The accessibility statement that each hub starts with."""

from __future__ import annotations

from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import Page

from wagtail_mathshub.desk import accessibility_statement
from wagtail_mathshub.desk.setting_up import set_up_hub
from wagtail_mathshub.pages.models import HubContentPage

pytestmark = pytest.mark.django_db
HEADINGS = [
    "How accessible this website is",
    "What to do if you can't use part of this website",
    "Telling us about a problem",
    "If you are not happy with our answer",
    "Technical information about this website's accessibility",
    "How far it meets the standard",
    "What is not accessible",
    "Where we do not comply with the accessibility regulations",
    "Where putting it right would be a disproportionate burden",
    "What the accessibility regulations do not cover",
    "What we are doing to improve it",
    "When and how this statement was made",
]


def statement():
    return HubContentPage.objects.get(slug=accessibility_statement.SLUG)


def body_of(page):
    return BeautifulSoup(page.body.render_as_block(), "html.parser")


def test_it_is_a_draft_outside_the_menu_with_the_headings_that_the_law_asks_for(client):
    hub = set_up_hub(key="fenmarsh", name="Fenmarsh & Co Maths Hub").hub
    page = statement()
    assert (page.live, page.has_unpublished_changes, page.show_in_menus) == (False, True, False)
    assert page.latest_revision is not None
    assert client.get("/accessibility-statement/", headers={"host": hub.site.hostname}).status_code == 404
    body = body_of(page)
    assert [heading.text for heading in body.select("h2, h3")] == HEADINGS
    text = " ".join(body.text.split())
    assert "This statement is about the website of Fenmarsh & Co Maths Hub at http://" in text
    for words in (
        "[date]",
        "[email]",
        "[fully / partially / not]",
        "Equality and Human Rights Commission (EHRC)",
        "0808 800 0082",
    ):
        assert words in text


def test_once_published_it_stands_in_the_foot_of_each_page(client):
    hub = set_up_hub(key="fenmarsh", name="Fenmarsh").hub
    headers = {"host": hub.site.hostname}
    assert "Accessibility statement" not in client.get("/", headers=headers).content.decode()
    statement().get_latest_revision().publish()
    foot = BeautifulSoup(client.get("/", headers=headers).content, "html.parser").select_one(".mh-footer")
    assert foot.find("a", string="Accessibility statement")["href"] == "/accessibility-statement/"


def test_the_command_says_what_to_do_with_it_and_makes_it_once():
    def run():
        out = StringIO()
        call_command("mathshub_setup", hub_key="fenmarsh", stdout=out)
        return out.getvalue()

    assert "fill in what stands in [brackets], then publish it" in run()
    before = list(Page.objects.order_by("pk").values())
    assert "all was there already" in run()
    assert list(Page.objects.order_by("pk").values()) == before


def test_a_statement_that_a_hub_has_already_is_left_alone():
    hub = set_up_hub(key="fenmarsh", name="Fenmarsh").hub
    page = statement()
    page.title, page.body = "Our own", [("text", "<p>Ours.</p>")]
    page.save_revision().publish()
    set_up_hub(key="fenmarsh", name="Fenmarsh")
    assert (statement().title, statement().live) == ("Our own", True)
    assert hub.site.root_page.get_children().filter(slug=accessibility_statement.SLUG).count() == 1
