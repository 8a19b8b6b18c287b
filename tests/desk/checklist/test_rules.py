"""What a page should have before it is published."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.factories import (
    ProjectFactory,
    make_article,
    make_collection,
    make_document,
    make_event,
    make_group,
    make_job,
    on,
)
from wagtail_mathshub.desk.checklist.rules import LARGE, VAGUE, checks_of, is_vague
from wagtail_mathshub.publishing.files import DocumentFacts

LONG = "<p>" + "Bring a mini whiteboard and a pen to each of the sessions. " * 8 + "</p>"


def findings(page, key):
    """What the checklist says under one key."""
    return next(list(check.findings) for check in checks_of(page) if check.key == key)


def body(*blocks):
    """A body of blocks as it is stored."""
    return json.dumps(
        [{"type": kind, "value": value, "id": str(n)} for n, (kind, value) in enumerate(blocks)]
    )


def image(title):
    """A picture with a title and no description."""
    return get_image_model().objects.create(title=title, file=get_test_image_file())


@pytest.mark.parametrize("words", ["click here", "Click here", " HERE ", "read  more", "here.", "more »"])
def test_words_that_say_nothing_are_known(words):
    assert is_vague(words)


@pytest.mark.parametrize(
    "words", ["Read more about arrays", "Here be dragons", "NCETM", "Download the flyer"]
)
def test_words_that_say_something_are_left_alone(words):
    assert not is_vague(words)


def test_vague_words_are_in_lower_case_as_they_are_compared():
    assert [words for words in VAGUE if words != words.casefold()] == []


def test_links_are_found_in_texts_and_bodies(hub_a):
    page = make_group(
        hub_a,
        body=body(("text", '<p>For the sheets <a href="https://example.org/sheets">click here</a>.</p>')),
        expectations='<p><a href="https://example.org/x">https://example.org/x</a>, <a href="https://e.org"></a></p>',
    )
    found = findings(page, "links")
    assert any("“click here”" in line for line in found)
    assert any("https://example.org/x" in line and "address" in line for line in found)
    assert any("no words" in line for line in found)
    assert len(found) == 3


def test_a_page_whose_links_say_where_they_lead_has_nothing_to_look_at(hub_a):
    page = make_article(hub_a, body=body(("text", '<p><a href="https://example.org">The arrays</a></p>')))
    assert findings(page, "links") == []


def test_a_picture_without_words_and_one_named_like_a_file_are_said(hub_a):
    bare = {"image": image("Arrays").pk, "alt": "", "decorative": False, "caption": "", "credit": ""}
    file_name = bare | {"alt": "IMG_0231.jpg"}
    decoration = bare | {"decorative": True}
    page = make_article(hub_a, body=body(("image", bare), ("image", file_name), ("image", decoration)))
    found = findings(page, "pictures")
    assert len(found) == 2
    assert "IMG_0231.jpg" in found[1]


def test_the_picture_at_the_top_is_looked_at(hub_a):
    named, described = image("DSC_4711"), image("DSC_4712")
    described.description = "Two pupils with counters"
    described.save()
    assert "DSC_4711" in findings(make_article(hub_a, lead_image=named), "pictures")[0]
    assert findings(make_article(hub_a, title="Other", lead_image=described), "pictures") == []


def test_a_smaller_heading_needs_a_larger_one_above_it(hub_a):
    small, large = {"text": "Small", "size": "h3"}, {"text": "Large", "size": "h2"}
    assert "Small" in findings(make_article(hub_a, body=body(("heading", small))), "headings")[0]
    ordered = make_article(hub_a, title="Other", body=body(("heading", large), ("heading", small)))
    assert findings(ordered, "headings") == []


def test_a_bold_line_may_be_a_heading_and_a_bold_word_is_none(hub_a):
    texts = ("text", "<p><b>What we did</b></p><p>We <b>counted</b>.</p>")
    found = findings(make_article(hub_a, body=body(texts)), "headings")
    assert len(found) == 1
    assert "What we did" in found[0]


def test_large_old_and_false_files_are_said_with_their_place(hub_a):
    document = make_document("Worksheet")
    page = make_group(hub_a, flyer=document)
    assert findings(page, "files") == []
    DocumentFacts.objects.filter(document=document).update(size=LARGE + 1)
    assert "10 MB" in findings(page, "files")[0]
    DocumentFacts.objects.filter(document=document).update(size=10, format="doc", suspicious=True)
    assert len(findings(page, "files")) == 2


def test_a_flyer_does_not_stand_for_the_page(hub_a):
    page = make_group(hub_a, flyer=make_document("Flyer"))
    assert findings(page, "flyer") != []
    assert findings(make_group(hub_a, title="None"), "flyer") == []
    page.what_is_involved = LONG
    assert findings(page, "flyer") == []


def test_words_of_the_project_count_beside_a_flyer(hub_a):
    project = ProjectFactory(site=hub_a.site, what_is_involved=LONG)
    assert findings(make_group(hub_a, flyer=make_document("Flyer"), project=project), "flyer") == []


def test_files_of_lessons_are_found(hub_a):
    document = make_document("Sheet")
    DocumentFacts.objects.filter(document=document).update(size=LARGE * 2)
    materials = body(
        ("file", {"document": document.pk, "title": "", "note": "", "licence": "", "kind": "worksheet"})
    )
    page = make_collection(hub_a, lessons=[{"title": "Arrays", "materials": materials}])
    assert findings(page, "files")[0].startswith("Arrays:")


def test_an_empty_summary_is_said(hub_a):
    assert findings(make_job(hub_a), "summary") != []
    assert findings(make_job(hub_a, title="Other", summary="Lead Year 5."), "summary") == []


def test_pages_with_nothing_but_a_title_have_a_checklist(hub_a):
    for page in (make_group(hub_a, academic_year=""), make_article(hub_a, date=None), make_job(hub_a)):
        assert checks_of(page)
    for page in (make_collection(hub_a), make_event(hub_a), hub_a.site.root_page.specific):
        assert checks_of(page)


def test_the_cost_does_not_grow_with_the_page(hub_a, django_assert_max_num_queries):
    def made(title, count):
        blocks = [("text", f'<p><a href="https://example.org/{n}">here</a></p>') for n in range(count)]
        sessions = [on(date(2026, 10, n + 1)) for n in range(count)]
        flyer = make_document(title)
        return make_group(hub_a, title=title, body=body(*blocks), sessions=sessions, flyer=flyer)

    for page in (made("One", 1), made("Many", 20)):
        fresh = type(page).objects.get(pk=page.pk)
        with django_assert_max_num_queries(6):
            checks_of(fresh)


def test_the_editing_screen_shows_the_list_with_titles_escaped(client, hub_a, publisher_a):
    client.force_login(publisher_a)
    page = make_article(
        hub_a, body=body(("text", '<p><a href="https://e.org">&lt;script&gt;x</a> <a href="/">here</a></p>'))
    )
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Before you publish" in html
    assert "the link “here” does not say where it leads" in html
    assert "<script>x" not in html


def test_a_new_page_has_no_list_yet(client, hub_a, publisher_a):
    client.force_login(publisher_a)
    index = make_article(hub_a).get_parent()
    url = reverse("wagtailadmin_pages:add", args=["mathshub_pages", "hubarticlepage", index.pk])
    html = client.get(url).content.decode()
    assert "Before you publish" not in html
