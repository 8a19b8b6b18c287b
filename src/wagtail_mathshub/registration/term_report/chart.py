"""Where the bars of a chart lie. Lengths are per cent of its width, heights are pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail_mathshub.registration.term_report.counting import Line

# What is left of the width is for the number behind the longest bar.
LONGEST = 84
ROW, LABEL, BAR, GAP = 64, 16, 16, 4
MOST_LETTERS = 40


@dataclass(frozen=True)
class Bar:
    """One bar: how wide, how high up, and the number behind it."""

    kind: str
    width: str
    top: int
    value: int

    @property
    def baseline(self) -> int:
        """Where the number stands."""
        return self.top + BAR - 3


@dataclass(frozen=True)
class Row:
    """One line of the table as a label with two bars below it."""

    label: str
    baseline: int
    bars: tuple[Bar, Bar]


@dataclass(frozen=True)
class Chart:
    """The rows from top to bottom."""

    rows: list[Row]

    @property
    def height(self) -> int:
        """How high it is."""
        return len(self.rows) * ROW

    @property
    def bar_height(self) -> int:
        """How high a bar is."""
        return BAR


def chart_of(lines: Iterable[Line]) -> Chart:
    """Schools and people of each line; a line where nobody has a place has no bars to show."""
    shown = [line for line in lines if line.people or line.schools]
    most = max((max(line.schools, line.people) for line in shown), default=0)
    return Chart([_row(number, line, most) for number, line in enumerate(shown)])


def _row(number: int, line: Line, most: int) -> Row:
    top = number * ROW
    first = top + LABEL + GAP
    second = first + BAR + GAP
    bars = (_bar("schools", line.schools, most, first), _bar("people", line.people, most, second))
    return Row(_short(line.label), top + LABEL - 2, bars)


def _bar(kind: str, value: int, most: int, top: int) -> Bar:
    return Bar(kind, f"{value * LONGEST / most:.2f}%", top, value)


def _short(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "\u2026"
