"""Hex colours in sRGB, their OKLCH coordinates and the contrast between two of them."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

HEX_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

_ROUNDING = 1e-6
_HALVINGS = 20


class Oklch(NamedTuple):
    """A colour as lightness (0 to 1), chroma (0 to about 0.32 inside sRGB) and hue (0 up to 360 degrees)."""

    lightness: float
    chroma: float
    hue: float


def is_hex(value: object) -> bool:
    """Whether the value is a `#RRGGBB` string, in capitals or not."""
    return isinstance(value, str) and HEX_COLOUR.fullmatch(value) is not None


@lru_cache(maxsize=2048)
def to_oklch(colour: str) -> Oklch:
    """The OKLCH coordinates of a `#RRGGBB` colour. Raises ValueError for any other string."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


@lru_cache(maxsize=2048)
def to_hex(colour: Oklch) -> str:
    """The `#RRGGBB` colour of this lightness and hue with as much of this chroma as sRGB can hold."""
    channels = _channels(colour)
    if not _inside(channels):
        channels = _channels(colour._replace(chroma=_largest_chroma(colour)))
    return "#" + "".join(f"{round(255 * _encoded(channel)):02X}" for channel in channels)


@lru_cache(maxsize=2048)
def luminance(colour: str) -> float:
    """The WCAG relative luminance of a `#RRGGBB` colour, 0 to 1. Raises ValueError for any other string."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two `#RRGGBB` colours in either order, 1 to 21. Raises ValueError."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def hue_distance(one: float, other: float) -> float:
    """The angle between two hues in degrees, 0 to 180."""
    around = abs(one - other) % 360
    return min(around, 360 - around)


def _linear(colour: str) -> tuple[float, float, float]:
    if not is_hex(colour):
        raise ValueError(f"{colour!r} is not a colour of the form #RRGGBB")
    red, green, blue = (_decoded(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    held = min(max(channel, 0.0), 1.0)
    return 12.92 * held if held <= 0.0031308 else 1.055 * held ** (1 / 2.4) - 0.055


def _channels(colour: Oklch) -> tuple[float, float, float]:
    lightness, angle = colour.lightness, math.radians(colour.hue)
    a, b = colour.chroma * math.cos(angle), colour.chroma * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _inside(channels: tuple[float, float, float]) -> bool:
    return min(channels) >= -_ROUNDING and max(channels) <= 1 + _ROUNDING


def _largest_chroma(colour: Oklch) -> float:
    inside, outside = 0.0, colour.chroma
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if _inside(_channels(colour._replace(chroma=middle))):
            inside = middle
        else:
            outside = middle
    return inside
