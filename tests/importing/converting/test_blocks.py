"""The blocks of a body."""

from __future__ import annotations

import pytest

from tests.importing.converting.converted import blocks, items
from wagtail_mathshub.importing.converting import blocks_of


def codes(html: str) -> list[str]:
    """The notices of a page with this text."""
    return [notice.code for notice in blocks(html).notices]


def text(html: str) -> str:
    """The rich text of a page that becomes nothing else."""
    ((kind, value),) = items(html)
    assert kind == "text"
    return value


@pytest.mark.parametrize(
    ("html", "size"), [("<h1>a</h1>", "h2"), ("<h2>a</h2>", "h2"), ("<h3>a</h3>", "h3"), ("<h6>a</h6>", "h3")]
)
def test_headings_have_two_sizes(html: str, size: str):
    assert items(html) == [("heading", {"text": "a", "size": size})]


def test_a_long_heading_becomes_a_bold_paragraph():
    assert text(f"<h2>{'a' * 201}</h2>") == f"<p><b>{'a' * 201}</b></p>"


def test_the_link_of_a_heading_stays():
    assert items('<h2><a href="/x">a</a></h2>') == [
        ("heading", {"text": "a", "size": "h2"}),
        ("text", '<p><a href="https://old.example.org/x">a</a></p>'),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<br>b</p>", "<p>a<br/>b</p>"),
        (
            "<p><strong>a</strong><em>b</em><sub>c</sub><sup>d</sup></p>",
            "<p><b>a</b><i>b</i><sub>c</sub><sup>d</sup></p>",
        ),
        ("<p><u>a</u><code>b</code></p>", "<p>ab</p>"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br/>b</li></ul>"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<pre>a\n  b</pre>", "<p>a<br/>\xa0\xa0b</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        (
            '<p>See <a href="/a.pdf">the plan</a>.</p>',
            '<p>See <a href="https://old.example.org/a.pdf">the plan</a>.</p>',
        ),
    ],
)
def test_rich_text(html: str, expected: str):
    assert text(html) == expected


def test_a_list_deeper_than_the_editor_indents_keeps_its_items():
    html = "".join(f"<ul><li>{n}" for n in range(9)) + "</li></ul>" * 9
    found = text(html)
    assert found.count("<ul>") == 5
    assert all(f"<li>{n}" in found for n in range(9))


def test_quotes():
    assert items("<blockquote><p>a</p><p>b</p><cite>— Sam</cite></blockquote>") == [
        ("quote", {"text": "a\n\nb", "source": "Sam"})
    ]
    assert text(f"<blockquote>{'word ' * 250}</blockquote>").startswith("<p>word word")
    assert "<a href=" in text('<blockquote>a <a href="/b">b</a></blockquote>')


TABLE = "<table><tr><th>Day</th><th>Place</th></tr><tr><td>Monday</td><td>Hall</td></tr></table>"


def test_a_table_with_headings_is_a_table():
    value = {
        "caption": "Dates",
        "first_column_is_heading": False,
        "table": {
            "columns": [{"type": "text", "heading": "Day"}, {"type": "text", "heading": "Place"}],
            "rows": [{"values": ["Monday", "Hall"]}],
            "caption": "",
        },
    }
    assert items(f"<h2>Dates</h2>{TABLE}")[1] == ("table", value)
    assert items(TABLE)[0][1]["caption"] == "Table"
    assert items(f"<figure>{TABLE}<figcaption>When</figcaption></figure>")[0][1]["caption"] == "When"


def test_a_cell_over_several_rows_stands_in_each():
    html = TABLE.replace(
        "</table>", "<tr><td rowspan=2>Friday</td><td>Hall</td></tr><tr><td>Gym</td></tr></table>"
    )
    rows = items(html)[0][1]["table"]["rows"]
    assert [row["values"] for row in rows] == [["Monday", "Hall"], ["Friday", "Hall"], ["Friday", "Gym"]]


def test_links_of_a_table_stand_below_it():
    (table, links) = items(TABLE.replace("Hall", '<a href="/hall">Hall</a>'))
    assert table[1]["table"]["rows"] == [{"values": ["Monday", "Hall"]}]
    assert links == ("text", '<p><a href="https://old.example.org/hall">Hall</a></p>')


def test_a_column_without_a_heading_gets_a_dash():
    ((_kind, value),) = items(TABLE.replace("<th>Place</th>", "<th></th>"))
    assert [column["heading"] for column in value["table"]["columns"]] == ["Day", "\u2013"]


def test_other_tables_are_read_row_by_row():
    plain = TABLE.replace("th>", "td>")
    assert text(plain) == "<p>Day | Place</p><p>Monday | Hall</p>"


def test_a_table_that_only_places_things_is_its_content():
    html = '<table><tr><td><h3>a</h3><p>b</p></td><td><img src="/c.png" alt="c"></td></tr></table>'
    assert [kind for kind, _value in items(html)] == ["heading", "text", "image"]


@pytest.mark.parametrize(
    ("html", "alt", "decorative", "notices"),
    [
        ('<img src="/a.png" alt="Arrays">', "Arrays", False, []),
        ('<img src="/a.png" alt="">', "", True, []),
        ('<img src="/a.png">', "", True, ["no_description"]),
        ('<img src="/a.png" alt="IMG_1.jpg">', "", True, ["no_description"]),
        ('<figure><img src="/a.png"><figcaption>Arrays</figcaption></figure>', "Arrays", False, []),
        (f'<img src="/a.png" alt="{"a" * 400}">', "a" * 300, False, ["long_description"]),
    ],
)
def test_what_a_picture_shows(html: str, alt: str, decorative: bool, notices: list[str]):
    ((_kind, value),) = items(html)
    assert (value["alt"], value["decorative"]) == (alt, decorative)
    assert codes(html) == notices


def test_a_long_caption_and_one_with_a_link_stay_whole():
    linked = '<figure><img src="/a.png" alt="x"><figcaption>by <a href="/b">b</a></figcaption></figure>'
    assert items(linked)[1] == ("text", '<p>by <a href="https://old.example.org/b">b</a></p>')
    long = f'<figure><img src="/a.png" alt="x"><figcaption>{"a" * 301}</figcaption></figure>'
    assert items(long)[1] == ("text", f"<p>{'a' * 301}</p>")


def test_a_picture_that_links_to_a_page_keeps_the_link():
    assert items('<a href="/next"><img src="/a.png" alt="Next"></a>')[1] == (
        "text",
        '<p><a href="https://old.example.org/next">Next</a></p>',
    )
    assert len(items('<a href="/full.png"><img src="/a.png" alt="Next"></a>')) == 1


@pytest.mark.parametrize(
    ("number", "kinds"), [(1, ["image"]), (2, ["gallery"]), (24, ["gallery"]), (25, ["gallery", "image"])]
)
def test_galleries_of_any_size(number: int, kinds: list[str]):
    pictures = "".join(f'<img src="/{n}.png" alt="{n}">' for n in range(number))
    assert [kind for kind, _value in items(f'<div class="gallery">{pictures}</div>')] == kinds


def test_links_to_files_that_stand_alone_are_downloads():
    value = {"document": "media:https://old.example.org/a.pdf", "title": "Plan", "licence": "", "note": ""}
    assert items('<p><a href="/a.pdf">Plan</a></p>') == [("download", value)]
    two = '<ul><li><a href="/a.pdf">Plan</a></li><li><a href="/b.docx">Notes</a></li></ul>'
    ((kind, found),) = items(two)
    assert kind == "downloads"
    assert found["items"][0] == value
    assert items('<p><a href="https://other.example.com/a.pdf">Plan</a></p>')[0][0] == "text"
    assert items('<ul><li><a href="/a.pdf">Plan</a></li><li>Words</li></ul>')[0][0] == "text"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.youtube.com/embed/abc", "video"),
        ("//player.vimeo.com/video/123", "video"),
        ("https://www.geogebra.org/m/arrays", "interactive"),
        ("http://www.desmos.com/calculator/abc", "interactive"),
        ("https://forms.example.org/abc", "text"),
    ],
)
def test_frames(address: str, kind: str):
    assert items(f'<iframe src="{address}" title="Try it"></iframe>')[0][0] == kind


def test_a_frame_of_an_unknown_website_is_a_link_and_told():
    found = blocks('<iframe src="https://forms.example.org/abc" title="Sign up"></iframe>')
    assert found.items[0]["value"] == '<p><a href="https://forms.example.org/abc">Sign up</a></p>'
    assert [loss.source for loss in found.losses] == ["https://forms.example.org/abc"]


def test_parts_to_open():
    html = "<details><summary>a</summary><p>b</p></details><details><summary>c</summary>d</details>"
    parts = [{"title": "a", "text": "<p>b</p>"}, {"title": "c", "text": "<p>d</p>"}]
    assert items(html) == [("accordion", {"items": parts})]
    pictured = '<details><summary>a</summary><img src="/a.png" alt="x"></details>'
    assert [kind for kind, _value in items(pictured)] == ["heading", "image"]


@pytest.mark.parametrize(
    "written", ["$$x^2$$", r"\[x^2\]", "[latex]x^2[/latex]", "$latex x^2$", "$$<em>x^2</em>$$"]
)
def test_a_formula_on_its_own(written: str):
    assert items(f"<p>{written}</p>") == [("maths", {"latex": "x^2", "spoken": ""})]


@pytest.mark.parametrize("written", [r"\(x^2\)", "[latex]x^2[/latex]", "$latex x^2$", "$x^2$"])
def test_a_formula_in_a_sentence(written: str):
    assert text(f"<p>So {written} it is.</p>") == r"<p>So \(x^2\) it is.</p>"


def test_a_formula_on_a_line_of_its_own_parts_the_paragraph():
    assert items("<p>a $$x$$ b</p>") == [
        ("text", "<p>a</p>"),
        ("maths", {"latex": "x", "spoken": ""}),
        ("text", "<p>b</p>"),
    ]


@pytest.mark.parametrize("words", ["It costs $5 and $10.", "<code>$x^2$</code>", "[sic]", "US$x^2$"])
def test_money_and_code_are_no_formulas(words: str):
    assert "\\(" not in text(f"<p>{words}</p>")


def test_a_faulty_formula_stays_as_text():
    assert text(r"<p>a \(\nonsense{x}\) and \(y\)</p>") == r"<p>a $\nonsense{x}$ and \(y\)</p>"
    assert text(r"<p>$$\nonsense{x}$$</p>") == r"<p>$$\nonsense{x}$$</p>"
    assert codes(r"<p>$$\nonsense{x}$$</p>") == ["formula"]


def test_reading_only_keeps_formulas_in_the_text():
    found = blocks_of("<p>a $$x^2$$ b</p>", reading_only=True)
    assert found.items == [{"type": "text", "value": r"<p>a \(x^2\) b</p>"}]
