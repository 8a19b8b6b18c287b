"""A hub's figure: a proof without words, drawn out of counters in its two colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wagtail_mathshub.taxonomy.vocabularies import Figure

if TYPE_CHECKING:
    from wagtail_mathshub.hubs.models import HubSettings

STEP, RADIUS = 20, 7
MARK = 4
SQUARE, STAIRS, ROWS, TEN = 8, 7, 8, 10
MULTIPLES_OF = 3

# Column and row of each counter, and whether it has the second colour.
Counters = list[tuple[float, float, bool]]


@dataclass(frozen=True)
class Drawn:
    """A figure as SVG, with the caption that says what it shows."""

    svg: SafeString
    caption: str


def figure_of(hub: HubSettings | None) -> Figure:
    """The figure that the hub chose, or else one that follows from its key."""
    chosen = hub.figure if hub else ""
    if chosen in Figure.values:
        return Figure(chosen)
    places = list(Figure)
    return places[sum(map(ord, (hub.key if hub else "") or "")) % len(places)]


def proof(hub: HubSettings | None) -> Drawn:
    """The large figure of the home page."""
    figure = figure_of(hub)
    counters, caption = PROOFS[figure]()
    return Drawn(_svg(counters), caption)


def mark(hub: HubSettings | None) -> SafeString:
    """The same figure at four by four, which stands in for a logo."""
    return _svg(MARKS[figure_of(hub)](), classes="mh-mark")


def _odd_numbers() -> tuple[Counters, str]:
    total = " + ".join(str(2 * n + 1) for n in range(SQUARE))
    return _layers(SQUARE), f"{total} = {SQUARE}²"


def _layers(size: int) -> Counters:
    return [
        (column, row, max(size - 1 - row, column) % 2 == 0) for row in range(size) for column in range(size)
    ]


def _staircases() -> tuple[Counters, str]:
    total = " + ".join(str(n) for n in range(1, STAIRS + 1))
    return _stairs(STAIRS), f"2({total}) = {STAIRS}({STAIRS + 1})"


def _stairs(rows: int, columns: int = 0) -> Counters:
    columns = columns or rows + 1
    return [(column, row, column > row) for row in range(rows) for column in range(columns)]


def _pascal() -> tuple[Counters, str]:
    return _triangle(ROWS), _("Pascal's triangle: where its numbers are odd")


def _triangle(rows: int) -> Counters:
    return [
        (column + (rows - 1 - row) / 2, row, comb(row, column) % 2 == 0)
        for row in range(rows)
        for column in range(row + 1)
    ]


def _multiples() -> tuple[Counters, str]:
    return _hundred(TEN), _("The multiples of {number}, up to 100").format(number=MULTIPLES_OF)


def _hundred(size: int) -> Counters:
    return [(n % size, n // size, (n + 1) % MULTIPLES_OF == 0) for n in range(size * size)]


PROOFS: dict[Figure, Callable[[], tuple[Counters, str]]] = {
    Figure.ODD_NUMBERS: _odd_numbers,
    Figure.STAIRCASES: _staircases,
    Figure.PASCAL: _pascal,
    Figure.MULTIPLES: _multiples,
}
MARKS: dict[Figure, Callable[[], Counters]] = {
    Figure.ODD_NUMBERS: lambda: _layers(MARK),
    Figure.STAIRCASES: lambda: _stairs(MARK, MARK),
    Figure.PASCAL: lambda: _triangle(MARK),
    Figure.MULTIPLES: lambda: _hundred(MARK),
}


def _svg(counters: Counters, classes: str = "") -> SafeString:
    width = max(column for column, _row, _second in counters) + 1
    height = max(row for _column, row, _second in counters) + 1
    groups = "".join(
        f'<g class="{name}">{_circles(counters, second)}</g>'
        for name, second in (("mh-first", False), ("mh-second", True))
    )
    box = f"0 0 {width * STEP:g} {height * STEP:g}"
    named = f' class="{classes}"' if classes else ""
    return mark_safe(f'<svg{named} viewBox="{box}" aria-hidden="true">{groups}</svg>')  # noqa: S308 - numbers


def _circles(counters: Counters, wanted: bool) -> str:
    return "".join(
        f'<circle cx="{column * STEP + STEP / 2:g}" cy="{row * STEP + STEP / 2:g}" r="{RADIUS}"/>'
        for column, row, second in counters
        if second == wanted
    )
