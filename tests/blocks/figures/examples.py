"""Figures as editors make them, easy and hard ones."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from wagtail_mathshub.blocks.figures.bar_model import Bar, BarModel, Part
from wagtail_mathshub.blocks.figures.number_line import Jump, NumberLine, Point

BAR_MODELS: dict[str, BarModel] = {
    "comparison": BarModel(
        (
            Bar((Part("12", 12), Part("?", 24, "filled")), name="Amy", total="36"),
            Bar((Part("12", 12),), name="Ben"),
        ),
        total="48",
    ),
    "fraction of an amount": BarModel(
        (Bar(tuple(Part("x", 1, "second" if number < 3 else "hollow") for number in range(5)), total="£45"),)
    ),
    "narrow parts": BarModel(
        (
            Bar(
                (
                    Part("a long label here", 3),
                    Part("tiny", Decimal("0.1"), "second"),
                    Part("small one", Decimal("0.2")),
                    Part("b", Decimal("0.1"), "filled"),
                    Part("rest of it all", 5, "filled"),
                )
            ),
        )
    ),
    "fraction wall": BarModel(
        tuple(
            Bar(tuple(Part("", Fraction(1, count), "filled" if not n else "hollow") for n in range(count)))
            for count in (1, 2, 3, 4)
        ),
        total="each bar is one whole",
    ),
    "longest words": BarModel(
        (
            Bar(
                tuple(Part("6", 1) for _n in range(24)),
                name="W" * 40,
                total="a total of forty letters, as many as fit",
            ),
            Bar((Part("M" * 40, 1),), total="one"),
        ),
        total="W" * 40,
    ),
}

NUMBER_LINES: dict[str, NumberLine] = {
    "integers": NumberLine(-5, 5, 1, points=(Point(2, "A"), Point(-3, "B", is_filled=False))),
    "tenths": NumberLine(0, 1, Decimal("0.1"), Decimal("0.05"), points=(Point(Decimal("0.35"), "0.35"),)),
    "quarters": NumberLine(0, 2, Fraction(1, 4), labels="fraction", points=(Point(Fraction(3, 4), "x"),)),
    "bridging ten": NumberLine(0, 20, 1, jumps=(Jump(8, 10), Jump(10, 15, "+5"))),
    "finding the difference": NumberLine(
        0,
        100,
        10,
        points=(Point(37, "37"), Point(72, "72")),
        jumps=(Jump(37, 67, "+30"), Jump(67, 70, "+3"), Jump(70, 72, "+2")),
    ),
    "counting back": NumberLine(-10, 10, 1, jumps=(Jump(5, -3, "-8"),)),
    "two hundred ticks": NumberLine(0, 200, 1, labels="integer"),
    "negative thirds": NumberLine(-2, 2, Fraction(1, 3), labels="fraction"),
    "crowded": NumberLine(
        -1,
        1,
        Decimal("0.25"),
        points=(
            Point(Decimal("-0.25"), "first point"),
            Point(0, "second point"),
            Point(Decimal("0.1"), "third", is_filled=False),
            Point(-1, "a label at the very start"),
            Point(1, "W" * 30),
        ),
    ),
    "large numbers": NumberLine(1_000_000, 1_000_010, 5),
}
