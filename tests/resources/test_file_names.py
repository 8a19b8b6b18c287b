"""Names of files in an archive: safe everywhere, and never twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_mathshub.resources.file_names import LONGEST, Names, ending_of, safe_name

NAMED = [
    ("04 Fractions of a bus journey - worksheet", "04 Fractions of a bus journey - worksheet"),
    ("../../etc/passwd", "etc passwd"),
    ("C:\\Windows\\system32", "C Windows system32"),
    ("Fair or not? Games: with dice", "Fair or not Games with dice"),
    ("Zoe\u0308's  arrays\r\n", "Zoë's arrays"),
    ("\u202egpj.exe", "gpj.exe"),
    ("Ends with dots ...", "Ends with dots"),
    ("数学", "数学"),
    ("\x00\x1f", "file"),
    ("", "file"),
]


@pytest.mark.parametrize(("words", "name"), NAMED)
def test_names_keep_their_words_and_lose_what_a_computer_refuses(words, name):
    assert safe_name(words) == name


@given(st.text(max_size=400))
def test_no_title_makes_a_name_that_leads_elsewhere(words):
    name = safe_name(words)
    assert 0 < len(name.encode()) <= LONGEST
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f\u202a-\u202e]', name)
    assert name == name.strip(" .")


def test_the_second_file_of_a_name_is_numbered_whatever_its_capitals():
    names = Names("README.txt")
    assert [names.unique(words, ".pdf") for words in ("01 A", "01 a", "01 A")] == [
        "01 A.pdf",
        "01 a (2).pdf",
        "01 A (3).pdf",
    ]
    assert names.unique("readme", ".txt") == "readme (2).txt"


@pytest.mark.parametrize(
    ("filename", "ending"),
    [("a.PDF", ".pdf"), ("a.tar.gz", ".gz"), ("a", ""), ("a.p/df", ""), ("a.b c", ""), ("a." + "x" * 30, "")],
)
def test_an_ending_is_kept_if_it_is_one(filename, ending):
    assert ending_of(filename) == ending
