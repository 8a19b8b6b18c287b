"""Exact numbers of editors: reading them, and writing them as a school does."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext as _

Number = Decimal | Fraction | int
Style = Literal["integer", "decimal", "fraction"]

MINUS = "\u2212"
MOST_DIGITS = 12
_WRITTEN = re.compile(
    r"(?P<sign>[+-]?)\s*(?:(?P<decimal>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)|(?:(?P<whole>\d+)\s+)?(?P<top>\d+)/(?P<bottom>\d+))",
    re.ASCII,
)
_HYPHEN = re.compile(r"(?<![\w).])-(?=\s?[\d.])")


def read_number(text: str) -> Fraction:
    """`text` such as 0.1, -3, 3/4 or 1 1/2. Raises `ValueError`, with a sentence for the editor."""
    found = _WRITTEN.fullmatch(text.strip().replace(MINUS, "-"))
    if not found or len(text) > 2 * MOST_DIGITS or (found["bottom"] and not int(found["bottom"])):
        raise ValueError(_("Write “{text}” as a number, like 12, 0.5, -3 or 1 1/2.").format(text=text[:40]))
    if found["decimal"]:
        size = Fraction(found["decimal"].replace(",", ""))
    else:
        size = int(found["whole"] or 0) + Fraction(int(found["top"]), int(found["bottom"]))
    return -size if found["sign"] == "-" else size


def exact(value: Number) -> Fraction:
    """`value` without rounding. A float is refused: it is not the number that was written."""
    if isinstance(value, float) or (isinstance(value, Decimal) and not value.is_finite()):
        raise ValueError(_("{value} is not an exact number.").format(value=value))
    if isinstance(value, Decimal) and abs(value.adjusted()) > MOST_DIGITS:
        raise ValueError(_("{value} is too large or too small to draw.").format(value=value))
    return Fraction(value)


def written(value: Fraction, style: Style = "decimal") -> str:
    """`value` in words of figures: 7, 0.25, 1 3/4."""
    sign = MINUS if value < 0 else ""
    whole, rest = divmod(abs(value), 1)
    # Years have four figures, and no comma.
    comma = "," if whole >= 10_000 else ""
    if not rest:
        return f"{sign}{whole:{comma}}"
    if style == "fraction" or not has_decimals(value):
        parts = [str(whole)] if whole else []
        return sign + " ".join([*parts, f"{rest.numerator}/{rest.denominator}"])
    digits = Decimal(abs(value).numerator) / Decimal(value.denominator)
    return f"{sign}{digits.normalize():{comma}f}"


def has_decimals(value: Fraction) -> bool:
    """Whether `value` can be written with a decimal point and an end."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def with_minus(text: str) -> str:
    """`text` with real minus signs before its numbers."""
    return _HYPHEN.sub(MINUS, text)
