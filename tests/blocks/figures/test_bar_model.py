"""Bar models are drawn to one scale, and say in words what they show."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import etree

from tests.blocks.figures.examples import BAR_MODELS
from wagtail_mathshub.blocks.figures.bar_model import Bar, BarModel, Part, describe, draw

SVG = "{http://www.w3.org/2000/svg}"


def parts(model: BarModel) -> list[etree._Element]:
    found = etree.fromstring(draw(model, id="x")).iter(f"{SVG}rect")
    return [rect for rect in found if "mh-figure__part" in rect.get("class").split()]


def texts(model: BarModel) -> list[str]:
    return [text.text for text in etree.fromstring(draw(model, id="x")).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", BAR_MODELS)
def test_a_drawing_is_well_formed_and_holds_no_styles(name, stylesheet):
    markup = draw(BAR_MODELS[name], id=f"m-{len(name)}")
    root = etree.fromstring(markup)
    assert root.get("role") == "img"
    assert {root[0].tag, root[1].tag} == {f"{SVG}title", f"{SVG}desc"}
    assert root.get("aria-labelledby").split() == [root[0].get("id"), root[1].get("id")]
    assert root[1].text == describe(BAR_MODELS[name])
    assert not re.search(r"style|<script|\son[a-z]+=|href", markup)
    for element in root.iter():
        for name_of_class in (element.get("class") or "").split():
            assert name_of_class == "mh-figure--bars" or f".{name_of_class}" in stylesheet


def test_parts_are_as_long_as_their_values():
    first, second, third = (float(rect.get("width")) for rect in parts(BAR_MODELS["comparison"]))
    assert second == pytest.approx(2 * first, abs=0.02)
    assert third == first


def test_parts_follow_each_other_without_a_gap():
    bars = parts(BAR_MODELS["narrow parts"])
    for left, right in pairwise(bars):
        end = float(left.get("x")) + float(left.get("width"))
        assert end == pytest.approx(float(right.get("x")), abs=0.02)


def test_shades_are_more_than_colours():
    markup = draw(BAR_MODELS["fraction of an amount"], id="x")
    assert markup.count("mh-figure__part--second") == markup.count("mh-figure__edge") == 3


def test_labels_without_room_stand_below_with_a_leader():
    markup = draw(BAR_MODELS["narrow parts"], id="x")
    assert markup.count("mh-figure__leader") == 3
    assert {"tiny", "small one", "b", "a long label", "here"} <= set(texts(BAR_MODELS["narrow parts"]))


def test_no_label_is_lost_or_markup():
    model = BarModel((Bar((Part("<b>&", 1),), name="]]>", total='"x"'),), total="a\x00b")
    assert texts(model) == ["]]>", '"x"', "<b>&", "a b"]


def test_the_words_name_every_number():
    assert describe(BAR_MODELS["comparison"]) == (
        "2 bars. Amy: 12, ? (about 67% of the longest bar, shaded). Amy in all: 36. Ben: 12. All bars together: 48."
    )


def test_equal_parts_are_counted():
    assert describe(BAR_MODELS["fraction of an amount"]) == (
        "1 bar. Bar 1: 3 equal parts of x (each about 20% of the longest bar, in the second shade), "
        "2 equal parts of x (each about 20% of the longest bar). Bar 1 in all: £45."
    )


def test_parts_without_a_label_are_described_by_their_length():
    sentence = describe(BarModel((Bar((Part("", 1, "filled"), Part(" ", 3))),)))
    assert sentence == (
        "1 bar. Bar 1: a part without a label (about 25% of the longest bar, shaded), "
        "a part without a label (about 75% of the longest bar)."
    )


def test_negative_labels_have_a_real_minus():
    assert texts(BarModel((Bar((Part("-5", 1),)),))) == ["\u22125"]


@pytest.mark.parametrize("value", [0, -1])
def test_a_part_needs_a_length(value):
    with pytest.raises(ValueError, match="above 0"):
        Part("x", value)


def test_limits_are_told_in_words():
    bar = Bar((Part("x", 1),))
    for made, says in (
        (lambda: BarModel(()), "1 to 4 bars"),
        (lambda: BarModel((bar,) * 5), "1 to 4 bars"),
        (lambda: Bar(()), "1 to 24 parts"),
        (lambda: Bar((Part("x", 1),) * 25), "1 to 24 parts"),
        (lambda: Part("x" * 41, 1), "too long"),
        (lambda: draw(BarModel((bar,)), id='x" onload="y'), "can't be the id"),
    ):
        with pytest.raises(ValueError, match=says):
            made()
