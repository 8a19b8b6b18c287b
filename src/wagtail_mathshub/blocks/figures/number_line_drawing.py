"""Where the line of a number line goes, with its ticks and their numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from wagtail_mathshub.blocks.figures.number_line_marks import (
    ABOVE,
    GAP,
    LINE,
    jumps_over,
    placed,
    points_on,
    written_out,
)
from wagtail_mathshub.blocks.figures.numbers import MINUS, Style, exact, written
from wagtail_mathshub.blocks.figures.svg import EDGE, SMALL, WIDTH, element, together, width_of, words

if TYPE_CHECKING:
    from wagtail_mathshub.blocks.figures.number_line import NumberLine

TICK, SMALL_TICK, BEYOND = 9, 5, 8
MOST_PLAIN_TICKS = 60
EVERY = (1, 2, 5, 10, 20, 25, 50, 100, 200)


class Scale:
    """Numbers as places on the drawing."""

    def __init__(self, line: NumberLine) -> None:
        self.start, self.end, self.step = exact(line.start), exact(line.end), exact(line.step)
        self.smaller = self.step if line.smaller_step is None else exact(line.smaller_step)
        ends = (width_of_number(value, line.labels) for value in (self.start, self.end))
        self.margin = max(BEYOND + EDGE, *(math.ceil(width / 2) + EDGE for width in ends))

    def at(self, value: Fraction) -> Fraction:
        """Where `value` is, exactly."""
        return self.margin + (value - self.start) / (self.end - self.start) * (WIDTH - 2 * self.margin)

    def ticks(self, step: Fraction) -> list[Fraction]:
        """The numbers that have a tick, from the start on."""
        return [self.start + step * number for number in range(int((self.end - self.start) / step) + 1)]


def drawn(line: NumberLine) -> tuple[SafeString, float]:
    """The drawing and its height."""
    scale = Scale(line)
    arcs, arc_top = jumps_over(line.jumps, scale.at)
    labelled = _labelled(line, scale)
    numbers, numbers_end = _numbers(labelled, line.labels, scale)
    # Arcs take the room above the line.
    is_below = bool(line.jumps)
    labels = placed(line.points, scale.at, y=numbers_end + GAP if is_below else -ABOVE, is_below=is_below)
    top = min([arc_top, -(TICK + EDGE), *(label.box.top for label in labels)])
    bottom = max([numbers_end, *(label.box.bottom for label in labels)])
    body = [
        *_ticks(scale, labelled),
        *arcs,
        *numbers,
        *points_on(line.points, scale.at),
        *written_out(labels),
    ]
    height = bottom - top + 2 * EDGE
    return element("g", together(body), transform=f"translate(0 {EDGE - top:.2f})"), height


def width_of_number(value: Fraction, style: Style) -> float:
    """How wide the label of a tick is: fractions are stacked."""
    sign, whole, rest = _split(value, style)
    if rest is None:
        return width_of(sign + whole)
    return width_of(sign + whole) + max(width_of(str(part), SMALL) for part in rest) + 2


def _split(value: Fraction, style: Style) -> tuple[str, str, tuple[int, int] | None]:
    whole, rest = divmod(abs(value), 1)
    if style != "fraction" or not rest:
        return "", written(value), None
    return MINUS if value < 0 else "", str(whole) if whole else "", (rest.numerator, rest.denominator)


def _labelled(line: NumberLine, scale: Scale) -> list[Fraction]:
    """The numbers that are written: as many as have room."""
    values = [
        value for value in scale.ticks(scale.step) if line.labels != "integer" or value.denominator == 1
    ]
    widest = max((width_of_number(value, line.labels) for value in values), default=0)
    space = float(scale.at(scale.start + scale.step) - scale.at(scale.start))
    every = next((count for count in EVERY if count * space >= widest + GAP), EVERY[-1])
    # Counted from zero where a tick is there: 0, 10, 20 and not 3, 13, 23.
    first = Fraction(0) if (scale.start / scale.step).denominator == 1 else scale.start
    return [value for value in values if (value - first) / scale.step % every == 0]


def _ticks(scale: Scale, labelled: list[Fraction]) -> Iterator[SafeString]:
    left, right = scale.at(scale.start) - BEYOND, scale.at(scale.end) + BEYOND
    yield element("path", d=f"M{float(left):.2f} 0H{float(right):.2f}", class_="mh-figure__axis")
    large = set(labelled)
    small = "small-tick" if (scale.end - scale.start) / scale.smaller <= MOST_PLAIN_TICKS else "fine-tick"
    for value in scale.ticks(scale.smaller):
        size, kind = (TICK, "tick") if value in large else (SMALL_TICK, small)
        x = float(scale.at(value))
        yield element("path", d=f"M{x:.2f} {-size}V{size}", class_=f"mh-figure__{kind}")


def _numbers(shown: list[Fraction], style: Style, scale: Scale) -> tuple[list[SafeString], float]:
    """The labels of the ticks, and where they end."""
    room = 2 * LINE if any(_split(value, style)[2] for value in shown) else LINE
    middle = TICK + GAP + room / 2
    pieces = [piece for value in shown for piece in _number(value, style, float(scale.at(value)), middle)]
    return pieces, TICK + GAP + room


def _number(value: Fraction, style: Style, x: float, middle: float) -> Iterator[SafeString]:
    sign, whole, rest = _split(value, style)
    if rest is None:
        yield words(whole, x, middle + 6)
        return
    parts_width = max(width_of(str(part), SMALL) for part in rest)
    centre = x + width_of(sign + whole) / 2
    if sign + whole:
        yield words(sign + whole, centre - parts_width / 2 - 1, middle + 6, anchor="end")
    yield words(str(rest[0]), centre, middle - 5, class_="mh-figure__text--small")
    yield element(
        "path", d=f"M{centre - parts_width / 2:.2f} {middle}h{parts_width:.2f}", class_="mh-figure__vinculum"
    )
    yield words(str(rest[1]), centre, middle + SMALL, class_="mh-figure__text--small")
