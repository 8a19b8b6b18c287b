"""An import taken back, whatever has happened since."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.factories import make_article
from tests.importing.sources_in_memory import OLD, MemorySource, MemoryStore, page, png
from wagtail_mathshub.importing.applying.running import Order, run
from wagtail_mathshub.importing.applying.undoing import undo
from wagtail_mathshub.importing.tables import ImportItem, RunState
from wagtail_mathshub.pages.models import HubContentPage
from wagtail_mathshub.people.models import Person

PICTURE, SHEET = f"{OLD}/counters.png", f"{OLD}/sheet.pdf"
FILES = {PICTURE: png(), SHEET: b"%PDF-1.4\n%%EOF\n"}
WITH_FILES = f'<p><img src="{PICTURE}" alt="Three counters"></p><p><a href="{SHEET}">The sheet</a></p>'
LINKED = f'<p><a href="{OLD}/two/">Two</a></p>'
# What has happened stays written down, and kept answers only grow older. The next check of links forgets their addresses.
LASTING = {"PageLogEntry", "ModelLogEntry", "ImportRun", "Installation", "OutgoingLink"}


def bring(hub, *pages, **values):
    return run(Order(hub=hub, source=MemorySource(*pages), store=MemoryStore(FILES), **values))


def everything() -> dict[str, list[str]]:
    tables = [model._meta for model in apps.get_models() if model._meta.managed]
    return {table.db_table: stored(table.db_table) for table in tables if table.object_name not in LASTING}


def stored(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return sorted(map(str, cursor.fetchall()))


@pytest.mark.parametrize("publish", [False, True])
def test_every_table_and_folder_is_as_it_was(hub_a, settings, publish, django_capture_on_commit_callbacks):
    hub_a.site.root_page.add_child(instance=HubContentPage(title="Before", slug="before"))
    bring(hub_a, page("older", WITH_FILES.replace("sheet", "other")), publish=True)
    before = everything()
    files = sorted(settings.MEDIA_ROOT.rglob("*.*"))
    row = bring(hub_a, page("one", LINKED + WITH_FILES), page("two", parent="one"), publish=publish)
    assert everything() != before
    with django_capture_on_commit_callbacks(execute=True):
        assert undo(row) == []
    assert everything() == before
    assert sorted(settings.MEDIA_ROOT.rglob("*.*")) == files
    assert undo(row) == []
    assert everything() == before


def test_an_edited_page_keeps_the_page_above_it_and_the_old_address(hub_a, client):
    row = bring(hub_a, page("one"), page("two", parent="one"), page("three"), publish=True)
    edited = HubContentPage.objects.get(slug="two")
    edited.title = "Edited"
    edited.save_revision().publish()
    assert len(undo(row)) == 2
    assert {entry.slug for entry in HubContentPage.objects.all()} == {"one", "two"}
    answer = client.get("/two/", headers={"host": hub_a.site.hostname})
    assert answer["Location"].endswith("/one/two/")
    assert undo(row, also_edited=True) == []
    assert not HubContentPage.objects.exists()
    assert not Redirect.objects.exists()


def test_a_draft_that_somebody_has_published_stays_unless_asked_for(hub_a):
    row = bring(hub_a, page("one"))
    HubContentPage.objects.get().latest_revision.publish()
    assert len(undo(row)) == 1
    assert HubContentPage.objects.live().exists()
    assert undo(row, also_edited=True) == []
    assert not HubContentPage.objects.exists()


def test_a_page_that_was_moved_below_a_later_one_goes_too(hub_a):
    row = bring(hub_a, page("one"), page("two"))
    HubContentPage.objects.get(slug="one").move(HubContentPage.objects.get(slug="two"), pos="last-child")
    HubContentPage.objects.get(slug="two").move(hub_a.site.root_page, pos="first-child")
    assert undo(row) == []
    assert not HubContentPage.objects.exists()


def test_links_that_a_later_run_has_made_lead_to_the_old_site_again(hub_a):
    bring(hub_a, page("one", LINKED), publish=True)
    second = bring(hub_a, page("one", LINKED), page("two"), publish=True)
    assert 'linktype="page"' in str(HubContentPage.objects.get(slug="one").body.raw_data[0])
    assert undo(second) == []
    made = HubContentPage.objects.get(slug="one")
    assert f"{OLD}/two/" in str(made.body.raw_data[0])
    assert (made.live, made.has_unpublished_changes) == (True, False)
    assert ImportItem.objects.get().page_id == made.pk
    bring(hub_a, page("one", LINKED), page("two"), publish=True)
    assert 'linktype="page"' in str(HubContentPage.objects.get(slug="one").body.raw_data[0])


def test_several_changes_of_one_page_go_back_to_the_first(hub_a):
    bring(hub_a, page("one"), publish=True)
    second = bring(hub_a, page("one", "<p>Second.</p>"), publish=True)
    second.state = RunState.RUNNING
    second.save()
    assert bring(hub_a, page("one", "<p>Third.</p>"), publish=True) == second
    assert undo(second) == []
    assert "Some words" in str(HubContentPage.objects.get().body)


def test_a_file_that_stays_is_still_found_at_its_old_address(hub_a, client):
    row = bring(hub_a, page("one", WITH_FILES), publish=True)
    document = get_document_model().objects.get()
    other = HubContentPage(title="Other", body=[{"type": "download", "value": {"document": document.pk}}])
    hub_a.site.root_page.add_child(instance=other)
    assert len(undo(row)) == 1
    assert not get_image_model().objects.exists()
    assert client.get("/sheet.pdf", headers={"host": hub_a.site.hostname})["Location"] == document.url


def test_a_person_whom_other_pages_name_stays(hub_a):
    board = "".join(
        f"<p><strong>{name}</strong></p><p>Primary Lead, Hill School</p>"
        for name in ("Marguerite Osei", "Daniel Quill", "Farah Benning")
    )
    row = bring(hub_a, page("strategic-board", board, title="Strategic Board"), publish=True)
    make_article(hub_a, authors=[Person.objects.get(name="Daniel Quill")])
    assert len(undo(row)) == 1
    assert [person.name for person in Person.objects.all()] == ["Daniel Quill"]
