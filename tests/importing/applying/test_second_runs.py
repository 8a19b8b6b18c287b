"""A run after another: with other options, with another old site, or in the middle of one that failed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from wagtail.models import Page, Revision

from tests.importing.sources_in_memory import OLD, MemorySource, MemoryStore, page, png
from wagtail_mathshub.importing import report
from wagtail_mathshub.importing.applying.running import Order, run, trial
from wagtail_mathshub.importing.applying.undoing import undo
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.refusals import PageRefused
from wagtail_mathshub.importing.source_pages import Status
from wagtail_mathshub.importing.tables import ImportItem, ImportMade, ItemState
from wagtail_mathshub.pages.models import HubContentPage, WorkGroupPage

PICTURE = f"{OLD}/counters.png"
WITH_PICTURE = f'<p><img src="{PICTURE}" alt="Three counters"></p>'
GROUP = (
    "<h2>Who is this for?</h2><p>Work Group code NCP26-11, for teachers.</p><h2>Dates</h2><ul>"
    "<li>Tuesday 6 October 2026, 10am to 3pm</li><li>Tuesday 3 November 2026, 10am to 3pm</li></ul>"
)


def bring(hub, *pages, files=None, key="html:old.example.org", **values):
    return run(Order(hub=hub, source=MemorySource(*pages, key=key), store=MemoryStore(files), **values))


def everything() -> list[tuple]:
    tables = (Page, Revision, ImportItem, ImportMade)
    return [row for table in tables for row in table.objects.order_by("pk").values_list()]


def latest(slug: str) -> HubContentPage:
    return HubContentPage.objects.get(slug=slug).get_latest_revision_as_object()


@pytest.mark.parametrize("publish", [False, True])
def test_what_was_left_out_or_could_not_be_opened_is_not_written_again(hub_a, publish):
    pages = [page("one", WITH_PICTURE), page("binned", status=Status.TRASHED)]
    bring(hub_a, *pages, files={PICTURE: b"no picture"}, publish=publish)
    before = everything()
    second = bring(hub_a, *pages, files={PICTURE: b"no picture"}, publish=publish)
    assert everything() == before
    assert report.counts_of(second) == {"unchanged": 1, "left_out": 1}


def test_a_later_run_publishes_what_was_public_and_nobody_has_touched(hub_a):
    pages = [page("open"), page("edited"), page("withdrawn"), page("hidden", status=Status.PRIVATE)]
    bring(hub_a, *pages)
    edited = HubContentPage.objects.get(slug="edited")
    edited.title = "Under my hands"
    edited.save_revision()
    HubContentPage.objects.get(slug="withdrawn").latest_revision.publish()
    HubContentPage.objects.get(slug="withdrawn").unpublish()
    second = bring(hub_a, *pages, publish=True)
    made = HubContentPage.objects.get(slug="open")
    assert [entry.slug for entry in HubContentPage.objects.live()] == ["open"]
    assert made.live_revision == made.latest_revision
    assert made.first_published_at.year == 2023
    assert ImportItem.objects.get(source_id="open").state == ItemState.UPDATED
    before = everything()
    bring(hub_a, *pages, publish=True)
    assert everything() == before
    assert undo(second) == []
    assert not HubContentPage.objects.live().exists()
    assert HubContentPage.objects.get(slug="open").first_published_at is None


def test_a_page_that_changed_is_published_with_its_new_words(hub_a):
    bring(hub_a, page("one"))
    bring(hub_a, page("one", "<p>New words.</p>"), publish=True)
    made = HubContentPage.objects.get(slug="one")
    assert made.live
    assert "New words" in str(made.body)


def test_a_run_for_some_pages_leaves_the_others_alone(hub_a):
    bring(hub_a, page("one"), page("two"))
    before = everything()
    bring(hub_a, page("one", "<p>New words.</p>"), page("two"), only=frozenset({"two"}))
    assert everything() == before
    bring(hub_a, page("one", "<p>New words.</p>"), page("two"))
    assert "New words" in str(latest("one").body)


def test_a_page_stays_of_its_type_when_the_old_one_looks_like_another(hub_a):
    bring(hub_a, page("one"))
    bring(hub_a, page("one", GROUP))
    item = ImportItem.objects.get()
    assert item.kind == PlanKind.PAGE
    assert "6 October 2026" in str(latest("one").body)
    assert "other_kind" in [notice["code"] for notice in item.notices]


def test_what_the_old_site_no_longer_says_becomes_empty(hub_a):
    bring(hub_a, page("one", GROUP))
    assert WorkGroupPage.objects.get().sessions.count() == 2
    bring(hub_a, page("one", "<h2>Who is this for?</h2><p>Work Group code NCP26-11, for teachers.</p>"))
    group = WorkGroupPage.objects.get().get_latest_revision_as_object()
    assert group.sessions.count() == 0


def test_only_what_both_have_changed_is_said_to_be_kept(hub_a):
    bring(hub_a, page("one"))
    made = HubContentPage.objects.get(slug="one")
    made.title = "My own title"
    made.save_revision()
    bring(hub_a, page("one", "<p>New words.</p>"))
    item = ImportItem.objects.get()
    assert (item.state, item.notices) == (ItemState.UPDATED, [])
    bring(hub_a, page("one", "<p>New words.</p>", title="Theirs"))
    item.refresh_from_db()
    assert item.state == ItemState.KEPT
    assert "title" in item.notices[0]["message"]


def test_a_page_that_failed_is_tried_again(hub_a):
    def refuse(page, kind=None):
        raise PageRefused("Not today.")

    bring(hub_a, page("one"))
    bring(hub_a, page("one", "<p>New words.</p>"), plan=refuse)
    assert ImportItem.objects.get().notices == [{"code": "failed", "message": "Not today.", "source": ""}]
    bring(hub_a, page("one", "<p>New words.</p>"))
    assert "New words" in str(latest("one").body)


def test_a_part_that_was_deleted_here_stays_away(hub_a):
    def plans(page, kind=None):
        words = [{"type": "text", "value": f"<p>{page.title}</p>"}]
        return [
            Plan(PlanKind.PAGE, 1, page.title, body=words),
            Plan(PlanKind.WORK_GROUP, 1, "Part", part="2"),
        ]

    bring(hub_a, page("one"), plan=plans)
    WorkGroupPage.objects.get().delete()
    bring(hub_a, page("one", title="Another title"), plan=plans)
    assert not WorkGroupPage.objects.exists()
    assert latest("one").title == "Another title"


def test_long_names_are_told_apart(hub_a):
    name = "x" * 600
    bring(hub_a, page("one", id=f"{name}1"), page("two", id=f"{name}2"))
    assert HubContentPage.objects.count() == ImportItem.objects.count() == 2
    before = everything()
    bring(hub_a, page("one", id=f"{name}1"), page("two", id=f"{name}2"))
    assert everything() == before


def test_links_lead_to_pages_of_another_old_site_of_the_hub(hub_a):
    bring(hub_a, page("one", address="https://older.example.org/one/"), key="html:older.example.org")
    bring(hub_a, page("two", '<p><a href="https://older.example.org/one/#part">There</a></p>'))
    assert f'linktype="page" id="{latest("one").pk}"' in str(latest("two").body.raw_data[0])


def test_relinking_publishes_what_somebody_has_published(hub_a):
    one = page("one", f'<p><a href="{OLD}/two/">Two</a></p>')
    bring(hub_a, one, publish=True)
    made = HubContentPage.objects.get(slug="one")
    made.title = "My own title"
    made.save_revision().publish()
    bring(hub_a, one, page("two"), publish=True)
    made.refresh_from_db()
    assert (made.title, made.has_unpublished_changes) == ("My own title", False)
    assert 'linktype="page"' in str(made.body.raw_data[0])


def test_a_run_that_failed_in_the_middle_goes_on(hub_a):
    def look(page, kind=None):
        if page.id == "two":
            raise RuntimeError
        return [Plan(PlanKind.PAGE, 1, page.title)]

    pages = [page("one"), page("two")]
    with pytest.raises(RuntimeError):
        bring(hub_a, *pages, plan=look, publish=True)
    first = ImportItem.objects.get().run
    row = bring(hub_a, *pages, publish=True)
    assert row == first
    assert HubContentPage.objects.live().count() == 2
    assert not ImportItem.objects.filter(indexed=False).exists()


def test_a_trial_that_fails_in_the_middle_leaves_nothing(hub_a):
    def look(page, kind=None):
        if page.id == "two":
            raise RuntimeError
        return [Plan(PlanKind.PAGE, 1, page.title, notices=(Notice("x", "y"),))]

    before = everything()
    with pytest.raises(RuntimeError):
        trial(
            Order(hub_a, MemorySource(page("one"), page("two")), MemoryStore(), plan=look),
            look=lambda row: row,
        )
    assert everything() == before


def test_a_page_that_was_moved_to_another_hub_is_left_to_it(hub_a, hub_b):
    one, below = page("one"), page("below", parent="one")
    bring(hub_a, one, publish=True)
    HubContentPage.objects.get(slug="one").move(hub_b.site.root_page.specific, pos="last-child")
    bring(hub_a, replace(one, html="<p>New words.</p>"), below, publish=True)
    assert "New words" not in str(HubContentPage.objects.get(slug="one").body)
    assert HubContentPage.objects.get(slug="below").is_descendant_of(hub_a.site.root_page)


def test_two_hubs_do_not_see_each_other(hub_a, hub_b):
    pages = [page("one", f'<p><a href="{OLD}/two/">Two</a></p>{WITH_PICTURE}'), page("two")]
    row = bring(hub_a, *pages, files={PICTURE: png()}, publish=True)
    pages_of_a = list(Page.objects.descendant_of(hub_a.site.root_page, inclusive=True).values())
    items_of_a = list(ImportItem.objects.values())
    bring(hub_b, *pages, files={PICTURE: png()}, publish=True)
    assert list(Page.objects.descendant_of(hub_a.site.root_page, inclusive=True).values()) == pages_of_a
    assert list(ImportItem.objects.filter(site=hub_a.site).values()) == items_of_a
    for hub in (hub_a, hub_b):
        below = HubContentPage.objects.descendant_of(hub.site.root_page)
        text = below.get(slug="one").body.raw_data[0]["value"]
        assert f'id="{below.get(slug="two").pk}"' in text
    assert undo(row) == []
    assert HubContentPage.objects.descendant_of(hub_b.site.root_page).count() == 2
