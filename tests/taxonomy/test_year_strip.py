"""The year strip."""

from __future__ import annotations

import re

import pytest

from wagtail_mathshub.taxonomy.year_strip import stages, strip


def marked(svg):
    return re.findall(r"<b>(\w+)</b>", svg)


@pytest.mark.parametrize(
    ("years", "expected"),
    [((5, 8), ["5", "6", "7", "8"]), ((-1, 0), ["N", "R"]), ((13, 13), ["13"])],
)
def test_the_strip_marks_its_range(years, expected):
    assert marked(strip(*years)) == expected
    assert len(re.findall(r"</[bi]>", strip(*years))) == 15


def test_the_strip_of_all_years_marks_every_one():
    assert len(marked(strip(None, None))) == 15


def test_key_stages_are_those_that_the_range_touches():
    assert marked(stages(5, 8)) == ["KS2", "KS3"]
    assert marked(stages(None, None)) == []
