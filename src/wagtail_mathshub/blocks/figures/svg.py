"""Pieces of SVG without styles or scripts, and how much room words take in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Narrow enough that text of this size is still readable on a phone of 320 pixels.
WIDTH = 360
SIZE = 17
SMALL = 15
EDGE = 3
BOLDER = 1.12

_ID = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_NOT_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW = set("iljtfrI.,:;'|!()[] ")
_WIDE = set("mwMW@%\u2014")

Length = Fraction | int | float


@dataclass(frozen=True)
class Box:
    """Where something stands, by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether the two cover each other anywhere."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def element(name: str, content: str | SafeString = "", **attributes: Length | str) -> SafeString:
    """An element; `class_` and `text_anchor` stand for the attributes of these names."""
    pairs = ((key.rstrip("_").replace("_", "-"), _plain(value)) for key, value in attributes.items())
    written = format_html_join("", ' {}="{}"', pairs)
    return format_html("<{}{}>{}</{}>", name, written, content, name)


def together(parts: Iterable[SafeString]) -> SafeString:
    """The pieces, one after the other."""
    return format_html_join("", "{}", ((part,) for part in parts))


def figure(
    *, id: str, kind: str, title: str, description: str, height: Length, body: SafeString
) -> SafeString:
    """The whole drawing, with its words for people who cannot see it."""
    if not _ID.fullmatch(id):
        raise ValueError(_("“{id}” can't be the id of a figure.").format(id=id))
    return element(
        "svg",
        together(
            (
                element("title", title, id=f"{id}-title"),
                element("desc", printable(description), id=f"{id}-desc"),
                body,
            )
        ),
        class_=f"mh-figure mh-figure--{kind}",
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
        viewBox=f"0 0 {WIDTH} {_plain(height)}",
        xmlns="http://www.w3.org/2000/svg",
    )


def words(text: str, x: Length, y: Length, *, anchor: str = "middle", class_: str = "") -> SafeString:
    """One line of text, standing on `y`."""
    name = f"mh-figure__text {class_}".strip()
    return element("text", printable(text), x=x, y=y, text_anchor=anchor, class_=name)


def width_of(text: str, size: int = SIZE) -> float:
    """About how wide the text is; rather too much than too little."""
    return sum(_width(char) for char in text) * size


def wrapped(text: str, width: float, size: int = SIZE) -> list[str]:
    """The text in lines no wider than `width`; a word that is wider is cut."""
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, width, size):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and width_of(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def held(x: float, text_width: float) -> float:
    """`x`, moved so far that text around it stays inside the drawing."""
    half = text_width / 2 + EDGE
    return min(max(x, half), max(WIDTH - half, WIDTH / 2))


def printable(text: str) -> str:
    """The text without characters that no XML may hold."""
    return _NOT_XML.sub(" ", text)


def _width(char: str) -> float:
    if char in _NARROW:
        return 0.4
    # Beyond this come the scripts and signs that fill a square.
    return 1.12 if char in _WIDE or char > "\u2e80" else 0.66


def _pieces(word: str, width: float, size: int) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width_of(pieces[-1] + char, size) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _plain(value: Length | str) -> str:
    if isinstance(value, str):
        return value
    return f"{round(float(value), 2):g}" if abs(value) < 1e5 else str(round(value))
