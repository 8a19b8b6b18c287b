"""Where the parts, names and braces of a bar model go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from wagtail_mathshub.blocks.figures.numbers import with_minus
from wagtail_mathshub.blocks.figures.svg import (
    BOLDER,
    EDGE,
    SIZE,
    SMALL,
    WIDTH,
    Box,
    element,
    held,
    together,
    width_of,
    words,
    wrapped,
)

if TYPE_CHECKING:
    from wagtail_mathshub.blocks.figures.bar_model import Bar, BarModel, Part

BAR = 44
LINE = 20
BRACE = 12
GAP = 16
ROOM = 4
ASIDE = 120
BELOW = 150


def drawn(model: BarModel) -> tuple[SafeString, float]:
    """The drawing and its height."""
    aside = wrapped(with_minus(model.total), ASIDE)
    room = max((width_of(line) for line in aside), default=0)
    scale = (WIDTH - 2 * EDGE - (room + BRACE + 3 * ROOM if aside else 0)) / float(model.longest)
    y, pieces, tops = float(EDGE), [], []
    for bar in model.bars:
        above = list(_above(bar, y, scale))
        y += _height_above(bar, scale)
        tops.append(y)
        below, height = _parts(bar, y, scale)
        pieces += [*above, *below]
        y += height + GAP
    if aside:
        pieces += _brace_aside(aside, WIDTH - EDGE - room, tops[0], tops[-1] + BAR)
    # A tall label beside one bar may be taller than the bar.
    return together(pieces), max(y - GAP + EDGE, LINE * len(aside) + 2 * EDGE)


def _length(bar: Bar, scale: float) -> float:
    return float(bar.size) * scale


def _name_lines(bar: Bar) -> list[str]:
    return wrapped(bar.name, (WIDTH - 2 * EDGE) / BOLDER)


def _total_lines(bar: Bar, scale: float) -> list[str]:
    return wrapped(with_minus(bar.total), max(_length(bar, scale), BELOW))


def _height_above(bar: Bar, scale: float) -> float:
    total = _total_lines(bar, scale)
    return LINE * (len(_name_lines(bar)) + len(total)) + (BRACE + 2 * ROOM if total else ROOM)


def _above(bar: Bar, y: float, scale: float) -> Iterator[SafeString]:
    for line in _name_lines(bar):
        y += LINE
        yield words(line, EDGE, y - ROOM, anchor="start", class_="mh-figure__name")
    total, length = _total_lines(bar, scale), _length(bar, scale)
    for line in total:
        y += LINE
        yield words(line, held(EDGE + length / 2, width_of(line)), y - ROOM)
    if total:
        yield element("path", d=_brace(EDGE, EDGE + length, y + ROOM), class_="mh-figure__line")


def _brace(left: float, right: float, y: float) -> str:
    """A curly brace that opens downwards and points up in the middle."""
    middle, half, low = (left + right) / 2, y + BRACE / 2, y + BRACE
    bend = min(BRACE / 2, (right - left) / 4)
    return (
        f"M{left:.2f} {low:.2f}Q{left:.2f} {half:.2f} {left + bend:.2f} {half:.2f}"
        f"H{middle - bend:.2f}Q{middle:.2f} {half:.2f} {middle:.2f} {y:.2f}"
        f"Q{middle:.2f} {half:.2f} {middle + bend:.2f} {half:.2f}"
        f"H{right - bend:.2f}Q{right:.2f} {half:.2f} {right:.2f} {low:.2f}"
    )


def _brace_aside(lines: list[str], x: float, top: float, bottom: float) -> Iterator[SafeString]:
    edge, middle, bend = x - ROOM - BRACE, (top + bottom) / 2, BRACE / 2
    yield element(
        "path",
        d=f"M{edge:.2f} {top:.2f}q{bend} 0 {bend} {bend}V{middle - bend:.2f}q0 {bend} {bend} {bend}"
        f"q-{bend} 0 -{bend} {bend}V{bottom - bend:.2f}q0 {bend} -{bend} {bend}",
        class_="mh-figure__line",
    )
    first = max(middle - LINE * len(lines) / 2, EDGE) + SIZE - 2
    for number, line in enumerate(lines):
        yield words(line, x, first + number * LINE, anchor="start")


def _parts(bar: Bar, y: float, scale: float) -> tuple[list[SafeString], float]:
    """The parts, and how much room they and the labels below them take."""
    pieces: list[SafeString] = []
    outside: list[tuple[float, str]] = []
    at = bar.size * 0
    for part in bar.parts:
        left, width = EDGE + float(at) * scale, float(part.size) * scale
        at += part.size
        pieces += _rectangles(part, left, y, width)
        inside = _inside(part.text, width)
        if inside:
            pieces += _label(part, *inside, left + width / 2, y)
        else:
            outside.append((left + width / 2, part.text))
    below, height = _labels_below(outside, y + BAR)
    return [*pieces, *below], BAR + height


def _rectangles(part: Part, x: float, y: float, width: float) -> Iterator[SafeString]:
    name = f"mh-figure__part mh-figure__part--{part.shade}"
    yield element("rect", x=x, y=y, width=width, height=BAR, class_=name)
    if part.shade == "second":
        # Seen without colour, too: a second edge inside the first.
        inset = min(ROOM, width / 4)
        yield element(
            "rect",
            x=x + inset,
            y=y + inset,
            width=width - 2 * inset,
            height=BAR - 2 * inset,
            class_="mh-figure__edge",
        )


def _inside(text: str, width: float) -> tuple[list[str], int] | None:
    """The lines and their size if the text has room in a part of this width."""
    room = width - ROOM
    for size, most in ((SIZE, 1), (SMALL, 1), (SMALL, 2)):
        lines = wrapped(text, room, size)
        is_whole = " ".join(lines) == " ".join(text.split())
        if len(lines) <= most and is_whole and all(width_of(line, size) <= room for line in lines):
            return lines, size
    return None


def _label(part: Part, lines: list[str], size: int, x: float, y: float) -> Iterator[SafeString]:
    name = f"mh-figure__text--{part.shade}" + (" mh-figure__text--small" if size == SMALL else "")
    first = y + BAR / 2 + size * 0.35 - (len(lines) - 1) * size * 0.55
    for number, line in enumerate(lines):
        yield words(line, x, first + number * size * 1.1, class_=name)


def _labels_below(labels: list[tuple[float, str]], y: float) -> tuple[list[SafeString], float]:
    leaders: list[SafeString] = []
    pieces: list[SafeString] = []
    taken: list[Box] = []
    for x, text in labels:
        lines = wrapped(text, BELOW, SMALL)
        width = max(width_of(line, SMALL) for line in lines)
        centre, top = held(x, width), y + 2 * ROOM
        box = _at(centre, top, width, len(lines))
        while any(box.touches(other) for other in taken):
            top += LINE
            box = _at(centre, top, width, len(lines))
        taken.append(box)
        leaders.append(element("path", d=f"M{x:.2f} {y:.2f}V{top:.2f}", class_="mh-figure__leader"))
        for number, line in enumerate(lines):
            baseline = top + SMALL + number * LINE
            pieces.append(
                words(line, centre, baseline, class_="mh-figure__text--small mh-figure__text--halo")
            )
    return [*leaders, *pieces], max((box.bottom for box in taken), default=y) - y


def _at(centre: float, top: float, width: float, lines: int) -> Box:
    return Box(centre - width / 2 - ROOM, top, centre + width / 2 + ROOM, top + LINE * lines)
