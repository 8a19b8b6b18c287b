"""Points on a number line and jumps along it, with labels that do not cover each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from wagtail_mathshub.blocks.figures.numbers import exact, with_minus
from wagtail_mathshub.blocks.figures.svg import BOLDER, Box, element, held, width_of, words, wrapped

if TYPE_CHECKING:
    from wagtail_mathshub.blocks.figures.number_line import Jump, Point

RADIUS, LINE, GAP = 6, 20, 6
ABOVE = RADIUS + GAP
WIDEST = 170
LOWEST_ARC, HIGHEST_ARC, ARROW = 18, 64, 8

Place = Callable[[Fraction], Fraction]


@dataclass(frozen=True)
class Label:
    """Lines of words in a box, and the path that leads from them to what they name."""

    lines: list[str]
    box: Box
    leader: str = ""
    class_: str = "mh-figure__text--halo"


def placed(points: tuple[Point, ...], place: Place, *, y: float, is_below: bool) -> list[Label]:
    """The labels of the points from `y` on, each moved away until it covers none before it."""
    labels: list[Label] = []
    for point in points:
        lines = wrapped(with_minus(point.label), WIDEST / BOLDER)
        if not lines:
            continue
        x = float(place(exact(point.value)))
        box = _free(_box(lines, x, y, is_below=is_below, bolder=BOLDER), labels, is_below=is_below)
        near, end = (box.top, y) if is_below else (box.bottom, -RADIUS)
        leader = f"M{x:.2f} {near:.2f}V{end:.2f}" if y not in (box.top, box.bottom) else ""
        labels.append(Label(lines, box, leader, "mh-figure__name mh-figure__text--halo"))
    return labels


def points_on(points: tuple[Point, ...], place: Place) -> Iterator[SafeString]:
    """The points themselves."""
    for point in points:
        kind = "filled" if point.is_filled else "hollow"
        name = f"mh-figure__point mh-figure__point--{kind}"
        yield element("circle", cx=place(exact(point.value)), cy=0, r=RADIUS, class_=name)


def jumps_over(jumps: tuple[Jump, ...], place: Place) -> tuple[list[SafeString], float]:
    """The arcs with their labels, and how high they reach."""
    arcs: list[SafeString] = []
    labels: list[Label] = []
    for jump in jumps:
        start, end = float(place(exact(jump.start))), float(place(exact(jump.end)))
        height = min(max(abs(end - start) * 0.4, LOWEST_ARC), HIGHEST_ARC)
        arcs += _arc(start, end, height)
        lines = wrapped(jump.text, WIDEST)
        box = _box(lines, (start + end) / 2, -RADIUS - height, is_below=False)
        labels.append(Label(lines, _free(box, labels, is_below=False)))
    return [*arcs, *written_out(labels)], min((label.box.top for label in labels), default=0)


def written_out(labels: list[Label]) -> Iterator[SafeString]:
    """The labels, on top of what leads to any of them."""
    for label in labels:
        if label.leader:
            yield element("path", d=label.leader, class_="mh-figure__leader")
    for label in labels:
        middle = (label.box.left + label.box.right) / 2
        for number, line in enumerate(label.lines, 1):
            yield words(line, middle, label.box.top + number * LINE - 5, class_=label.class_)


def _box(lines: list[str], x: float, y: float, *, is_below: bool, bolder: float = 1) -> Box:
    width, height = max(width_of(line) for line in lines) * bolder, LINE * len(lines)
    centre, top = held(x, width), y if is_below else y - height
    return Box(centre - width / 2 - 2, top, centre + width / 2 + 2, top + height)


def _free(box: Box, labels: list[Label], *, is_below: bool) -> Box:
    step = LINE if is_below else -LINE
    while any(box.touches(other.box) for other in labels):
        box = Box(box.left, box.top + step, box.right, box.bottom + step)
    return box


def _arc(start: float, end: float, height: float) -> Iterator[SafeString]:
    y = -float(RADIUS)
    middle, peak = (start + end) / 2, y - 2 * height
    yield element(
        "path", d=f"M{start:.2f} {y}Q{middle:.2f} {peak:.2f} {end:.2f} {y}", class_="mh-figure__jump"
    )
    length = math.hypot(end - middle, y - peak)
    along, down = (end - middle) / length, (y - peak) / length
    back_x, back_y = end - along * ARROW, y - down * ARROW
    corners = (
        (end, y),
        (back_x - down * ARROW / 2, back_y + along * ARROW / 2),
        (back_x + down * ARROW / 2, back_y - along * ARROW / 2),
    )
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
    yield element("polygon", points=points, class_="mh-figure__arrow")
