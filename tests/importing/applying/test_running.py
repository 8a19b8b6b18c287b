"""Whole imports, from pages in memory to pages of the hub."""

from __future__ import annotations

from dataclasses import replace

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, Revision

from tests.importing.sources_in_memory import OLD, MemorySource, MemoryStore, page
from wagtail_mathshub.importing.applying.running import Order, run, trial
from wagtail_mathshub.importing.applying.undoing import undo
from wagtail_mathshub.importing.source_pages import Status
from wagtail_mathshub.importing.tables import ImportItem, ImportRun, ItemState
from wagtail_mathshub.pages.models import HubContentPage


def ordered(hub, *pages, **values):
    store = values.pop("store", MemoryStore())
    return Order(hub=hub, source=MemorySource(*pages), store=store, **values)


def dump() -> list[tuple]:
    return list(
        Page.objects.order_by("path").values_list("pk", "url_path", "title", "live", "latest_revision_id")
    )


def test_a_page_becomes_a_draft_with_one_revision(hub_a):
    run(ordered(hub_a, page("about-us")))
    made = HubContentPage.objects.get(slug="about-us")
    assert not made.live
    assert made.title == "About us"
    assert made.revisions.count() == 1
    assert made.latest_revision.as_object().body.raw_data[0]["type"] == "text"


def test_what_was_public_is_published_only_when_asked(hub_a):
    hidden = [
        page(str(status), status=status)
        for status in (Status.DRAFT, Status.PRIVATE, Status.PASSWORD, Status.SCHEDULED, Status.TRASHED)
    ]
    run(ordered(hub_a, page("open"), *hidden, publish=True))
    assert list(HubContentPage.objects.live().values_list("slug", flat=True)) == ["open"]
    assert not HubContentPage.objects.filter(slug="trashed").exists()
    made = HubContentPage.objects.get(slug="open")
    assert made.live_revision == made.latest_revision
    assert made.first_published_at.year == 2023


def test_a_second_run_changes_nothing(hub_a):
    pages = [page("one", f'<p><a href="{OLD}/two">Two</a></p>'), page("two")]
    run(ordered(hub_a, *pages, publish=True))
    before = dump(), Revision.objects.count(), Redirect.objects.count()
    second = run(ordered(hub_a, *pages, publish=True))
    assert (dump(), Revision.objects.count(), Redirect.objects.count()) == before
    assert set(ImportItem.objects.values_list("state", flat=True)) == {ItemState.CREATED}
    assert not second.made.exists()


def test_links_between_imported_pages_become_page_links_in_either_direction(hub_a):
    link = '<p><a href="http://www.old.example.org/{}?utm_source=x">There</a></p>'
    run(ordered(hub_a, page("one", link.format("two/")), page("two", link.format("one")), publish=True))
    for name, other in (("one", "two"), ("two", "one")):
        made = HubContentPage.objects.get(slug=name)
        text = made.body.raw_data[0]["value"]
        assert f'linktype="page" id="{HubContentPage.objects.get(slug=other).pk}"' in text
        assert made.revisions.count() == 1
        assert ReferenceIndex.get_references_to(HubContentPage.objects.get(slug=other)).count() == 1
    assert not ImportItem.objects.exclude(open_links=[]).exists()


def test_a_changed_source_updates_what_nobody_has_touched(hub_a):
    first = page("one", "<p>Old words.</p>")
    run(ordered(hub_a, first))
    made = HubContentPage.objects.get(slug="one")
    made.title = "My own title"
    made.save_revision()
    run(ordered(hub_a, replace(first, title="Their title", html="<p>New words.</p>")))
    latest = HubContentPage.objects.get().get_latest_revision_as_object()
    assert latest.title == "My own title"
    assert "New words" in str(latest.body)
    assert ImportItem.objects.get().state == ItemState.KEPT


def test_a_page_that_was_deleted_here_stays_away(hub_a):
    run(ordered(hub_a, page("one")))
    HubContentPage.objects.get(slug="one").delete()
    run(ordered(hub_a, replace(page("one"), title="Changed")))
    assert not HubContentPage.objects.exists()


def test_a_trial_writes_nothing_and_says_the_same(hub_a):
    pages = [page("one"), page("two", f'<p><a href="{OLD}/one">One</a></p>')]
    before = dump()

    def look(row):
        return list(row.items.values_list("title", "kind", "state", "findings"))

    found = trial(ordered(hub_a, *pages, publish=True), look=look)
    assert dump() == before
    assert not ImportRun.objects.exists()
    assert found == look(run(ordered(hub_a, *pages, publish=True)))


def test_undo_leaves_the_site_as_it_was(hub_a):
    before = dump()
    row = run(ordered(hub_a, page("one"), page("two", parent="one"), publish=True))
    assert len(dump()) == len(before) + 2
    assert undo(row) == []
    assert dump() == before
    assert not Redirect.objects.exists()
    assert not ImportItem.objects.exists()


def test_undo_keeps_what_somebody_has_edited(hub_a):
    row = run(ordered(hub_a, page("one")))
    made = HubContentPage.objects.get()
    made.title = "Edited"
    made.save_revision()
    assert len(undo(row)) == 1
    assert HubContentPage.objects.exists()
    assert undo(row, also_edited=True) == []
    assert not HubContentPage.objects.exists()


def test_children_go_below_their_imported_parents(hub_a):
    run(ordered(hub_a, page("one"), page("two", parent="one")))
    assert HubContentPage.objects.get(slug="two").get_parent().slug == "one"


@pytest.mark.parametrize("old", ["/one", "/one/", "/?p=12"])
def test_old_addresses_lead_to_the_new_page(hub_a, client, old):
    run(
        ordered(
            hub_a,
            page("one", aliases=(f"{OLD}/?p=12", f"{OLD}/2020/one/")),
            page("p", slug="one"),
            publish=True,
        )
    )
    made = HubContentPage.objects.get(slug="one")
    answer = client.get(old, headers={"host": hub_a.site.hostname}, follow=True)
    assert answer.status_code == 200
    assert answer.context["page"].pk == made.pk


def test_words_that_run_from_right_to_left_are_kept_to_the_letter(hub_a):
    words = "\u05e9\u05dc\u05d5\u05dd \u0627\u0644\u0631\u064a\u0627\u0636\u064a\u0627\u062a\u200f 3\u00d74"
    run(
        ordered(
            hub_a,
            page("one", f'<h2 dir="rtl">{words}</h2><ul><li>{words}<ol><li>{words}</li></ol></li></ul>'),
        )
    )
    heading, text = HubContentPage.objects.get().body.raw_data
    assert heading["value"]["text"] == words
    assert text["value"] == f"<ul><li>{words}<ol><li>{words}</li></ol></li></ul>"
