"""Files of an old site in the hub's library."""

from __future__ import annotations

from dataclasses import replace

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.importing.sources_in_memory import OLD, MemorySource, MemoryStore, page, png
from wagtail_mathshub.hubs.library import hub_collection
from wagtail_mathshub.importing.applying.running import Order, run, trial
from wagtail_mathshub.importing.applying.undoing import undo
from wagtail_mathshub.importing.tables import ImportItem
from wagtail_mathshub.pages.models import HubContentPage

Image, Document = get_image_model(), get_document_model()
PICTURE, SHEET = f"{OLD}/uploads/counters.png", f"{OLD}/uploads/sheet.pdf"
WITH_PICTURE = f'<p>Before.</p><p><img src="{PICTURE}" alt="Three counters"></p><p>After.</p>'
WITH_SHEET = f'<p>Before.</p><p><a href="{SHEET}">The sheet</a></p>'
FILES = {PICTURE: png(), SHEET: b"%PDF-1.4\n%%EOF\n"}


def order(hub, *pages, files=FILES, **values):
    return Order(hub=hub, source=MemorySource(*pages), store=MemoryStore(files), **values)


def blocks() -> list[dict]:
    return list(HubContentPage.objects.get().body.raw_data)


def test_a_picture_becomes_an_image_of_the_hub_with_its_words(hub_a):
    run(order(hub_a, page("one", WITH_PICTURE)))
    image = Image.objects.get()
    assert image.collection == hub_collection(hub_a)
    assert (image.width, image.height) == (8, 6)
    assert image.file.storage.exists(image.file.name)
    shown = next(block["value"] for block in blocks() if block["type"] == "image")
    assert shown["image"] == image.pk
    assert shown["alt"] == "Three counters"


def test_a_document_becomes_a_download_and_its_old_address_leads_to_it(hub_a, client):
    run(order(hub_a, page("one", WITH_SHEET), publish=True))
    document = Document.objects.get()
    assert (
        next(block["value"] for block in blocks() if block["type"] == "download")["document"] == document.pk
    )
    answer = client.get("/uploads/sheet.pdf", headers={"host": hub_a.site.hostname})
    assert answer.status_code == 301
    assert answer["Location"] == document.url


def test_the_same_content_is_kept_once(hub_a):
    other = f"{OLD}/uploads/copy.png"
    run(
        order(
            hub_a,
            page("one", WITH_PICTURE + f'<p><img src="{other}" alt="x"></p>'),
            files={**FILES, other: png()},
        )
    )
    run(order(hub_a, page("two", WITH_PICTURE)))
    assert Image.objects.count() == 1


def test_a_missing_picture_leaves_its_words_and_a_link(hub_a):
    run(order(hub_a, page("one", WITH_PICTURE), files={}))
    text = " ".join(str(block["value"]) for block in blocks())
    assert "Three counters" in text
    assert PICTURE in text
    item = ImportItem.objects.get()
    assert item.open_media == [PICTURE]
    assert [notice["code"] for notice in item.notices] == ["file_missing"]


def test_a_file_that_turns_up_later_takes_its_place(hub_a):
    one = page("one", WITH_PICTURE)
    run(order(hub_a, one, files={}))
    run(order(hub_a, one))
    latest = HubContentPage.objects.get().get_latest_revision_as_object()
    assert [block["type"] for block in latest.body.raw_data] == ["text", "image", "text"]
    assert ImportItem.objects.get().open_media == []


def test_a_broken_picture_costs_the_picture_alone(hub_a):
    run(order(hub_a, page("one", WITH_PICTURE), files={PICTURE: b"no picture"}))
    assert not Image.objects.exists()
    assert "file_refused" in [notice["code"] for notice in ImportItem.objects.get().notices]


def test_a_page_that_fails_leaves_no_file(hub_a, settings, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("no")

    monkeypatch.setattr("wagtail_mathshub.importing.applying.saving.revise", fail)
    with pytest.raises(RuntimeError):
        run(order(hub_a, page("one", WITH_PICTURE)))
    assert not Image.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_trial_stores_no_file_and_says_the_same(hub_a, settings):
    def look(row):
        # PostgreSQL never gives a key twice, not even one that was rolled back.
        found = row.items.values_list("title", "findings")
        return [(title, findings | {"files": sorted(findings["files"])}) for title, findings in found]

    found = trial(order(hub_a, page("one", WITH_PICTURE + WITH_SHEET)), look=look)
    assert not settings.MEDIA_ROOT.exists() or not [*settings.MEDIA_ROOT.rglob("*.*")]
    assert found == look(run(order(hub_a, page("one", WITH_PICTURE + WITH_SHEET))))


def test_undo_takes_files_away_unless_another_page_uses_them(hub_a):
    row = run(order(hub_a, page("one", WITH_PICTURE + WITH_SHEET), publish=True))
    other = HubContentPage(
        title="Other", body=[{"type": "download", "value": {"document": Document.objects.get().pk}}]
    )
    hub_a.site.root_page.add_child(instance=other)
    stays = undo(row)
    assert len(stays) == 1
    assert not Image.objects.exists()
    assert Document.objects.exists()
    other.delete()
    assert undo(row) == []
    assert not Document.objects.exists()
    assert not Redirect.objects.exists()


def test_a_changed_page_keeps_the_image_it_had(hub_a):
    one = page("one", WITH_PICTURE)
    run(order(hub_a, one))
    run(order(hub_a, replace(one, html=WITH_PICTURE + "<p>More.</p>")))
    assert Image.objects.count() == 1
