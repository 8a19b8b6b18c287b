import time

import pytest

from tests.importing.saved_sites import words
from wagtail_mathshub.importing.limits import LIMITS
from wagtail_mathshub.importing.reading.oddities import undo_oddities

LONG = "<p>" + "Teachers met and talked about fractions for a whole afternoon. " * 5 + "</p>"


def undone(html):
    return undo_oddities(html)[0]


def codes(html):
    return [notice.code for notice in undo_oddities(html)[1]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<p>✓ one<br>✓ two</p><p>• three</p><p>text</p>",
            "<ul><li>one</li><li>two</li><li>three</li></ul><p>text</p>",
        ),
        ("<ul><li>• one</li><li><b>✓</b> two</li></ul>", "<ul><li>one</li><li>two</li></ul>"),
        (
            "<p>Bring:<br>\uf0b7 a pen<br>\uf0fc paper</p>",
            "<p>Bring:</p><ul><li>a pen</li><li>paper</li></ul>",
        ),
        ("<p><span>• a<br>• b</span></p>", "<ul><li><span>a</span></li><li><span>b</span></li></ul>"),
        ("<p>Monday 3 May<br>Tuesday 4 May</p>", "<p>Monday 3 May<br/>Tuesday 4 May</p>"),
        ("<p>| Tasks for all |</p><p> | </p><p>![]()</p>", "<p> Tasks for all </p>"),
        ("<p>|x| = 3 and |y|</p>", "<p>|x| = 3 and |y|</p>"),
        (
            "<p>This line was broken by a program in the<br>middle of a sentence.</p>",
            "<p>This line was broken by a program in the middle of a sentence.</p>",
        ),
        ("<p>Larch School<br>hill road<br>larch</p>", "<p>Larch School<br/>hill road<br/>larch</p>"),
        ('<img src="a.jpg" alt="Rekenrek.jpg">', '<img alt="" src="a.jpg"/>'),
        ('<img src="a.jpg" alt="A frame of beads">', '<img alt="A frame of beads" src="a.jpg"/>'),
        ('<img src="data:image/gif;base64,R0" data-srcset="s.jpg 300w, l.jpg 900w">', 'src="l.jpg"'),
        ("<h1>One</h1><p>a.</p><h1>Two</h1>", "<h2>One</h2><p>a.</p><h2>Two</h2>"),
        (
            "<p>The curriulum is prositively Compromised of parts.</p>",
            "<p>The curriulum is prositively Compromised of parts.</p>",
        ),
    ],
)
def test_an_oddity_is_undone(before, after):
    assert after in undone(before)


def test_a_hidden_email_address_is_shown():
    code = "1f" + "".join(f"{ord(letter) ^ 0x1F:02x}" for letter in "hub@school.example.org")
    for html in (
        f'<p>Ask <span class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</span></p>',
        f'<p>Ask <a href="/cdn-cgi/l/email-protection#{code}">[email&#160;protected]</a></p>',
    ):
        assert "hub@school.example.org" in undone(html)
        assert codes(html) == []


@pytest.mark.parametrize(
    "html", ["<p>To book, please email</p>", "<p>Please email or ring.</p>", "<p>[email protected]</p>"]
)
def test_a_lost_email_address_is_said(html):
    assert codes(html) == ["email_missing"]


def test_an_address_that_is_there_is_not_missed():
    assert codes("<p>Please email: hub@school.example.org</p><p>Please email Jo.</p>") == []


def test_a_notice_about_cookies_goes_and_is_quoted():
    html, notices = undo_oddities(f"<p>We use cookies to make this site better.</p>{LONG}")
    assert "cookies" not in html
    assert notices[0].source == "We use cookies to make this site better."


def test_a_page_about_cookies_keeps_its_text():
    html = "<h2>Cookies</h2><p>We use cookies to count visits.</p><p>More.</p><p>A cookie is a file.</p>"
    assert words(undone(html)) == words(html)


def test_the_contact_line_of_a_header_is_cut_from_the_first_paragraph():
    html, notices = undo_oddities(f"<p>hub@school.example.org 01632 960123Welcome to the hub.</p>{LONG}")
    assert html.startswith("<p>Welcome to the hub.")
    assert notices[0].source == "hub@school.example.org 01632 960123"


def test_a_page_that_is_only_a_contact_line_keeps_it():
    assert "01632" in undone("<p>hub@school.example.org 01632 960123</p>")


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>Day</th><th>Place</th></tr><tr><td>1</td><td>Hall</td></tr></table>",
        "<table><tr><td>1</td><td>3 May</td></tr><tr><td>2</td><td>4 May</td></tr></table>",
        "<table><caption>Dates</caption><tr><td>1</td></tr><tr><td>2</td></tr></table>",
    ],
)
def test_a_table_of_data_stays(table):
    assert undone(table) == table


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><p>Left</p></td><td><p>Right</p></td></tr></table>",
        '<table role="presentation"><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
        "<table><tr><td><h2>a</h2></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    ],
)
def test_a_table_of_layout_becomes_its_cells(table):
    assert "<t" not in undone(table)
    assert words(undone(table)) == words(table)


def test_a_table_of_data_inside_one_of_layout_stays():
    inner = "<table><tr><td>1</td><td>3 May</td></tr><tr><td>2</td><td>4 May</td></tr></table>"
    assert undone(f"<table><tr><td>Text {inner}</td></tr></table>").count("<table>") == 1


@pytest.mark.parametrize(
    "line",
    ["<p><strong>Who can join us</strong></p>", "<p>who is it for?</p>", "<p><b>What is the cost?</b></p>"],
)
def test_a_line_above_a_section_becomes_a_heading(line):
    assert "<h2>" in undone(f"{line}{LONG}")


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>by Rowan Petherick (April 2020)</b></p>",
        "<p><b>Thursday 5 March 2026</b></p>",
        "<p><b>NEXT SESSION: 25th February 2021</b></p>",
        "<p><b>This whole sentence is important.</b></p>",
        "<p>Some words</p>",
    ],
)
def test_other_short_lines_stay_paragraphs(line):
    assert "<h" not in undone(f"{line}{LONG}")


def test_names_above_posts_stay_paragraphs():
    board = "<p><b>Ada Quill</b></p><p>Chair of the Strategic Board, Larch High School and Sixth Form</p>" * 2
    assert "<h" not in undone(board)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Dates:<br>1 May • online<br>2 May</p>",
        "<p><span>Workshop 1 - 1300<br>Workshop 2 - 1400</span></p>",
        "<div>a<br>• b<p>c</p>d</div>",
        "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table>",
        "text <b>bold • x<br>y</b> end",
        "<noscript>Words without scripts</noscript><p>x</p>",
        "<noscript>Words <img src='a.jpg'> too</noscript><p>x</p>",
        "• a<br><br>b<br>• c",
    ],
)
def test_no_word_is_lost(html):
    before, after = words(html), words(undone(html))
    assert before == after


@pytest.mark.parametrize(
    "html", ["", " ", "plain.html", "<", "<!-- x -->", "<p>", "</div>", "https://hub.example.org/"]
)
def test_pieces_that_are_hardly_html_are_read(html):
    undone(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" + "\u2022 item<br>" * 9_000 + "</div>",
        "<p>\u2022 item</p>" * 9_000,
        "<p>" + "a line that is long enough to be joined with<br>the next " * 9_000 + "</p>",
        "<p>" + "| cell <br>" * 9_000 + "</p>",
        "<p><b>Head me</b></p>" * 9_000,
        "<table><tr><td>x" * 490,
    ],
    ids=["bullets", "paragraphs", "breaks", "bars", "headings", "tables"],
)
def test_large_pages_of_one_oddity_are_read_in_time(html):
    started = time.perf_counter()
    undo_oddities(html)
    assert time.perf_counter() - started < LIMITS.page_seconds
