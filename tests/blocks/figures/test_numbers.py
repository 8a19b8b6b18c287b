"""Numbers of editors are exact, and written as in school."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from wagtail_mathshub.blocks.figures.numbers import exact, read_number, with_minus, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("0.1", Fraction(1, 10)),
        (".5", Fraction(1, 2)),
        ("-3", -3),
        ("\u22123", -3),
        ("+4", 4),
        ("3/4", Fraction(3, 4)),
        ("-3/4", Fraction(-3, 4)),
        (" 1 1/2 ", Fraction(3, 2)),
        ("-1 1/2", Fraction(-3, 2)),
        ("12,000.5", Fraction(24001, 2)),
    ],
)
def test_numbers_are_read_without_rounding(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize("text", ["", "x", "1/0", "1.2.3", "1e9", "1,00", "nan", "\u0663", "1" * 99, "1 2"])
def test_what_is_no_number_is_refused_in_words(text):
    with pytest.raises(ValueError, match="as a number, like 12"):
        read_number(text)


def test_floats_and_endless_values_are_refused():
    for value in (0.1, Decimal("NaN"), Decimal("Infinity"), Decimal("1e99"), Decimal("1e-99")):
        with pytest.raises(ValueError, match=r"exact number|too large or too small"):
            exact(value)
    assert exact(Decimal("0.1")) * 10 == 1


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (Fraction(7), "decimal", "7"),
        (Fraction(-5), "integer", "\u22125"),
        (Fraction(-1, 4), "decimal", "\u22120.25"),
        (Fraction(100), "decimal", "100"),
        (Fraction(7, 4), "fraction", "1 3/4"),
        (Fraction(-3, 4), "fraction", "\u22123/4"),
        (Fraction(1, 3), "decimal", "1/3"),
        (Fraction(2027), "decimal", "2027"),
        (Fraction(12_000), "decimal", "12,000"),
        (Fraction(24_001, 2), "decimal", "12,000.5"),
    ],
)
def test_numbers_are_written_as_in_school(value, style, text):
    assert written(value, style) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-3", "\u22123"),
        ("- 3", "\u2212 3"),
        ("x -3", "x \u22123"),
        ("well-known", "well-known"),
        ("5-3", "5-3"),
    ],
)
def test_hyphens_before_numbers_are_minus_signs(text, shown):
    assert with_minus(text) == shown
