"""The HTML that is left of an old page."""

from __future__ import annotations

import pytest

from tests.importing.converting.converted import ADDRESS, cleaned


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<h1>One</h1>", "<h2>One</h2>"),
        ("<p>&nbsp;</p><p> </p><p>a</p>", "<p>a</p>"),
        ("<p><span>a<span>b</span></span></p>", "<p>ab</p>"),
        ("<p><b><strong>a</strong></b> <i>b</i></p>", "<p><b>a</b> <i>b</i></p>"),
        ("<div>one<div>two</div>three</div>", "<p>one</p>\n<p>two</p>\n<p>three</p>"),
        ("<b>one<div>two</div></b>", "<p><b>one</b></p>\n<p><b>two</b></p>"),
        ("<p>a\n  b<br>\n c</p>", "<p>a b<br>c</p>"),
        ('<a href="../next/">n</a>', '<p><a href="https://old.example.org/news/next/">n</a></p>'),
        ('<a href="//cdn.example.org/a">n</a>', '<p><a href="https://cdn.example.org/a">n</a></p>'),
        ('<a href="javascript:x()">n</a>', "<p>n</p>"),
        ('<a href="mailto:a@example.org">n</a>', '<p><a href="mailto:a@example.org">n</a></p>'),
        ("<p>a<script>b</script>c<style>d</style></p>", "<p>ac</p>"),
        ("<x-y>kept</x-y>", "<p>kept</p>"),
        ("<math><mi>x</mi></math> and <svg><text>y</text></svg>", "<p>x and y</p>"),
        ("<pre>a\n  b</pre>", "<pre>a\n  b</pre>"),
        ("<q>so</q>", "<p>“so”</p>"),
        ("<dl><dt>word</dt><dd>meaning</dd></dl>", "<p><b>word</b></p>\n<p>meaning</p>"),
        ('<img src="/a.png" width="1" height="1">', ""),
        ('<p>a<img class="emoji" src="/e.png" alt="☺">b</p>', "<p>a☺b</p>"),
        (
            '<img src="data:image/gif;base64,AA" data-src="/a.png" alt="x"><noscript><img src="/a.png" alt="x"></noscript>',
            '<figure><img src="https://old.example.org/a.png" alt="x"></figure>',
        ),
        (
            '<picture><source srcset="/a.webp"><img src="/a.png" srcset="/b.png 2x" alt=""></picture>',
            '<figure><img src="https://old.example.org/a.png" alt=""></figure>',
        ),
        (
            '<p>Three rows<img src="/a.png" alt="x"> of four.</p>',
            '<p>Three rows of four.</p>\n<figure><img src="https://old.example.org/a.png" alt="x"></figure>',
        ),
        (
            '<a href="/files/a.jpg"><img src="/files/a-300x200.jpg" alt="x"></a>',
            '<figure><img src="https://old.example.org/files/a.jpg" alt="x"></figure>',
        ),
        (
            '<iframe src="https://www.youtube.com/embed/abc" title="Arrays"></iframe>',
            '<p class="frame"><a href="https://www.youtube.com/embed/abc">Arrays</a></p>',
        ),
    ],
)
def test_markup_becomes_a_few_elements(given: str, expected: str):
    assert cleaned(given).html.strip().replace("<pre>\n", "<pre>") == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>a <b>b <i>c</i></b><br>d</p>",
        "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>",
        "<blockquote><p>a</p><p>b</p><cite>c</cite></blockquote>",
        "<table><caption>t</caption><tr><th>a</th><th colspan=2>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
        '<figure><a href="/x"><img src="/a.png"></a><figcaption>c <a href="/y">d</a></figcaption></figure>',
        "<details><summary>a</summary><p>b</p><ul><li>c</li></ul></details>",
        "<pre>\n\n  a &lt;b&gt;\n\n c</pre>",
        '<video src="/a.mp4"></video><audio src="/a.mp3"></audio><iframe src="https://x.example.org/f"></iframe>',
        '<a href="/a.pdf">Plan</a>',
        '<div class="gallery"><img src="/a.png"><img src="/b.png"></div>',
    ],
)
def test_cleaning_what_is_clean_changes_nothing(html: str):
    once = cleaned(html)
    assert cleaned(once.html).html == once.html


def test_nothing_is_relative_to_an_unknown_page():
    from wagtail_mathshub.importing.converting import clean
    from wagtail_mathshub.importing.source_pages import SourcePage

    result = clean(SourcePage("1", "t", '<p><a href="/a">a</a><img src="/b.png" alt="b"></p>'), {})
    assert result.html == "<p>a</p>"
    assert {loss.source for loss in result.losses} == {"/a", "b"}


def test_a_picture_takes_its_words_from_the_media_library():
    html = cleaned('<img src="/files/arrays-300x200.jpg"><img src="/files/arrays.jpg" alt="">').html
    assert html.count('alt="Three rows of four"') == 1
    assert html.count('alt=""') == 1


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<script>1</script>", "a script"),
        ("<style>p{}</style>", "a style sheet"),
        ('<form action="https://forms.example.org/1"><input name=a></form>', "a form"),
        ('<iframe src="javascript:1"></iframe>', "shown from elsewhere"),
        ('<p><img src="data:image/png;base64,AA"></p>', "inside the page's own code"),
    ],
)
def test_what_is_not_taken_over_is_told(html: str, words: str):
    told = [loss.what for loss in cleaned(html).losses]
    assert any(words in what for what in told)


def test_the_address_of_a_form_stays_a_link():
    html = cleaned('<form action="https://forms.example.org/1">Name <input name=a></form>').html
    assert '<a href="https://forms.example.org/1">' in html
    assert "Name" in html
    assert "form" not in cleaned(f'<form action="{ADDRESS}">Search</form>').html


def test_formulas_that_were_drawn_already_go_back_to_their_source():
    drawn = (
        "<p>Half is <math><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac>"
        '<annotation encoding="application/x-tex">\\frac{1}{2}</annotation></semantics></math>.</p>'
    )
    assert cleaned(drawn).html == "<p>Half is \\(\\frac{1}{2}\\).</p>"


def test_control_characters_are_gone():
    assert cleaned("<p>a\x00b\x0bc\x1fd\ud800</p>").html == "<p>abcd?</p>"
