r"""Formulas between \( and \) in rich text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wagtail_mathshub.blocks.inline_maths import faults_of, with_maths
from wagtail_mathshub.blocks.mathml import NAMESPACE, mathml_or_source


def shown(latex: str) -> str:
    return mathml_or_source(latex, display=False)


def test_a_formula_in_a_paragraph_is_replaced():
    text = r"<p>Work out \(\frac{1}{2} + 3\) first.</p>"
    assert with_maths(text) == "<p>Work out " + shown(r"\frac{1}{2} + 3") + " first.</p>"


def test_two_formulas_are_two():
    assert with_maths(r"\(a\) and \(b\)") == f"{shown('a')} and {shown('b')}"


@pytest.mark.parametrize("written", [r"a &lt; b", r"a &#60; b", "a < b"])
def test_entities_inside_a_formula_are_read_as_characters(written):
    assert with_maths(rf"<p>\({written}\)</p>") == f"<p>{shown('a < b')}</p>"


def test_hard_spaces_of_the_editor_are_spaces():
    assert "<mi>a</mi><mi>b</mi>" in with_maths(r"<p>\(a&nbsp;b\)</p>")


def test_ampersands_of_a_table_arrive():
    assert "<mtable" in with_maths(r"\(\begin{pmatrix} 1 &amp; 2 \end{pmatrix}\)")


def test_entities_outside_formulas_stay_as_they_are():
    text = r"<p>Q&amp;A &lt;b&gt; \(x\) &nbsp;</p>"
    assert with_maths(text) == f"<p>Q&amp;A &lt;b&gt; {shown('x')} &nbsp;</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<p>nothing here (at all)</p>",
        r"<p>only \( an opening</p>",
        r"<p>only \) a closing</p>",
        r"<p>\) the wrong way round \(</p>",
        r"<p>\( \)</p>",
        r"<p>\(a<b>b</b>c\)</p>",
        r"<p>\(a</p><p>b\)</p>",
        r"<p>\(a<br/>b\)</p>",
        r'<a href="/x?q=\(a\)" title="\(b\)">x</a>',
        r"<a title='\(b\) > \(c\)'>x</a>",
        r"<!-- \(a\) -->",
        r"<code>\(a\)</code>",
        r"<pre>\(a\) <b>\(b\)</b></pre>",
        r"<CODE class='x'>\(a\)</CODE>",
        r"<pre><pre>\(a\)</pre>\(b\)</pre>",
        r"<math><annotation>\(a\)</annotation></math>",
        r"<p>a line break \\(b\\) of LaTeX</p>",
    ],
)
def test_what_is_no_formula_in_a_text_stays_as_it_is(text):
    assert with_maths(text) == text


def test_formulas_after_code_count_again():
    assert with_maths(r"<pre>\(a\)</pre>\(b\)<code>\(c\)</code>") == (
        rf"<pre>\(a\)</pre>{shown('b')}<code>\(c\)</code>"
    )


def test_an_unpaired_opening_does_not_spoil_the_next_formula():
    assert with_maths(r"a \( b \(c\) d") == rf"a \( b {shown('c')} d"
    assert with_maths(r"\(a<b>b</b>\) then \(c\)") == rf"\(a<b>b</b>\) then {shown('c')}"


def test_line_breaks_before_a_bracket_do_not_end_a_formula():
    latex = r"\begin{pmatrix} (a) \\(b)\\ (c\\) \end{pmatrix}"
    assert with_maths(rf"\({latex}\)") == shown(latex)


def test_what_cannot_be_converted_stays_readable():
    assert with_maths(r"<p>\(x^2^3 &lt; 1\)</p>") == '<p><code class="mh-latex">x^2^3 &lt; 1</code></p>'


def test_a_less_than_sign_that_begins_no_tag_is_text():
    assert with_maths(r"1 < 2 \(x\)") == f"1 < 2 {shown('x')}"


def test_formulas_of_a_feed_are_namespaced():
    found = etree.fromstring(with_maths(r"<p>\(\sin x\)</p>", xml=True))
    assert found[0].tag == f"{{{NAMESPACE}}}math"


def test_faults_come_in_the_order_of_the_text():
    faults = faults_of(r"<p>\(x^2^3\) \(y\) <code>\(\no\)</code> \(a &amp; b\) \(\)</p>")
    assert [fault.position for fault in faults] == [4, 3, None]
    assert faults_of("<p>none</p>") == []
    assert faults_of(r"<p>\(x\)</p>") == []


def test_broken_markup_costs_little():
    for text in ('<a "' * 20_000 + r"\(", r"\(" * 50_000, r"\(a" * 30_000 + r"\)", "<!--" * 20_000 + r"\("):
        started = time.process_time()
        with_maths(text)
        assert time.process_time() - started < 2


PIECES = st.sampled_from(
    [
        r"\(",
        r"\)",
        "<b>",
        "</b>",
        "<code>",
        "</code>",
        "<",
        ">",
        "&lt;",
        "&",
        '"',
        "x",
        r"\frac",
        "<!--",
        "-->",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_is_survived_and_without_formulas_unchanged(text):
    found = with_maths(text)
    if not ("\\(" in text and "\\)" in text):
        assert found == text
    assert len(faults_of(text)) <= text.count("\\(")
