"""Words that urge a reader to act now, in texts as editors write them."""

from __future__ import annotations

import pytest

from wagtail_mathshub.publishing.urging import body_text, urging_in, urging_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Please <b>sign up</b> now: it is free.</p>", "sign up now"),
        ("<p>Sign-up now</p>", "Sign-up now"),
        ("Apply\u00a0today!", "Apply today"),
        ("<p>Book&nbsp;your   place</p>", "Book your place"),
        ("There are a few places left.", "few places left"),
        ("Places are still available", "Places are still available"),
        ("Applications are now open", "Applications are now open"),
        ("Recruitment is now live", "Recruitment is now live"),
        ("Don\u2019t miss out", "Don\u2019t miss out"),
    ],
)
def test_words_that_urge_are_found_as_they_are_written(text, found):
    assert urging_words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Applicants apply through their headteacher.",
        "<p>Sign</p><p>up now and then at the whiteboard</p>".replace("up now", "down"),
        "A textbook now in its third edition",
        "How to apply",
        "Places of learning",
    ],
)
def test_words_that_only_tell_are_left_in_peace(text):
    assert urging_words(text) == ""


def test_each_text_that_urges_is_named_and_the_others_are_not():
    texts = [("summary", "Sign up now"), ("more", ""), ("cost", "It is free.")]
    assert urging_in(texts) == (("summary", "Sign up now"),)


def test_the_texts_of_a_body_are_found_however_deep_they_lie():
    raw = [{"type": "box", "value": {"items": ["a", {"text": "<p>Apply now</p>"}], "number": 3}}]
    assert urging_words(body_text(raw)) == "Apply now"
