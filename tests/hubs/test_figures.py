"""The hub's figure, drawn out of counters."""

from __future__ import annotations

import pytest
from lxml import etree

from wagtail_mathshub.hubs.figures import figure_of, mark, proof
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.taxonomy.vocabularies import Figure

MOST_BYTES = 6000


def counters(svg):
    groups = etree.fromstring(svg)
    return [len(group) for group in groups]


@pytest.mark.parametrize(
    ("figure", "first", "second"),
    [("odd_numbers", 36, 28), ("staircases", 28, 28), ("multiples", 67, 33), ("pascal", 27, 9)],
)
def test_a_figure_shows_what_its_caption_says(figure, first, second):
    drawn = proof(HubSettings(key="alder", figure=figure))
    assert sorted(counters(drawn.svg)) == sorted([first, second])
    assert drawn.caption
    assert len(drawn.svg) < MOST_BYTES


def test_the_first_odd_numbers_make_a_square():
    assert proof(HubSettings(figure="odd_numbers")).caption == "1 + 3 + 5 + 7 + 9 + 11 + 13 + 15 = 8²"


@pytest.mark.parametrize("figure", Figure.values)
def test_the_mark_is_small_and_hidden_from_screen_readers(figure):
    svg = etree.fromstring(mark(HubSettings(figure=figure)))
    assert svg.get("aria-hidden") == "true"
    assert 10 <= sum(map(len, svg)) <= 16


def test_a_hub_that_chose_none_keeps_the_one_that_follows_from_its_key():
    assert figure_of(HubSettings(key="alder")) == figure_of(HubSettings(key="alder", name="Another name"))
    assert {figure_of(HubSettings(key=key)) for key in ("alder", "birch", "cedar", "elm", "oak")} != {
        Figure.ODD_NUMBERS
    }
    assert figure_of(None) in Figure
