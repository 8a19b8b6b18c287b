"""Dead links on the screen on which a page is edited."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.desk.links.pages import a, dead, link
from tests.factories import INDEXES, index_of, make_article, make_collection, make_event, make_group, make_job
from tests.importing.sockets import no_connections_but
from wagtail_mathshub.hubs.mixins import HubPage, IndexPage
from wagtail_mathshub.pages.models import HubArticlePage, HubContentPage
from wagtail_mathshub.publishing.links_panel import LinksPanel
from wagtail_mathshub.publishing.outgoing_links import LinkUse

pytestmark = pytest.mark.django_db
GONE = "https://gone.example.net/sums"
HEADING = "Readers who follow these links get nowhere"
EVIL = '"><script>alert(1)</script>'


def screen(client, page) -> str:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def below_home(hub, **fields):
    return hub.site.root_page.add_child(instance=HubContentPage(title="About", **fields))


CASES = {
    "article": lambda hub: make_article(hub, body=[("text", a(GONE))]),
    "collection": lambda hub: make_collection(hub, lessons=[{"materials": [link(GONE)]}]),
    "event": lambda hub: make_event(hub, booking_url=GONE),
    "job": lambda hub: make_job(hub, apply_via="link", apply_url=GONE),
    "group": lambda hub: make_group(hub, what_is_involved=a(GONE)),
    "text": lambda hub: below_home(hub, body=[("text", a(GONE))]),
}


@pytest.mark.parametrize("kind", CASES)
def test_each_kind_of_page_says_which_of_its_links_are_dead(client, editor_a, hub_a, kind):
    page = CASES[kind](hub_a)
    client.force_login(editor_a)
    assert HEADING not in screen(client, page)
    dead(page, GONE)
    with no_connections_but() as seen:
        html = screen(client, page)
    assert HEADING in html
    assert GONE in html
    assert "Since 2 November 2026." in html
    assert (seen.made, seen.looked_up) == ([], [])


def test_every_page_type_in_which_a_link_can_stand_has_the_panel():
    without = {
        model.__name__
        for model in apps.get_models()
        if issubclass(model, HubPage)
        and not any(isinstance(p, LinksPanel) for p in panels(model.get_edit_handler()))
    }
    assert without == {model.__name__ for model in apps.get_models() if issubclass(model, IndexPage)}
    assert {model.__name__ for model in INDEXES.values()} == without


def panels(handler):
    yield handler
    for child in getattr(handler, "children", ()):
        yield from panels(child)


def test_it_follows_the_draft_that_is_being_edited(client, editor_a, hub_a):
    page = make_article(hub_a, body=[("text", a(GONE))])
    dead(page, GONE)
    page.body = [("text", "<p>No link.</p>")]
    page.save_revision()
    client.force_login(editor_a)
    assert HEADING not in screen(client, page)
    page.body = [("text", a(GONE, "again"))]
    page.save_revision()
    assert "“again”" in screen(client, page)


def test_a_link_to_a_page_that_was_unpublished_is_dead_without_any_run(client, editor_a, hub_a):
    target = make_article(hub_a, title="Target")
    page = make_article(hub_a, body=[("text", f'<p><a linktype="page" id="{target.pk}">there</a></p>')])
    client.force_login(editor_a)
    assert HEADING not in screen(client, page)
    target.unpublish()
    assert "The page is not published." in screen(client, page)


def test_markup_stays_text(client, editor_a, hub_a):
    url = "https://example.net/'><script>alert(1)</script>"
    body = [
        (
            "text",
            a("https://example.net/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;", "<b>&lt;script&gt;</b>"),
        )
    ]
    page = make_article(hub_a, title=EVIL, body=body)
    dead(page, 'https://example.net/"><script>alert(1)</script>', reason=EVIL)
    assert LinkUse.objects.count() == 1
    client.force_login(editor_a)
    html = screen(client, page)
    assert HEADING in html
    assert "<script>alert(1)" not in html.replace("\\u003Cscript", "")
    assert url not in html


def test_drafts_with_only_a_title_open(client, editor_a, hub_a):
    client.force_login(editor_a)
    for model in INDEXES.values():
        index = index_of(hub_a, model)
        for child in index.allowed_subpage_models():
            page = index.add_child(instance=child(title="Only this", live=False))
            assert HEADING not in screen(client, page)


def test_many_links_cost_no_more_queries(client, editor_a, hub_a):
    few = make_article(hub_a, body=[("text", a(GONE))])
    many = make_article(hub_a, title="Many", body=[("text", "".join(a(f"{GONE}/{n}") for n in range(60)))])
    dead(few, GONE)
    for number in range(60):
        dead(many, f"{GONE}/{number}")
    client.force_login(editor_a)
    # At the first time Wagtail notes who looks.
    screen(client, few)
    screen(client, many)
    costs = []
    for page in (few, many):
        with CaptureQueriesContext(connection) as captured:
            screen(client, page)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_saving_a_draft_asks_nothing_of_the_network(client, editor_a, hub_a):
    page = make_article(hub_a, body=[("text", a(GONE))])
    client.force_login(editor_a)
    with no_connections_but() as seen:
        HubArticlePage.objects.get(pk=page.pk).save_revision(user=editor_a)
    assert (seen.made, seen.looked_up) == ([], [])
    assert not LinkUse.objects.exists()
