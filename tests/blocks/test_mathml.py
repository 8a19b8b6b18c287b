"""Formulas become MathML, and whatever cannot is refused with a sentence or shown as its source."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from tests.blocks.curriculum import CURRICULUM
from wagtail_mathshub.blocks import latex_depth, mathml_cleaning
from wagtail_mathshub.blocks.latex_source import MOST_CHARACTERS
from wagtail_mathshub.blocks.mathml import NAMESPACE, LatexFault, mathml_or_source, to_mathml

FORBIDDEN = re.compile(r"<script|<style|<a[ >]|\shref=|\sstyle=|\son[a-z]+=|\sid=|javascript:", re.I)
ANNOTATION = re.compile(r"<annotation[ >].*?</annotation>", re.DOTALL)


def tree(latex: str, *, display: bool = True) -> etree._Element:
    return etree.fromstring(to_mathml(latex, display=display))


def words(element: etree._Element) -> str:
    return "".join(element.itertext())


def fault(latex: str) -> LatexFault:
    with pytest.raises(LatexFault) as caught:
        to_mathml(latex, display=True)
    return caught.value


@pytest.mark.parametrize("name", CURRICULUM)
@pytest.mark.parametrize("display", [True, False])
def test_the_curriculum_is_well_formed_in_pages_and_in_feeds(name, display):
    latex = CURRICULUM[name]
    for_feed = etree.fromstring(to_mathml(latex, display=display, xml=True))
    assert {etree.QName(element).namespace for element in for_feed.iter()} == {NAMESPACE}
    markup = to_mathml(latex, display=display)
    in_page = html.fragment_fromstring(markup)
    assert in_page.tag == "math"
    assert in_page.get("display") == ("block" if display else None)
    assert unescape(ANNOTATION.search(markup)[0]).split(">", 1)[1].startswith(latex[:-13] or latex)
    assert not FORBIDDEN.search(markup)
    assert not re.search(r"&(?!amp;|lt;|gt;)", markup)


@pytest.mark.parametrize("name", CURRICULUM)
def test_each_class_of_the_curriculum_has_a_rule_in_the_stylesheet(name, stylesheet):
    for element in tree(CURRICULUM[name]).iter():
        for name_of_class in (element.get("class") or "").split():
            assert f".{name_of_class}" in stylesheet


def test_each_class_that_a_style_can_become_has_a_rule_in_the_stylesheet(stylesheet):
    names = {*mathml_cleaning._CLASSES.values(), *mathml_cleaning._TEXT_CLASSES.values()} - {""}
    assert {name for name in names if not re.search(rf"\.{name}\b(?!-)", stylesheet)} == set()


def test_a_fraction_has_its_numerator_first():
    assert [words(part) for part in tree(r"\frac{3}{4}").find(".//mfrac")] == ["3", "4"]


def test_a_mixed_number_stands_beside_its_fraction():
    row = tree(r"2\frac{1}{3}").find(".//mrow")
    assert [part.tag for part in row] == ["mn", "mfrac"]


def test_a_cube_root_has_its_index_second():
    assert [words(part) for part in tree(r"\sqrt[3]{27}").find(".//mroot")] == ["27", "3"]


def test_recurring_decimals_have_dots_over_the_digits():
    dotted = tree(r"0.\dot{1}4285\dot{7}").findall(".//mover")
    assert [over[0].text for over in dotted] == ["1", "7"]
    assert {over[1].text for over in dotted} == {"\u02d9"}


@pytest.mark.parametrize("display", [True, False])
def test_limits_of_a_sum_may_move_beside_it_in_a_line_of_text(display):
    sum_ = tree(r"\sum_{r=1}^{n} r", display=display).find(".//munderover")
    assert [words(part) for part in sum_] == ["\u2211", "r=1", "n"]
    assert sum_[0].get("movablelimits") is None


def test_aligned_equations_meet_at_the_equals_sign():
    rows = tree(CURRICULUM["solving"]).findall(".//mtr")
    assert len(rows) == 3
    for row in rows:
        assert ["mh-m-right" in row[0].get("class"), "mh-m-left" in row[1].get("class")] == [True, True]


def test_a_matrix_has_rows_and_columns_between_brackets():
    matrix = tree(CURRICULUM["matrix"])
    assert [[words(cell) for cell in row] for row in matrix.findall(".//mtr")] == [["1", "2"], ["3", "4"]]
    assert [sign.text for sign in matrix.findall(".//mo")] == ["[", "]"]


def test_a_column_sum_is_right_aligned_with_a_line_above_the_answer():
    cells = tree(CURRICULUM["column addition"]).findall(".//mtd")
    assert all("mh-m-right" in cell.get("class") for cell in cells)
    assert ["mh-m-line-top" in cell.get("class") for cell in cells] == [False, False, True]


@pytest.mark.parametrize(("line", "kind"), [("hline", "line"), ("hdashline", "dash")])
@pytest.mark.parametrize("columns", [1, 2])
def test_a_line_under_a_table_is_no_row_of_its_own(line, kind, columns):
    row = " & ".join("1" * columns)
    latex = rf"\begin{{array}}{{{'r' * columns}}} {row} \\ {row} \\ \{line} \end{{array}}"
    table = tree(latex).find(".//mtable")
    assert (len(table), table.get("class")) == (2, f"mh-m-{kind}-bottom")


def test_an_empty_last_row_without_a_line_stays():
    assert len(tree(r"\begin{array}{cc} 1 & 2 \\ {} \end{array}").findall(".//mtr")) == 2


def test_crossing_out_and_boxes_keep_their_meaning_and_have_a_class_to_draw_them():
    crossed, boxed = tree(r"\xcancel{12}").find(".//menclose"), tree(r"\boxed{x}").find(".//menclose")
    assert crossed.get("notation") == "updiagonalstrike downdiagonalstrike"
    assert crossed.get("class") == "mh-m-updiagonalstrike mh-m-downdiagonalstrike"
    assert (boxed.get("class"), len(boxed)) == ("mh-m-box", 1)


def test_only_the_editors_own_numbers_stand_beside_equations():
    assert "(1)" not in to_mathml(r"\begin{align} x &= 1 \end{align}", display=True)
    tags = tree(CURRICULUM["tagged"]).findall(".//mtd[@class]")
    assert [words(cell) for cell in tags if "mh-m-tag" in cell.get("class")] == ["(1)", "(2)"]


def test_bold_words_are_text_with_a_class_and_no_html():
    bold = next(text for text in tree(CURRICULUM["words"]).iter("mtext") if text.text == "length")
    assert (bold.get("class"), len(bold)) == ("mh-m-bold", 0)


def test_named_entities_become_characters():
    assert "\u2061" in to_mathml(r"\sin x", display=True)
    assert "ApplyFunction" not in to_mathml(r"\sin x", display=True)


def test_absolute_spaces_grow_with_the_text():
    assert tree(r"a\hspace{1cm}b").find(".//mspace").get("width").endswith("em")
    assert "rem" not in to_mathml(r"a\hspace{1cm}b", display=True)


def test_hard_spaces_count_as_spaces():
    assert tree("a\u00a0\u2009b").find(".//mtext") is None


@pytest.mark.parametrize(
    ("latex", "says", "position"),
    [
        (r"1 + \foo{x}", "isn't known", 5),
        (r"\frac{1}", "two parts", None),
        (r"\frac{1}{2", "never closed", 11),
        (r"x}", "not opened", 2),
        (r"x^2^3", "{x^2}^3", 4),
        (r"a & b", r"\&", 3),
        (r"50% of 8", r"\%", 3),
        (r"$x$", "dollar signs", 1),
        (r"\left x", r"\left(", None),
        (r"\begin{split} x \end{split}", "aligned", 7),
        (r"\begin{pmatrix} 1 \end{bmatrix}", "not opened", None),
        (r"\color{red} x", "colours", 1),
        (r"x = \textcolor{red}{5}", "colours", 5),
        (r"\newcommand{\half}{\frac12}", "Commands of your own", 1),
        (r"\label{eq}", "refer", 1),
        (r"\tag{1}", "environment", 1),
        ("a\u202eb", "invisible", 2),
        ("a\u200bb", "invisible", 2),
        ("a\x00b", "invisible", 2),
        ("", "no formula", None),
        (" \n\t ", "no formula", None),
        (r"\hspace{-3em} x", "can't be shown", None),
        (r"\hspace{99em} x", "can't be shown", None),
        (r"\raisebox{50em}{x}", "can't be shown", None),
    ],
)
def test_a_fault_says_what_is_wrong_where_and_what_to_do(latex, says, position):
    found = fault(latex)
    assert says in found.message
    assert str(found) == found.message
    if position:
        assert found.position == position
        assert f"Character {position}, near" in found.message


def test_a_fault_shows_a_few_characters_of_its_surroundings():
    assert "“2 + 3 = 5 + \\foo{x} - 9”" in fault(r"1 + 2 + 3 = 5 + \foo{x} - 9 and on it goes").message


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\url{javascript:alert(1)}",
        r"\style{color:red}{x}",
        r"\class{big}{x}",
        r"\html{<b>x</b>}",
        r"\htmlId{a}{x}",
        r"\includegraphics{x.png}",
        r"\require{html}",
        r"\input{/etc/passwd}",
        r"\write18{ls}",
        r"\unicode{x}",
        r"\eqref{a}",
        r"\def\x{\x}\x",
        r"\gdef\x{1}",
        r"\let\x=\frac",
        "\ud800",
        "\ufffe",
        r"\begin{array}{@{}l} 1 \end{array}",
        "x" * (MOST_CHARACTERS + 1),
    ],
)
def test_what_is_hostile_is_refused(latex):
    assert fault(latex).message
    assert not FORBIDDEN.search(re.sub(r"<code.*</code>", "", mathml_or_source(latex, display=True)))


@pytest.mark.parametrize(
    "latex",
    [
        "</math><script>alert(1)</script>",
        r"\text{</mtext></math><script>alert(1)</script>}",
        r"\text{<img src=x onerror=alert(1)>}",
        "]]>",
        r"\text{]]><!--}",
        r"\text{&lt;script&gt;&ApplyFunction;&evil;}",
        r"\operatorname{<b>}",
        '"><script>',
        r"\tag{<a href=x>}",
    ],
)
@pytest.mark.parametrize("xml", [True, False])
def test_markup_in_a_formula_stays_text(latex, xml):
    for spoken in ("", '"><script>alert(1)</script>'):
        markup = mathml_or_source(latex, display=True, spoken=spoken, xml=xml)
        assert "<script" not in markup
        assert "<img" not in markup
        assert etree.fromstring(f"<p>{markup}</p>") is not None


@pytest.mark.parametrize(
    "markup",
    [
        '<math><a href="x">y</a></math>',
        '<math><mi href="x">y</mi></math>',
        '<math><mi onclick="x">y</mi></math>',
        '<math><mrow id="x"/></math>',
        '<math><mrow style="position:fixed"/></math>',
        '<math><mrow style="color:#FF0000;"/></math>',
        '<math><mrow class="mh-hidden"/></math>',
        '<math><mtext><b onclick="x">y</b></mtext></math>',
        "<math><mtext>a<b>y</b></mtext></math>",
        '<math><mspace width="calc(1px)"/></math>',
        '<math><mspace width="99999em"/></math>',
        '<math><annotation encoding="text/html">x</annotation></math>',
        "<math><annotation-xml/></math>",
        "<math><!-- x --></math>",
        "<math><?x y?></math>",
        "<math><mi></math>",
        '<!DOCTYPE math [<!ENTITY a "b">]><math><maction/></math>',
    ],
)
def test_whatever_the_converter_writes_only_known_markup_passes(monkeypatch, markup):
    class Rogue:
        def convert_with_local_state(self, latex: str, **options: bool) -> str:
            return markup

    monkeypatch.setattr("wagtail_mathshub.blocks.mathml._CONVERTER", Rogue())
    assert "can't be shown" in fault(f"x_{{{abs(hash(markup))}}}").message


def test_a_known_element_must_be_the_root(monkeypatch):
    class Rogue:
        def convert_with_local_state(self, latex: str, **options: bool) -> str:
            return "<mi>x</mi>"

    monkeypatch.setattr("wagtail_mathshub.blocks.mathml._CONVERTER", Rogue())
    assert fault("never converted before").message


def test_what_cannot_be_converted_is_readable_source():
    assert mathml_or_source("x^2^3 < 1", display=False) == '<code class="mh-latex">x^2^3 &lt; 1</code>'
    assert mathml_or_source("x^2^3", display=False, spoken="x <squared>") == (
        '<code class="mh-latex">x^2^3</code> (x &lt;squared&gt;)'
    )


def test_characters_that_no_feed_may_hold_are_replaced():
    assert mathml_or_source("a\x00\ud800\ufffe", display=False) == (
        '<code class="mh-latex">a\ufffd\ufffd\ufffd</code>'
    )


def test_spoken_words_are_the_name_of_the_formula():
    for xml, name in ((False, "aria-label"), (True, "alttext")):
        markup = mathml_or_source("x^2", display=False, spoken='x "squared" <b>\x00', xml=xml)
        assert etree.fromstring(markup).get(name) == 'x "squared" <b>\ufffd'
        assert name not in mathml_or_source("x^2", display=False, spoken=" ", xml=xml)


def test_threads_share_one_converter():
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: to_mathml(f"x_{{{n}}}", display=False), range(200)))
    assert all(f"<mn>{n}</mn>" in markup for n, markup in enumerate(found))


PIECES = st.sampled_from(
    [*CURRICULUM.values(), *"{}^_&\\$%#[]()<>\"'|~", *sorted(latex_depth._ARGUMENTS), "\\left", "\\right", "\\begin{",
     "\\end{", "array", "\\text{", "\\tag{", "</math>", "<script>", "onclick=", "style=", "\\\\", "\\hline"]
)  # fmt: skip
LATEX = st.one_of(
    st.text(max_size=200),
    st.text("\\{}^_&%$#abfrcsqt<>\"'=[] \n", max_size=120),
    st.lists(st.one_of(PIECES, PIECES.map(lambda piece: f"\\{piece} "))).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(LATEX, st.booleans(), st.booleans(), st.text(max_size=20))
def test_any_text_gives_harmless_well_formed_markup(latex, display, xml, spoken):
    markup = mathml_or_source(latex, display=display, xml=xml, spoken=spoken)
    root = etree.fromstring(f"<p>{markup}</p>")
    for element in root.iter():
        assert etree.QName(element).localname in {"p", "code", *mathml_cleaning._ELEMENTS}
        names = set(element.attrib)
        assert names <= {"class", "alttext", "aria-label", *mathml_cleaning._ATTRIBUTES}
    assert "<script" not in markup
    assert {element.tag for element in html.fragment_fromstring(markup, create_parent="p").iter()} <= {
        "p", "code", *mathml_cleaning._ELEMENTS
    }  # fmt: skip
