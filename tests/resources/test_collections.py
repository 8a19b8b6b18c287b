"""Collections: lessons by year and topic, files as they really are, licences, and what needs review."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import index_of, make_collection, make_document, material
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import HubResourceIndexPage, ResourceCollectionPage
from wagtail_mathshub.publishing import files
from wagtail_mathshub.publishing.files import DocumentFacts, facts_of
from wagtail_mathshub.resources.queries import collections, filtered, related_to
from wagtail_mathshub.resources.state import needs_review, oldest_current, state_of
from wagtail_mathshub.resources.warnings import file_warnings
from wagtail_mathshub.taxonomy.licences import licence_terms
from wagtail_mathshub.taxonomy.models import Topic

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def shown(client, hub, page, **query):
    answer = client.get(page.get_url_parts()[2], query, headers={"host": hub.site.hostname})
    return answer.content.decode().replace("\xa0", " ")


def with_files(hub, *materials, **fields):
    return make_collection(hub, lessons=[{"title": "Arrays", "materials": list(materials)}], **fields)


def test_a_files_facts_are_read_once_and_not_on_each_view(client, hub_a, monkeypatch):
    page = with_files(hub_a, material(make_document(data=b"a,b\n1,2\n", name="data.csv")))
    read = []
    monkeypatch.setattr(files, "read_facts", lambda *args: read.append(args))
    for _ in range(2):
        assert "spreadsheet (CSV), 1 kB" in shown(client, hub_a, page)
    assert read == []


def test_a_document_from_before_the_package_is_read_at_its_first_view(client, hub_a):
    document = make_document(data=b"a,b\n", name="data.csv")
    DocumentFacts.objects.all().delete()
    assert facts_of([document])[document.pk].format == "csv"
    assert DocumentFacts.objects.get().document == document


def test_a_file_that_was_replaced_is_read_anew():
    document = make_document(data=b"a,b\n", name="data.csv")
    assert facts_of([document])[document.pk].format == "csv"
    replacement = make_document(title="Other", name="new.pdf")
    document.file, document.file_hash = replacement.file, replacement.file_hash
    document.save()
    assert facts_of([document])[document.pk].format == "pdf"


def test_a_file_whose_type_does_not_match_its_name_is_shown_as_what_it_is(client, hub_a):
    document = make_document(name="worksheet.pdf", data=PNG)
    assert DocumentFacts.objects.get(document=document).suspicious
    text = shown(client, hub_a, with_files(hub_a, material(document)))
    assert "PNG" in text
    assert "(PDF" not in text


def test_an_editor_is_told_of_files_that_are_gone_or_are_not_what_their_names_say(client, editor_a, hub_a):
    odd, gone = make_document(name="worksheet.pdf", data=PNG), make_document("Gone")
    page = with_files(hub_a, material(odd), material(gone), material(make_document("Fine")))
    gone.delete()
    first, second = file_warnings(ResourceCollectionPage.objects.get(pk=page.pk))
    assert "is not what its name says" in first
    assert "has been deleted" in second
    client.force_login(editor_a)
    assert (
        "has been deleted" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    )
    assert file_warnings(ResourceCollectionPage(title="New")) == []


def test_a_file_that_is_gone_from_the_disk_breaks_nothing(client, hub_a):
    document = make_document()
    page = with_files(hub_a, material(document))
    document.file.storage.delete(document.file.name)
    DocumentFacts.objects.all().delete()
    assert "Worksheet" in shown(client, hub_a, page)


def test_a_document_deleted_under_a_lesson_leaves_a_sentence(client, hub_a):
    document = make_document()
    page = with_files(hub_a, material(document))
    document.delete()
    assert "not here any more" in shown(client, hub_a, page)


def test_a_private_document_is_neither_linked_nor_named(client, hub_a):
    document = make_document(title="Zanzibar")
    document.collection = Collection.get_first_root_node().add_child(name="Private")
    document.save()
    page = with_files(hub_a, material(document))
    assert "Zanzibar" in shown(client, hub_a, page)
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert "Zanzibar" not in shown(client, hub_a, page)


def test_links_and_videos_stand_beside_files(client, hub_a):
    link = {
        "url": "https://example.org/x",
        "title": "Graphs",
        "kind": "other",
        "note": "moves",
        "licence": "CC0-1.0",
    }
    video = {"document": None, "url": "https://example.org/v", "title": "Film", "captions": "captions"}
    page = with_files(hub_a, ("link", link), ("video", video | {"kind": "other", "note": "", "licence": ""}))
    text = shown(client, hub_a, page)
    for words in ("Graphs", "moves", "Creative Commons Zero", "https://example.org/v", "with captions"):
        assert words in text


def test_a_video_that_is_nowhere_is_refused():
    from wagtail.blocks import StructBlockValidationError

    from wagtail_mathshub.blocks.materials import VideoMaterialBlock

    block = VideoMaterialBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"title": "Film", "kind": "other", "url": ""}))


def test_an_unstated_licence_is_said_and_never_looks_free(client, hub_a):
    page = make_collection(hub_a, lessons=[{}])
    for text in (shown(client, hub_a, page), shown(client, hub_a, index_of(hub_a, HubResourceIndexPage))):
        assert "Licence not stated: ask before you share" in text
        assert "Creative Commons" not in text


def test_a_stated_licence_has_its_address_and_a_line_to_give_with_a_copy(client, hub_a):
    text = shown(client, hub_a, make_collection(hub_a, title="Arrays", licence="CC-BY-4.0"))
    assert 'rel="license" href="https://creativecommons.org/licenses/by/4.0/"' in text
    assert "“Arrays”, Creative Commons Attribution 4.0" in text
    assert licence_terms("CC0-1.0", title="Arrays").attribution == ""
    assert licence_terms("all-rights-reserved").is_stated
    assert not licence_terms("made-up").is_stated


def test_lessons_are_found_by_year_and_topic_of_the_same_lesson(hub_a):
    number, algebra = (Topic.objects.create(key=key, label=key.title()) for key in ("number", "algebra"))
    make_collection(
        hub_a,
        title="A",
        lessons=[
            {"year_from": 3, "year_to": 4, "topic": number},
            {"year_from": 9, "year_to": 9, "topic": algebra},
        ],
    )
    make_collection(hub_a, title="B", lessons=[{"topic": algebra}])

    def titles(**filters):
        return sorted(row.title for row in filtered(collections(hub=hub_a), filters))

    assert titles() == ["A", "B"]
    assert titles(year="4") == ["A", "B"]
    assert titles(topic="number") == ["A"]
    assert titles(year="4", topic="algebra") == ["B"]
    assert titles(year="never") == []


def test_the_years_of_a_collection_follow_from_its_lessons(hub_a):
    page = make_collection(hub_a, lessons=[{"year_from": -1, "year_to": 0}, {"year_from": 3, "year_to": 4}])
    assert page.years_label == "Nursery to Year 4"
    assert (
        make_collection(hub_a, title="B", lessons=[{}, {"year_from": 3, "year_to": 4}]).years_label
        == "All years"
    )


@pytest.mark.parametrize(
    ("checked", "today", "state"),
    [
        ("2024-11-23", "2026-11-23", "current"),
        ("2024-11-22", "2026-11-23", "needs_review"),
        ("2024-02-29", "2026-02-28", "current"),
        ("2022-02-27", "2024-02-29", "needs_review"),
        (None, "2026-11-23", "needs_review"),
    ],
)
def test_after_two_years_a_collection_needs_review(hub_a, checked, today, state):
    day = date.fromisoformat(checked) if checked else None
    with clock.frozen_at(datetime.fromisoformat(f"{today}T12:00").replace(tzinfo=UTC)):
        page = make_collection(hub_a, last_checked=day)
        assert page.state == state
        rows = ResourceCollectionPage.objects.filter(needs_review())
        assert rows.exists() == (state == "needs_review")


def test_two_years_before_a_leap_day_is_the_last_of_february():
    assert oldest_current(date(2024, 2, 29)) == date(2022, 2, 28)


def test_a_dead_link_asks_for_a_review_too(reference_time):
    assert state_of(date(2026, 11, 1), has_dead_links=True) == "needs_review"


def test_a_new_collection_begins_with_the_hubs_licence(client, editor_a, hub_a):
    hub_a.default_licence = "CC-BY-4.0"
    hub_a.save()
    client.force_login(editor_a)
    index = index_of(hub_a, HubResourceIndexPage)
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "resourcecollectionpage", index.pk])
    assert '<option value="CC-BY-4.0" selected>' in client.get(url).content.decode()


def test_collections_with_the_same_topics_come_first_below(hub_a):
    number = Topic.objects.create(key="number", label="Number")
    page = make_collection(hub_a, title="Page", lessons=[{"topic": number}])
    make_collection(hub_a, title="Other", lessons=[{}])
    make_collection(hub_a, title="Alike", lessons=[{"topic": number}])
    assert next(row.title for row in related_to(page, hub_a)) == "Alike"


def test_a_lesson_has_an_address_of_its_own(client, hub_a):
    page = make_collection(hub_a, lessons=[{}])
    assert f'id="lesson-{page.lessons.get().pk}"' in shown(client, hub_a, page)
