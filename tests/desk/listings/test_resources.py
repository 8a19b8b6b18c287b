"""The list of collections by their review. It is 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from tests.desk.listings.asking import sheet, shown, titles
from tests.factories import index_of, make_collection, make_document, material
from wagtail_mathshub.pages.models import HubResourceIndexPage, ResourceCollectionPage
from wagtail_mathshub.publishing.outgoing_links import LinkState, LinkUse, OutgoingLink

pytestmark = pytest.mark.usefixtures("reference_time")


def link(page, state: str, name: str = "a") -> None:
    row = OutgoingLink.objects.create(url=f"https://{name}.example", digest=name, state=state)
    for place in ("Lesson 1", "Lesson 2"):
        LinkUse.objects.create(link=row, page=page, place=place)


@pytest.fixture
def collections(hub_a):
    return {
        title: make_collection(hub_a, title=title, last_checked=checked)
        for title, checked in (
            ("Fresh", date(2026, 11, 1)),
            ("Due soon", date(2025, 1, 10)),
            ("Old", date(2024, 11, 22)),
            ("Never", None),
        )
    }


def test_those_that_waited_longest_come_first(client_a, collections):
    assert titles(client_a, "resources") == ["Never", "Old", "Due soon", "Fresh"]


def test_the_filters_find_what_is_due_now_and_soon_and_was_never_checked(client_a, collections):
    assert titles(client_a, "resources", review="due") == ["Never", "Old"]
    assert titles(client_a, "resources", review="soon") == ["Due soon"]
    assert titles(client_a, "resources", review="never") == ["Never"]


def test_a_dead_link_makes_a_fresh_collection_due(client_a, collections):
    assert titles(client_a, "resources", review="dead_links") == []
    link(collections["Fresh"], LinkState.DEAD)
    link(collections["Due soon"], LinkState.WORKS, "b")
    assert titles(client_a, "resources", review="dead_links") == ["Fresh"]
    assert "Fresh" in titles(client_a, "resources", review="due")
    lines = {line["Title"]: line for line in sheet(client_a, "resources")}
    assert (lines["Fresh"]["Review"], lines["Fresh"]["Dead links"]) == ("Needs review", "1")
    assert (lines["Due soon"]["Review"], lines["Due soon"]["Dead links"]) == ("Current", "0")


def test_each_says_when_it_is_due_and_how_many_files_it_has(client_a, hub_a):
    document = make_document()
    lessons = [{"materials": [material(document), material(document)]}, {"materials": [material(document)]}]
    make_collection(hub_a, title="Leap day", last_checked=date(2024, 2, 29), lessons=lessons)
    (line,) = sheet(client_a, "resources")
    assert (line["Last checked"], line["Review due"], line["Files"]) == ("2024-02-29", "2026-02-28", "3")


def test_a_draft_with_nothing_but_a_title_is_listed(client_a, hub_a):
    page = ResourceCollectionPage(title="Bare", live=False)
    index_of(hub_a, HubResourceIndexPage).add_child(instance=page)
    assert "Bare" in shown(client_a, "resources")
    (line,) = sheet(client_a, "resources")
    assert (line["Files"], line["Last checked"], line["Review"]) == ("0", "", "Needs review")
