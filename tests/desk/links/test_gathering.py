"""What is stored of links follows what is published."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.desk.links.pages import a, dead, link, stored
from tests.factories import index_of, make_article, make_collection, make_document, material
from tests.importing.sockets import no_connections_but
from wagtail_mathshub.desk.links.gathering import gather
from wagtail_mathshub.pages.models import HubArticleIndexPage, HubArticlePage
from wagtail_mathshub.publishing import generation
from wagtail_mathshub.publishing.outgoing_links import LinkUse, OutgoingLink

pytestmark = pytest.mark.django_db
OUT = "https://elsewhere.example.net"


def uses() -> list[tuple]:
    rows = LinkUse.objects.order_by("pk").values_list("page__title", "link__url", "place", "words")
    return list(rows)


def test_links_of_published_pages_are_stored_once_and_their_uses_each(hub_a, hub_b):
    make_article(hub_a, title="One", body=[("text", a(f"{OUT}/"))])
    make_article(hub_b, title="Two", body=[("text", a(f"{OUT}/") + a(f"{OUT}/", "there"))])
    make_article(hub_b, title="Draft", body=[("text", a(f"{OUT}/draft"))], live=False)
    assert gather().added == 3
    assert stored() == {f"{OUT}/"}
    assert uses() == [
        ("One", f"{OUT}/", "Text", "here"),
        ("Two", f"{OUT}/", "Text", "here"),
        ("Two", f"{OUT}/", "Text", "there"),
    ]


def test_a_second_time_changes_nothing(hub_a):
    make_article(hub_a, body=[("text", a(f"{OUT}/1") + a(f"{OUT}/1") + a(f"{OUT}/2"))])
    gather()
    before = list(LinkUse.objects.order_by("pk").values_list("pk", flat=True))
    again = gather()
    assert (again.added, again.removed) == (0, 0)
    assert list(LinkUse.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert len(before) == 3


def test_links_that_are_gone_are_forgotten_with_what_was_known_of_them(hub_a):
    page = make_article(hub_a, body=[("text", a(f"{OUT}/old") + a(f"{OUT}/stays"))])
    gather()
    page.body = [("text", a(f"{OUT}/new") + a(f"{OUT}/stays"))]
    page.save()
    found = gather()
    assert (found.added, found.removed) == (1, 1)
    assert stored() == {f"{OUT}/new", f"{OUT}/stays"}


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_links_of_pages_that_are_gone_are_forgotten(hub_a, how):
    page = make_article(hub_a, body=[("text", a(f"{OUT}/"))])
    gather()
    getattr(page, how)()
    gather()
    assert not LinkUse.objects.exists()
    assert stored() == set()


def test_a_run_for_one_hub_leaves_the_other_alone(hub_a, hub_b):
    for hub in (hub_a, hub_b):
        make_article(hub, body=[("text", a(f"{OUT}/{hub.key}"))])
    gather(hub_a)
    assert stored() == {f"{OUT}/alder"}


def count(hub, pages: int, monkeypatch=None) -> int:
    for number in range(pages):
        lesson = {"materials": [link(f"{OUT}/{number}-{n}") for n in range(3)]}
        make_collection(hub, title=f"C{number}", lessons=[lesson])
        make_article(hub, title=f"A{number}", body=[("text", a(f"{OUT}/a{number}"))])
    with CaptureQueriesContext(connection) as captured:
        gather()
    return len(captured)


def test_twenty_pages_cost_no_more_queries_than_two(hub_a):
    few = count(hub_a, 1)
    LinkUse.objects.all().delete()
    OutgoingLink.objects.all().delete()
    assert count(hub_a, 20) == few


def test_a_big_site_is_read_a_few_pages_at_a_time(hub_a, monkeypatch):
    from wagtail_mathshub.desk.links import gathering

    monkeypatch.setattr(gathering, "PAGES_AT_ONCE", 2)
    monkeypatch.setattr(gathering, "KEYS_AT_ONCE", 3)
    count(hub_a, 5)
    assert OutgoingLink.objects.count() == 20
    assert gather().added == 0
    LinkUse.objects.all().delete()
    gathering.forget_unused()
    assert not OutgoingLink.objects.exists()


# --- Links to what lies on this site. ---


def to_page(page) -> list:
    return [("text", f'<p><a linktype="page" id="{page.pk}">there</a></p>')]


def state_of(target: str) -> tuple[str, str]:
    return OutgoingLink.objects.values_list("state", "reason").get(url=target)


def test_links_to_pages_die_and_live_with_them_without_a_run(hub_a):
    page = make_article(hub_a, title="Target")
    make_article(hub_a, title="From", body=to_page(page))
    gather()
    assert state_of(f"page:{page.pk}")[0] == "works"
    page.unpublish()
    assert state_of(f"page:{page.pk}") == ("dead", "The page is not published.")
    page.save_revision().publish()
    assert state_of(f"page:{page.pk}") == ("works", "")
    key = page.pk
    page.delete()
    assert state_of(f"page:{key}") == ("dead", "The page has been deleted.")


def test_links_to_files_die_with_them(hub_a):
    document = make_document()
    make_collection(hub_a, lessons=[{"materials": [material(document)]}])
    gather()
    key = document.pk
    assert state_of(f"document:{key}")[0] == "works"
    get_document_model().objects.get(pk=key).delete()
    assert state_of(f"document:{key}") == ("dead", "The file has been deleted.")


def test_what_is_private_is_not_called_dead(hub_a):
    page, document = make_article(hub_a, title="Target"), make_document()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="sums")
    document.collection = Collection.get_first_root_node().add_child(name="Private")
    document.save()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    make_article(hub_a, title="From", body=to_page(page))
    make_collection(hub_a, lessons=[{"materials": [material(document)]}])
    gather()
    assert {state for state, _why in (state_of(f"page:{page.pk}"), state_of(f"document:{document.pk}"))} == {
        "unsure"
    }


def test_a_reason_names_nothing_of_another_hub(hub_a, hub_b):
    page = make_article(hub_b, title="A secret plan of birch")
    make_article(hub_a, title="From", body=to_page(page))
    page.unpublish()
    gather()
    row = OutgoingLink.objects.get(url=f"page:{page.pk}")
    assert row.state == "dead"
    assert "secret" not in "".join(str(value) for value in vars(row).values())


# --- Publishing. ---


def test_publishing_reads_the_page_and_asks_nothing_of_the_network(client, publisher_a, hub_a):
    client.force_login(publisher_a)
    index = index_of(hub_a, HubArticleIndexPage)
    page = index.add_child(instance=HubArticlePage(title="New", live=False, body=[("text", a(f"{OUT}/"))]))
    with no_connections_but() as seen:
        page.save_revision()
        assert stored() == set()
        page.save_revision().publish()
        assert stored() == {f"{OUT}/"}
        page.body = []
        page.save_revision().publish()
        assert not LinkUse.objects.exists()
        screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert screen.status_code == 200
    assert (seen.made, seen.looked_up) == ([], [])


def test_mending_a_dead_link_and_publishing_clears_the_collection_at_once(hub_a, reference_time):
    page = make_collection(
        hub_a, last_checked=reference_time.date(), lessons=[{"materials": [link(f"{OUT}/gone")]}]
    )
    dead(page, f"{OUT}/gone", place="Lesson 1: Lesson 0", words="")
    assert type(page).objects.get(pk=page.pk).state == "needs_review"
    lesson = page.lessons.get()
    lesson.materials = [link(f"{OUT}/mended")]
    page.lessons = [lesson]
    page.save_revision().publish()
    assert type(page).objects.get(pk=page.pk).state == "current"


def test_a_collection_whose_dead_links_change_moves_the_content(hub_a, monkeypatch):
    moved: list[int] = []
    monkeypatch.setattr(generation, "bump", lambda: moved.append(1))
    page = make_collection(hub_a, lessons=[{"materials": [link(f"{OUT}/gone"), link(f"{OUT}/well")]}])
    row = dead(page, f"{OUT}/gone")
    LinkUse.objects.all().delete()
    moved.clear()
    gather()
    assert moved
    moved.clear()
    gather()
    assert not moved
    LinkUse.objects.create(link=row, page=page, place="Old")
    gather()
    assert moved
