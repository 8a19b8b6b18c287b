"""Bylines as articles carry them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from wagtail_mathshub.taxonomy.bylines import Byline, parse_byline

CONTENT = Path(__file__).resolve().parents[2] / "example_site" / "example_site" / "demo_content.yaml"
FORMS = yaml.safe_load(CONTENT.read_text())["byline_forms"]

MORE = [
    ("By Ada Author\nDecember 2025", ("Ada Author",), "2025-12"),
    ("By Ada Author\n\nDecember 2025", ("Ada Author",), "2025-12"),
    ("**by Ada Author (April 2020)**", ("Ada Author",), "2020-04"),
    ("*By A. Author, B. Writer & C. Penn, Sept 2021*", ("A. Author", "B. Writer", "C. Penn"), "2021-09"),
    ("By A. Author, B. Writer, and C. Penn", ("A. Author", "B. Writer", "C. Penn"), None),
    ("Written by Dr Ada Author on 3rd May 2024", ("Dr Ada Author",), "2024-05"),
    (
        "By Mary-Jane O'Neill and Jan van der Berg - March 2023",
        ("Mary-Jane O'Neill", "Jan van der Berg"),
        "2023-03",
    ),
    ("Author: Zoë Penn", ("Zoë Penn",), None),
    ("Authors: A. Author; B. Writer (01/2022)", ("A. Author", "B. Writer"), "2022-01"),
    ("A blog post by A. Author, Work Group Lead, 2021-06-30", ("A. Author",), "2021-06"),
    ("By A. Author (Oak Lodge Primary School)", ("A. Author",), None),
    ("By A. Author | 12 January 2022", ("A. Author",), "2022-01"),
    ("By A. Author, headteacher, and B. Writer, Oak Lodge School", ("A. Author", "B. Writer"), None),
    ("By A. Author / December 2025", ("A. Author",), "2025-12"),
    ("(June 2022)", (), "2022-06"),
    ("June 2022", (), "2022-06"),
    ("Posted by admin", (), None),
    ("Posted by hub_editor2 on 5 May 2021", (), "2021-05"),
    ("By Site Admin, May 2021", (), "2021-05"),
    ("Numbers may be counted by pupils", (), None),
    ("The Power of Ten", (), None),
    ("By the maths team", (), None),
    ("", (), None),
]


@pytest.mark.parametrize(("text", "authors", "month"), FORMS)
def test_a_byline_of_the_demo_comes_out_as_listed(text, authors, month):
    assert parse_byline(text) == Byline(tuple(authors), month)


@pytest.mark.parametrize(("text", "authors", "month"), MORE)
def test_a_byline_of_the_kind_comes_out(text, authors, month):
    assert parse_byline(text) == Byline(authors, month)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_byline(text):
    assert isinstance(parse_byline(text), Byline)
    assert isinstance(parse_byline(f"By {text} and B. Writer (May 2020)"), Byline)
