"""The passage that a search shows of a page: where it begins, what is marked, and that it is safe."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.search import index

from tests.factories import make_article, make_collection, make_group
from wagtail_mathshub.finding.search import asked
from wagtail_mathshub.finding.snippets import LENGTH, folded, marked, passage, pattern_of, snippet_of
from wagtail_mathshub.pages.models import HubArticlePage

# A new page looks up its content type.
pytestmark = [pytest.mark.indexed, pytest.mark.django_db]


def text(words):
    return [("text", f"<p>{words}</p>")]


def article(**fields):
    return HubArticlePage(title="Page", **fields)


def snippet(page, q):
    return snippet_of(page, asked(q))


def plain(html):
    return unescape(re.sub("</?mark>", "", html))


def test_the_summary_comes_first_with_its_words_marked():
    page = article(summary="All about Fractions and a fraction.", body=text("fractions again"))
    assert snippet(page, "frac") == "All about <mark>Fractions</mark> and a <mark>fraction</mark>."


def test_a_word_of_the_text_is_shown_with_what_stands_round_it():
    page = article(
        summary="A summary.", body=text("before " * 60 + "the tessellation of it " + "after " * 60)
    )
    shown = snippet(page, "tessell")
    assert shown.startswith("…before")
    assert shown.endswith("after…")
    assert "the <mark>tessellation</mark> of it" in shown
    assert len(plain(shown)) <= LENGTH + 2


def test_without_a_match_the_beginning_is_shown():
    assert snippet(article(summary="A summary.", body=text("text")), "page") == "A summary."
    assert snippet(article(body=text("Only text")), "page") == "Only text"
    assert snippet(article(), "page") == ""


def test_a_number_and_a_letter_are_marked_as_whole_words_only():
    assert snippet(article(summary="Year 5, not 50 or x5x"), "5 x") == "Year <mark>5</mark>, not 50 or x5x"


def test_accents_and_capitals_do_not_matter():
    assert snippet(article(summary="Un ÉCLAIR et un e\u0301clair"), "éclair") == (
        "Un <mark>ÉCLAIR</mark> et un <mark>éclair</mark>"
    )


def test_the_introduction_of_a_collection_and_the_texts_of_a_work_group_are_read(hub_a):
    collection = make_collection(hub_a, intro="Lessons on rhombuses")
    assert snippet(collection, "rhombuses") == "Lessons on <mark>rhombuses</mark>"
    group = make_group(hub_a, what_you_will_learn="<p>How to <b>draw</b> a kite</p>")
    assert "How to <mark>draw</mark> a" in snippet(group, "draw")


def test_a_stored_body_is_read_without_a_query(hub_a, django_assert_num_queries):
    body = [("heading", {"text": "A heading", "size": "h2"}), ("text", "<p>Deep &amp; tessellated</p>")]
    made = make_article(hub_a, body=body)
    page = HubArticlePage.objects.get(pk=made.pk)
    with django_assert_num_queries(0):
        assert snippet(page, "tess") == "Deep &amp; <mark>tessellated</mark>"


def test_what_a_sites_own_class_computes_for_the_index_is_passed_over(monkeypatch):
    own = [*HubArticlePage.search_fields, index.SearchField("date_words")]
    monkeypatch.setattr(HubArticlePage, "search_fields", own)
    assert snippet(article(body=text("a kite")), "kite") == "a <mark>kite</mark>"


def test_a_text_of_any_length_is_read_only_as_far_as_it_is_worth_it():
    page = article(summary="word " * 200_000 + "kite", references="kite")
    assert "<mark>" not in snippet(page, "kite")


def test_markup_in_the_words_of_a_page_is_escaped():
    page = article(summary='<script>alert(1)</script> & <mark>script</mark> "quoted"')
    shown = snippet(page, "script")
    assert "<script" not in shown
    assert shown.count("<mark>") == 3
    assert plain(shown).startswith("<script>alert(1)</script> & ")


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=600), st.text(max_size=60), st.integers(0, 600))
def test_a_passage_loses_nothing_but_its_ends_and_is_always_safe(words, q, start):
    words = " ".join(words.split())
    cut = passage(words, min(start, max(0, len(words) - 1)))
    assert len(cut) <= LENGTH + 2
    assert cut.removeprefix("…").removesuffix("…").strip() in words or "…" in words
    found = asked(q)
    if found:
        html = marked(cut, pattern_of(found))
        assert set(re.findall(r"<[^>]*>", html)) <= {"<mark>", "</mark>"}
        assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == unescape(cut) or "&" in cut
    assert len(folded(words)) == len(words)
