"""HTML as a feed may hold it."""

from __future__ import annotations

import pytest

from tests.feeds.feeding import addresses_in
from wagtail_mathshub.blocks.mathml import to_mathml
from wagtail_mathshub.feeds.content import feed_content

PAGE = "https://alder.example.org/articles/corners/"


def shown(html: str) -> str:
    return feed_content(html, PAGE)


@pytest.mark.parametrize(
    ("written", "absolute"),
    [
        ("/jobs/", "https://alder.example.org/jobs/"),
        ("#part-2", f"{PAGE}#part-2"),
        ("?page=2", f"{PAGE}?page=2"),
        ("../sides/", "https://alder.example.org/articles/sides/"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("http://other.example/", "http://other.example/"),
        ("mailto:hub@example.org", "mailto:hub@example.org"),
    ],
)
def test_every_address_is_absolute(written, absolute):
    assert shown(f'<p><a href="{written}">x</a></p>') == f'<p><a href="{absolute}">x</a></p>'
    if not written.startswith("mailto"):
        assert addresses_in(shown(f'<img src="{written}" alt="">')) == [absolute]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " java\tscript:alert(1)", "data:text/html,x", "//["]
)
def test_an_address_that_leads_nowhere_good_is_left_out(address):
    assert addresses_in(shown(f'<a href="{address}">x</a>')) == []


@pytest.mark.parametrize(
    "html",
    [
        "<script>Zanzibar()</script>",
        "<style>Zanzibar{}</style>",
        '<iframe src="https://a.example/">Zanzibar</iframe>',
        "<template><button>Zanzibar</button></template>",
        "<form><input value=Zanzibar><select><option>Zanzibar</select></form>",
        '<video controls poster="/Zanzibar.png"><source src="/Zanzibar.mp4"><track src="/Zanzibar.vtt"></video>',
        '<object data="/Zanzibar"></object><embed src="/Zanzibar">',
        '<p class="Zanzibar" style="Zanzibar" id="Zanzibar" onclick="Zanzibar" data-mh-frame="Zanzibar"></p>',
        "<!-- Zanzibar -->",
    ],
)
def test_what_runs_or_loads_by_itself_is_left_out(html):
    assert shown(f"<p>Before</p>{html}<p>After</p>") == "<p>Before</p><p>After</p>"


def test_a_picture_keeps_one_address_and_its_words():
    image = (
        '<img src="/a.png" srcset="/b.png 2x" sizes="50vw" alt="Corners" width="8" height="6" loading="lazy">'
    )
    assert shown(image) == '<img src="https://alder.example.org/a.png" alt="Corners" width="8" height="6">'


def test_a_drawing_becomes_its_words():
    drawing = '<svg role="img"><title>A bar</title><desc id="d">Three &lt; four.</desc><text>3</text></svg>'
    assert shown(f"<figure>{drawing}<figcaption>Bars</figcaption></figure>") == (
        "<figure><p>Three &lt; four.</p><figcaption>Bars</figcaption></figure>"
    )
    assert shown("<svg><text>3</text></svg>") == ""


@pytest.mark.parametrize(
    "latex", [r"\frac{1}{2} < x", r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\sqrt{a^2+b_1}"]
)
def test_formulas_stay(latex):
    formula = to_mathml(latex, display=True, xml=True)
    kept = shown(f"<p>{formula}</p>")
    for tag in ("math", "semantics", "annotation", "mfrac", "mtd", "msqrt", "msup"):
        assert kept.count(f"<{tag}") == formula.count(f"<{tag}")
    assert 'display="block"' in kept


def test_markup_hidden_in_a_formula_does_not_come_out():
    hidden = "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>"
    assert "<script" not in shown(hidden)
    assert "<img" not in shown("<math><mtext></p><img src=x onerror=alert(1)></mtext></math>").replace(
        '<img src="https://alder.example.org/articles/corners/x">', ""
    )
