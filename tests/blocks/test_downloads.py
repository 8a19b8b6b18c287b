"""Files to take away."""

from __future__ import annotations

import re

import pytest
from wagtail.blocks import StructBlockValidationError

from tests.blocks.bodies import HOSTILE, api, assert_the_same_queries_for_many, html, make_private
from tests.factories import make_document
from wagtail_mathshub.blocks.downloads import DownloadsBlock

pytestmark = pytest.mark.django_db


def file(document, **fields):
    return {"document": document.pk, "title": "", "licence": "", "note": ""} | fields


def test_a_link_says_what_kind_of_file_it_leads_to():
    document = make_document(title="Arrays", data=b"a,b\n1,2\n", name="arrays.csv")
    text = html(("download", file(document)))
    link = re.search(r"<a[^>]*>(.*?)</a>", text, re.DOTALL)[1]
    assert "Arrays" in link
    assert "spreadsheet (CSV), 1 kB" in link


def test_an_editors_words_replace_the_files_title_and_say_how_it_may_be_used():
    value = file(make_document(), title="To cut out", licence="CC-BY-4.0", note="Print on card.")
    text = html(("download", value))
    for words in ("To cut out", 'rel="license" href="https://creativecommons', "Print on card."):
        assert words in text
    data = api(("download", value))[0]
    assert data["licence"]["key"] == "CC-BY-4.0"
    assert data["title"] == "To cut out"


def test_one_file_and_a_list_of_files_have_the_same_data():
    value = file(make_document(), licence="made-up")
    one = api(("download", value))[0]
    assert api(("downloads", {"heading": "", "items": [value]}))[0] == {"heading": "", "items": [one]}
    assert one["licence"] is None


def test_a_download_stored_before_it_had_a_licence_is_shown():
    document = make_document(title="Old")
    data = api(("download", {"document": document.pk, "title": ""}))[0]
    assert (data["title"], data["note"], data["licence"]) == ("Old", "", None)


def test_a_file_that_is_deleted_or_private_vanishes_with_its_words():
    deleted, private, kept = make_document(), make_document(), make_document(title="Kept")
    files = [file(deleted, title="Zanzibar"), file(private, title="Zanzibar"), file(kept)]
    items = [("downloads", {"heading": "To print", "items": files}), ("download", files[0])]
    assert html(*items).count("Zanzibar") == 3
    make_private(private)
    deleted.delete()
    assert [item["title"] for item in api(*items)[0]["items"]] == ["Kept"]
    assert "Zanzibar" not in html(*items)
    make_private(kept)
    assert api(*items, ("downloads", {}), ("download", {})) == []


def test_a_list_without_files_is_refused():
    block = DownloadsBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"heading": "To print", "items": []}))


def test_markup_in_the_words_is_text():
    value = file(make_document(title=HOSTILE), title=HOSTILE, note=HOSTILE, licence=HOSTILE)
    text = html(("downloads", {"heading": HOSTILE, "items": [value]}))
    assert "<script" not in text
    assert "<img" not in text
    assert text.count("&lt;script&gt;") == 3


def test_twenty_downloads_cost_as_many_queries_as_one():
    values = [file(make_document()) for _ in range(20)]
    assert_the_same_queries_for_many("download", values)
    assert_the_same_queries_for_many("downloads", [{"heading": "", "items": [value]} for value in values])
