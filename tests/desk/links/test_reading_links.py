"""Every link of a page is found wherever it stands, with its place and its words."""

from __future__ import annotations

import pytest
from django.apps import apps
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.embeds.blocks import EmbedBlock

from tests.desk.links.pages import a, link
from tests.factories import (
    ProjectFactory,
    make_article,
    make_collection,
    make_document,
    make_event,
    make_group,
    make_job,
    material,
)
from wagtail_mathshub.desk.links.reading_links import in_block, linking_relations, links_of
from wagtail_mathshub.desk.links.targets import Outside, outside_installation
from wagtail_mathshub.hubs.mixins import HubPage
from wagtail_mathshub.pages.models import HubContentPage, ResourceCollectionPage

pytestmark = pytest.mark.django_db
OUT = "https://elsewhere.example.net"
ELSEWHERE = Outside({"own.example.org"})


def found(page) -> list[tuple[str, str, str]]:
    return [tuple(one) for one in links_of(page, outside_installation())]


def test_links_of_lessons_say_which_lesson(hub_a):
    lessons = [{"title": "Counting"}, {"title": "Fractions", "materials": [link(f"{OUT}/f", "A game")]}]
    page = make_collection(hub_a, lessons=lessons)
    assert found(page) == [(f"{OUT}/f", "Lesson 2: Fractions", "A game")]


def test_files_of_lessons_are_links_to_documents(hub_a):
    document = make_document()
    page = make_collection(hub_a, lessons=[{"materials": [material(document)]}])
    assert [row[0] for row in found(page)] == [f"document:{document.pk}"]


def test_rich_text_in_a_body_says_what_is_linked(hub_a):
    body = [("text", a(f"{OUT}/one?x=1&amp;y=2#part", "<b>One &amp; all</b>"))]
    page = make_article(hub_a, body=body)
    assert found(page) == [(f"{OUT}/one?x=1&y=2", "Text", "One & all")]


def test_addresses_in_fields_of_their_own(hub_a):
    event = make_event(hub_a, booking_url=f"{OUT}/book")
    assert found(event) == [(f"{OUT}/book", "Booking link", "")]
    article = make_article(hub_a, canonical_address=f"{OUT}/first")
    assert [row[0] for row in found(article)] == [f"{OUT}/first"]


def test_addresses_written_out_in_references_are_links_too(hub_a):
    page = make_article(hub_a, references=f"A study, {OUT}/study.pdf.\nA book")
    assert found(page) == [(f"{OUT}/study.pdf", "References", f"{OUT}/study.pdf")]


@pytest.mark.parametrize("make", [make_group, make_job])
def test_a_form_that_is_not_shown_does_not_count(hub_a, make):
    assert found(make(hub_a, apply_via="email", apply_url=f"{OUT}/form")) == []
    assert [row[0] for row in found(make(hub_a, apply_via="link", apply_url=f"{OUT}/form"))] == [
        f"{OUT}/form"
    ]


def test_a_joining_link_is_nobodys_to_look_at(hub_a):
    page = make_group(hub_a, sessions=[{"joining_link": f"{OUT}/secret"}])
    assert found(page) == []


def test_texts_of_the_project_count_for_the_group_that_shows_them(hub_a):
    texts = {"expectations": a(f"{OUT}/inherited"), "cost_note": a(f"{OUT}/hidden")}
    project = ProjectFactory(**texts, ncetm_url=f"{OUT}/project")
    page = make_group(hub_a, project=project, cost_note=a(f"{OUT}/own"))
    assert {row[:2] for row in found(page)} == {
        (f"{OUT}/own", "What is the cost?"),
        (f"{OUT}/inherited", "What are the expectations? (from the project)"),
        (f"{OUT}/project", "The project's page at the NCETM"),
    }


def test_links_within_the_installation_that_are_addresses_are_left_out(hub_a, hub_b):
    hub_b.front_end_url = "https://front.birch.example.org/site"
    hub_b.save()
    own = [
        f"https://{hub_a.site.hostname.upper()}./x",
        f"http://{hub_b.site.hostname}:8000/",
        hub_b.front_end_url,
    ]
    others = [
        "mailto:a@example.org",
        "tel:+44",
        "#part",
        "/articles/",
        "javascript:alert(1)",
        "data:text/html,x",
    ]
    text = "".join(
        a(url) for url in (*own, *others, "//elsewhere.example.net/", "ftp://elsewhere.example.net/")
    )
    assert found(make_article(hub_a, body=[("text", text)])) == []


def test_links_to_pages_and_files_are_kept_by_their_keys(hub_a):
    text = '<p><a linktype="page" id="7">A</a> <a linktype="document" id="8">B</a> <a linktype="page" id="x">C</a></p>'
    page = make_article(
        hub_a, body=[("text", text), ("call_to_action", {"label": "Go", "page": None, "url": ""})]
    )
    assert [row[0] for row in found(page)] == ["page:7", "document:8"]


@pytest.mark.parametrize(
    ("block", "raw", "wanted"),
    [
        (blocks.URLBlock(), f"{OUT}/", [(f"{OUT}/", "")]),
        (EmbedBlock(), f"{OUT}/film", [(f"{OUT}/film", "")]),
        (blocks.ListBlock(blocks.URLBlock()), [f"{OUT}/1", f"{OUT}/2"], [(f"{OUT}/1", ""), (f"{OUT}/2", "")]),
        (
            blocks.StructBlock([("words", blocks.CharBlock()), ("to", blocks.URLBlock())]),
            {"words": "Look", "to": f"{OUT}/"},
            [(f"{OUT}/", "Look")],
        ),
        (
            blocks.StreamBlock([("deep", blocks.StreamBlock([("text", blocks.RichTextBlock())]))]),
            [
                {
                    "type": "deep",
                    "value": [{"type": "text", "value": a(f"{OUT}/deep")}, {"type": "old", "value": 1}],
                }
            ],
            [(f"{OUT}/deep", "here")],
        ),
        (
            TypedTableBlock([("rich", blocks.RichTextBlock()), ("text", blocks.CharBlock())]),
            {
                "columns": [{"type": "rich"}, {"type": "text"}, {"type": "gone"}],
                "rows": [{"values": [a(f"{OUT}/cell"), "x", "y"]}],
            },
            [(f"{OUT}/cell", "here")],
        ),
        (blocks.PageChooserBlock(), 5, [("page:5", "")]),
        (blocks.StructBlock([("to", blocks.URLBlock())]), "nonsense", []),
        (blocks.URLBlock(), None, []),
    ],
)
def test_blocks_that_nobody_has_heard_of_are_read_by_their_kind(block, raw, wanted):
    assert list(in_block(block, raw)) == wanted


def test_every_child_row_with_a_place_for_links_is_read():
    read = {
        (model.__name__, name)
        for model in apps.get_models()
        if issubclass(model, HubPage)
        for name in linking_relations(model)
    }
    assert read == {("ResourceCollectionPage", "lessons")}


def test_drafts_with_only_a_title_have_no_links():
    for model in apps.get_models():
        if issubclass(model, HubPage):
            assert links_of(model(title="Only this"), ELSEWHERE) == []


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (f"  {OUT}/a\tb\n#x ", f"{OUT}/ab"),
        ("HTTPS://Own.Example.org/x", ""),
        ("http://[broken", "http://[broken"),
        (f"{OUT}/\0\ud800x", f"{OUT}/x"),
        (f"{OUT}/" + "x" * 5000, f"{OUT}/" + "x" * 5000),
        ("page:12", "page:12"),
        ("page:" + "9" * 40, ""),
        ("", ""),
    ],
)
def test_addresses_are_stored_in_one_form(address, kept):
    assert ELSEWHERE.target(address) == kept


def test_words_and_places_of_any_length_fit_their_columns(hub_a):
    lesson = {"title": "T" * 200, "materials": [link(f"{OUT}/", "w" * 200)]}
    page = ResourceCollectionPage(title="A", lessons=[])
    page = make_collection(hub_a, lessons=[lesson])
    ((_target, place, words),) = found(page)
    assert (len(place), len(words)) == (200, 200)


def test_a_page_of_text(hub_a):
    page = HubContentPage(title="About", body=[("text", a(f"{OUT}/about"))])
    assert [row[0] for row in found(page)] == [f"{OUT}/about"]
