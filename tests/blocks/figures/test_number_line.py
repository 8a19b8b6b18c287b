"""Number lines have their ticks, points and jumps at exact places, and say in words what they show."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from lxml import etree

from tests.blocks.figures.examples import NUMBER_LINES
from wagtail_mathshub.blocks.figures.number_line import Jump, NumberLine, Point, describe, draw
from wagtail_mathshub.blocks.figures.number_line_drawing import Scale

SVG = "{http://www.w3.org/2000/svg}"


def drawing(line: NumberLine) -> etree._Element:
    return etree.fromstring(draw(line, id="x"))


def texts(line: NumberLine) -> list[str]:
    return [text.text for text in drawing(line).iter(f"{SVG}text")]


def with_class(line: NumberLine, name: str) -> list[etree._Element]:
    return [element for element in drawing(line).iter() if name in (element.get("class") or "").split()]


@pytest.mark.parametrize("name", NUMBER_LINES)
def test_a_drawing_is_well_formed_and_holds_no_styles(name, stylesheet):
    markup = draw(NUMBER_LINES[name], id=f"line-{len(name)}")
    root = etree.fromstring(markup)
    assert (root.get("role"), root[1].text) == ("img", describe(NUMBER_LINES[name]))
    assert not re.search(r"style|<script|\son[a-z]+=|href", markup)
    for element in root.iter():
        for name_of_class in (element.get("class") or "").split():
            assert name_of_class == "mh-figure--line" or f".{name_of_class}" in stylesheet


def test_tenths_are_exact():
    line = NUMBER_LINES["tenths"]
    scale = Scale(line)
    assert [text for text in texts(line) if text != "0.35"] == ["0", "0.2", "0.4", "0.6", "0.8", "1"]
    assert scale.ticks(scale.step)[3] == Fraction(3, 10)
    assert scale.at(Fraction(1, 2)) == 180
    assert len(with_class(line, "mh-figure__small-tick")) == 21 - 6


def test_a_point_is_where_its_number_is():
    circle = with_class(NUMBER_LINES["integers"], "mh-figure__point--filled")[0]
    ticks = with_class(NUMBER_LINES["integers"], "mh-figure__tick")
    assert ticks[7].get("d").startswith(f"M{float(circle.get('cx')):.2f} ")
    assert len(with_class(NUMBER_LINES["integers"], "mh-figure__point--hollow")) == 1


def test_negative_numbers_have_a_real_minus():
    assert texts(NUMBER_LINES["integers"])[:2] == ["\u22125", "\u22124"]
    assert "-" not in "".join(texts(NUMBER_LINES["counting back"]))


def test_fractions_are_stacked_over_a_line():
    line = NUMBER_LINES["quarters"]
    assert texts(line)[:6] == ["0", "1", "4", "1", "2", "3"]
    assert len(with_class(line, "mh-figure__vinculum")) == 6


def test_integer_labels_leave_parts_unlabelled():
    line = NumberLine(0, 3, Decimal("0.5"), labels="integer")
    assert texts(line) == ["0", "1", "2", "3"]


def test_labels_without_room_are_left_out_evenly_from_zero():
    assert texts(NUMBER_LINES["two hundred ticks"]) == [str(number) for number in range(0, 201, 25)]
    assert "0" in texts(NumberLine(-33, 47, 1))


def test_jumps_say_how_far_they_go_unless_the_editor_does():
    assert [text for text in texts(NUMBER_LINES["bridging ten"]) if text.startswith("+")] == ["+2", "+5"]
    assert texts(NumberLine(0, 10, 1, jumps=(Jump(7, 4),)))[0] == "\u22123"
    assert texts(NumberLine(0, 10, 1, jumps=(Jump(7, 4, "take 3"),)))[0] == "take 3"


def test_an_arc_goes_from_one_number_to_the_other():
    line = NUMBER_LINES["counting back"]
    scale = Scale(line)
    arc = with_class(line, "mh-figure__jump")[0].get("d")
    assert arc.startswith(f"M{float(scale.at(Fraction(5))):.2f} ")
    assert f" {float(scale.at(Fraction(-3))):.2f} " in arc


def test_labels_of_points_move_apart_and_keep_a_leader():
    assert len(with_class(NUMBER_LINES["crowded"], "mh-figure__leader")) >= 2


def test_the_words_name_every_mark():
    assert describe(NUMBER_LINES["integers"]) == (
        "From \u22125 to 5 in steps of 1. Filled point A at 2. Hollow point B at \u22123."
    )
    assert describe(NUMBER_LINES["tenths"]).startswith(
        "From 0 to 1 in steps of 0.1. Smaller ticks every 0.05."
    )
    assert describe(NUMBER_LINES["counting back"]).endswith("Jump from 5 to \u22123: \u22128.")
    assert describe(NumberLine(0, 1, 1, points=(Point(1), Point(0, is_filled=False)))).endswith(
        "Filled point at 1. Hollow point at 0."
    )


def test_markup_in_labels_stays_text():
    line = NumberLine(0, 1, 1, points=(Point(0, "</svg><script>"),))
    assert "</svg><script>" in texts(line)
    assert "<script" not in draw(line, id="x")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"start": 5, "end": 5}, "smaller number"),
        ({"step": 0}, "above 0"),
        ({"step": -1}, "above 0"),
        ({"smaller_step": 0}, "above 0"),
        ({"smaller_step": Decimal("0.3")}, "equal parts"),
        ({"step": Decimal("0.01")}, "1001 ticks.*200"),
        ({"smaller_step": Decimal("0.001")}, "ticks"),
        ({"step": Fraction(1, 3)}, "fractions"),
        ({"points": (Point(11),)}, "11 is not on the line, which goes from 0 to 10"),
        ({"jumps": (Jump(0, -1),)}, "not on the line"),
        ({"points": (Point(1),) * 21}, "up to 20"),
        ({"start": 0.5}, "not an exact number"),
    ],
)
def test_a_line_that_cannot_be_drawn_is_refused_in_words(options, says):
    with pytest.raises(ValueError, match=says):
        NumberLine(**{"start": 0, "end": 10, "step": 1, **options})


def test_marks_that_mean_nothing_are_refused():
    with pytest.raises(ValueError, match="different numbers"):
        Jump(1, 1)
    with pytest.raises(ValueError, match="too long"):
        Point(1, "x" * 31)


def test_two_hundred_ticks_are_drawn_and_one_more_is_not():
    assert len(with_class(NumberLine(0, 200, 1), "mh-figure__fine-tick")) == 201 - 9
    with pytest.raises(ValueError, match="202 ticks"):
        NumberLine(0, 201, 1)
