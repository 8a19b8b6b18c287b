"""A page made anew as another type."""

from __future__ import annotations

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.importing.sources_in_memory import OLD, MemorySource, MemoryStore, page, png
from wagtail_mathshub.importing.applying.running import Order, run
from wagtail_mathshub.importing.applying.undoing import undo
from wagtail_mathshub.importing.flows import change_kind
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import Status
from wagtail_mathshub.importing.tables import ImportItem
from wagtail_mathshub.pages.models import HubArticlePage, HubContentPage

PICTURE, SHEET = f"{OLD}/counters.png", f"{OLD}/sheet.pdf"
FILES = {PICTURE: png(), SHEET: b"%PDF-1.4\n%%EOF\n"}
WITH_FILES = f'<p><img src="{PICTURE}" alt="Three counters"></p><p><a href="{SHEET}">The sheet</a></p>'


def bring(hub, *pages, **values):
    return run(Order(hub=hub, source=MemorySource(*pages), store=MemoryStore(FILES), **values))


def test_another_type_keeps_pictures_and_files_and_can_be_undone(hub_a):
    row = bring(hub_a, page("one", WITH_FILES))
    change_kind(item=ImportItem.objects.get(), kind=PlanKind.ARTICLE)
    kinds = [block["type"] for block in HubArticlePage.objects.get().body.raw_data]
    assert kinds == ["image", "download"]
    assert not HubContentPage.objects.exists()
    assert get_image_model().objects.count() == get_document_model().objects.count() == 1
    assert undo(row) == []
    assert not HubArticlePage.objects.exists()
    assert not get_image_model().objects.exists()
    assert not get_document_model().objects.exists()
    assert not Redirect.objects.exists()


def test_what_cannot_be_made_leaves_the_page_as_it_was(hub_a, monkeypatch):
    bring(hub_a, page("one"))
    bring(hub_a, page("one", status=Status.TRASHED))
    with pytest.raises(ImportRefused, match="in the bin"):
        change_kind(item=ImportItem.objects.get(), kind=PlanKind.ARTICLE)
    assert HubContentPage.objects.get().slug == "one"
    assert ImportItem.objects.get().page_id == HubContentPage.objects.get().pk


def test_only_the_parts_of_the_page_go_with_it(hub_a):
    def plans(page, kind=None):
        parts = [Plan(PlanKind.WORK_GROUP, 1, "Part", part="2")] if page.id == "one" else []
        return [Plan(PlanKind.PAGE, 1, page.title), *parts]

    bring(hub_a, page("one"), page("other", id="one#1"), plan=plans)
    assert ImportItem.objects.count() == 3
    change_kind(item=ImportItem.objects.get(source_id="one"), kind=PlanKind.ARTICLE)
    assert set(ImportItem.objects.values_list("source_id", flat=True)) == {"one", "one#1"}
    assert HubContentPage.objects.get().slug == "other"
