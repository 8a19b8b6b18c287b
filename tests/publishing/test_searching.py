"""Words as the search knows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_mathshub.publishing.searching import spaced, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NCP26-23 KS1/KS2", ["NCP26", "23", "KS1", "KS2"]),
        ("snake_case.py", ["snake", "case", "py"]),
        ("Cafe\u0301 au lait", ["Café", "au", "lait"]),
        ("हिन्दी", ["हिन्दी"]),
        ("% * \x00 \ud800 😀 \u0301", []),
    ],
)
def test_words_are_letters_digits_and_the_marks_on_them(text, words):
    assert words_of(text) == words


@given(st.text())
def test_the_words_of_words_are_the_same(text):
    assert words_of(" ".join(words_of(text))) == words_of(text)
    assert words_of(spaced(text)) == words_of(text)
