"""The colours of a hub: every token of the stylesheet, in light and dark, from two colours it chooses."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_mathshub.hubs.colour_space import Oklch, contrast, hue_distance, is_hex, to_hex, to_oklch

Palette = dict[str, dict[str, str]]

TEXT: Final = 4.5
GRAPHIC: Final = 3.0
ALIKE_WITHIN: Final = 40.0
WARM: Final = 85.0

_GREY_BELOW: Final = 0.004
_TOKEN_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
_NOT_A_COLOUR = gettext_lazy(
    "“%(value)s” is not a colour we can read. "
    "Write # and then six characters, each 0 to 9 or A to F, like #0F5E5C."
)
_ALIKE = gettext_lazy(
    "The two colours have nearly the same hue, so they are hard to tell apart. Choose a second colour "
    "further from the first. If you keep these, the second colour is lighter on dark pages."
)


class Fixed(NamedTuple):
    """A colour that is the same in every hub."""

    lightness: float
    chroma: float
    hue: float


class Tinged(NamedTuple):
    """The hue of the first colour; lightness and chroma are the same in every hub."""

    lightness: float
    chroma: float


class First(NamedTuple):
    """The hue of the first colour and its chroma up to a limit."""

    lightness: float
    most_chroma: float


class Second(NamedTuple):
    """The hue of the second colour, its chroma up to a limit and its lightness held in a range."""

    least_lightness: float
    most_lightness: float
    most_chroma: float


# A string stands for the token of that name, which comes before it.
Recipe = Fixed | Tinged | First | Second | str

LIGHT: Final[dict[str, Recipe]] = {
    "paper": Fixed(0.982, 0.008, WARM),
    "surface": Fixed(1.0, 0.0, WARM),
    "sunk": Fixed(0.953, 0.012, WARM),
    "ink": Tinged(0.25, 0.02),
    "ink-2": Tinged(0.46, 0.025),
    "rule": Fixed(0.885, 0.014, WARM),
    "edge": Tinged(0.59, 0.025),
    "brand": First(0.42, 0.12),
    "brand-strong": First(0.33, 0.10),
    "fill": "brand",
    "on-brand": "surface",
    "tint": First(0.945, 0.016),
    "tint-2": First(0.875, 0.05),
    "deep": First(0.285, 0.065),
    "on-deep": Fixed(0.97, 0.01, WARM),
    "on-deep-2": Tinged(0.86, 0.02),
    "accent": Second(0.72, 0.84, 0.16),
    "on-accent": "ink",
    "accent-tint": Second(0.955, 0.955, 0.03),
    "accent-ink": Second(0.46, 0.46, 0.11),
    "go": Fixed(0.41, 0.10, 150),
    "go-bg": Fixed(0.945, 0.03, 150),
    "hurry": Fixed(0.41, 0.10, 70),
    "hurry-bg": Fixed(0.945, 0.03, 70),
    "wait": Fixed(0.41, 0.10, 255),
    "wait-bg": Fixed(0.945, 0.03, 255),
    "off": Fixed(0.41, 0.012, WARM),
    "off-bg": Fixed(0.945, 0.008, WARM),
    "stop": Fixed(0.41, 0.14, 27),
    "stop-bg": Fixed(0.945, 0.03, 27),
    "error": Fixed(0.50, 0.18, 27),
}

DARK: Final[dict[str, Recipe]] = {
    "paper": Tinged(0.195, 0.014),
    "surface": Tinged(0.25, 0.017),
    "sunk": Tinged(0.165, 0.012),
    "ink": Fixed(0.94, 0.008, WARM),
    "ink-2": Fixed(0.79, 0.014, WARM),
    "rule": Tinged(0.36, 0.02),
    "edge": Tinged(0.62, 0.025),
    "brand": First(0.83, 0.10),
    "brand-strong": First(0.90, 0.08),
    "fill": First(0.66, 0.10),
    "on-brand": "paper",
    "tint": First(0.27, 0.03),
    "tint-2": First(0.40, 0.05),
    "deep": First(0.13, 0.025),
    "on-deep": "ink",
    "on-deep-2": "ink-2",
    "accent": Second(0.82, 0.90, 0.14),
    "on-accent": "paper",
    "accent-tint": Second(0.285, 0.285, 0.032),
    "accent-ink": Second(0.85, 0.85, 0.11),
    "go": Fixed(0.87, 0.09, 150),
    "go-bg": Fixed(0.315, 0.045, 150),
    "hurry": Fixed(0.87, 0.09, 70),
    "hurry-bg": Fixed(0.315, 0.045, 70),
    "wait": Fixed(0.87, 0.09, 255),
    "wait-bg": Fixed(0.315, 0.045, 255),
    "off": Fixed(0.87, 0.012, WARM),
    "off-bg": Fixed(0.315, 0.01, WARM),
    "stop": Fixed(0.87, 0.09, 27),
    "stop-bg": Fixed(0.315, 0.045, 27),
    "error": Fixed(0.78, 0.13, 27),
}

# A fill and an accent of one hue are told apart by lightness alone.
_LIFTED_ACCENT: Final = Second(0.90, 0.90, 0.14)

TOKENS: Final = tuple(LIGHT)
STATES: Final = ("go", "hurry", "wait", "off", "stop")

# Foreground token, background token and the contrast the pair must have.
CONTRAST_PAIRS: Final[tuple[tuple[str, str, float], ...]] = (
    *(("ink", ground, TEXT) for ground in ("paper", "surface", "sunk", "tint", "accent-tint")),
    *(("ink-2", ground, TEXT) for ground in ("paper", "surface", "sunk", "tint", "accent-tint")),
    *(("brand", ground, TEXT) for ground in ("paper", "surface", "sunk", "tint", "accent-tint")),
    *(("brand-strong", ground, TEXT) for ground in ("paper", "surface", "sunk", "tint", "accent-tint")),
    *(("on-brand", ground, TEXT) for ground in ("fill", "brand", "brand-strong")),
    ("on-deep", "deep", TEXT),
    ("on-deep-2", "deep", TEXT),
    ("on-accent", "accent", TEXT),
    ("accent-ink", "accent-tint", TEXT),
    *(("error", ground, TEXT) for ground in ("paper", "surface", "stop-bg")),
    *((state, f"{state}-bg", TEXT) for state in STATES),
    *(("edge", ground, GRAPHIC) for ground in ("paper", "surface", "sunk", "tint")),
    *(("fill", ground, GRAPHIC) for ground in ("paper", "surface", "sunk", "tint")),
)


def palette(colour_1: str, colour_2: str) -> Palette:
    """Every token in light and dark for a hub's two colours.

    Takes two `#RRGGBB` strings and returns `{"light": {token: "#RRGGBB"}, "dark": {...}}` with the same
    tokens, in the order of `TOKENS`, in both. Raises ValueError if a string is not a colour of that form.
    """
    first, second = _read(colour_1), _read(colour_2)
    dark = DARK | {"accent": _LIFTED_ACCENT} if _alike(first, second) else DARK
    return {"light": _mixed(LIGHT, first, second), "dark": _mixed(dark, first, second)}


def as_css(palette: Palette) -> str:
    """The stylesheet that sets each token as a custom property, light first and dark by preference.

    Raises ValueError if a name or a value is not one a palette can hold, and KeyError if a scheme is missing.
    """
    light, dark = _declarations(palette["light"]), _declarations(palette["dark"])
    return f":root{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def low_contrast(palette: Palette) -> list[str]:
    """A sentence for each pair of `CONTRAST_PAIRS` that is too hard to tell apart; empty if all are fine.

    Raises KeyError if the palette lacks a token, and ValueError if a value is not `#RRGGBB`.
    """
    schemes = {"light": _("light"), "dark": _("dark")}
    return [
        _(
            "In the %(scheme)s palette, %(text)s on %(ground)s has a contrast of %(found).2f; "
            "it needs at least %(least).1f."
        )
        % {"scheme": name, "text": text, "ground": ground, "found": found, "least": least}
        for scheme, name in schemes.items()
        for text, ground, least in CONTRAST_PAIRS
        if (found := contrast(palette[scheme][text], palette[scheme][ground])) < least
    ]


def problems(colour_1: str, colour_2: str) -> list[str]:
    """What to tell an editor about the two colours, a sentence each; empty if there is nothing to say."""
    wrong = [_not_a_colour(value) for value in (colour_1, colour_2) if not is_hex(value)]
    if wrong:
        return wrong
    alike = [str(_ALIKE)] if _alike(_read(colour_1), _read(colour_2)) else []
    return alike + low_contrast(palette(colour_1, colour_2))


def validate_colour(value: object) -> None:
    """Raises ValidationError (code `colour`) unless the value is a `#RRGGBB` string."""
    if not is_hex(value):
        raise ValidationError(_NOT_A_COLOUR, code="colour", params={"value": value})


def _not_a_colour(value: object) -> str:
    return str(_NOT_A_COLOUR) % {"value": value}


def _read(colour: str) -> Oklch:
    found = to_oklch(colour)
    # The hue of a grey is rounding noise; without this it would colour the ink.
    return found if found.chroma >= _GREY_BELOW else Oklch(found.lightness, 0.0, WARM)


def _alike(first: Oklch, second: Oklch) -> bool:
    if not (first.chroma and second.chroma):
        return first.chroma == second.chroma
    return hue_distance(first.hue, second.hue) <= ALIKE_WITHIN


def _mixed(recipes: dict[str, Recipe], first: Oklch, second: Oklch) -> dict[str, str]:
    mixed: dict[str, str] = {}
    for token, recipe in recipes.items():
        mixed[token] = mixed[recipe] if isinstance(recipe, str) else to_hex(_tone(recipe, first, second))
    return mixed


def _tone(recipe: Fixed | Tinged | First | Second, first: Oklch, second: Oklch) -> Oklch:
    match recipe:
        case Fixed():
            return Oklch(*recipe)
        case Tinged(lightness, chroma):
            return Oklch(lightness, chroma, first.hue)
        case First(lightness, most_chroma):
            return Oklch(lightness, min(first.chroma, most_chroma), first.hue)
        case Second(least, most, most_chroma):
            lightness = min(max(second.lightness, least), most)
            return Oklch(lightness, min(second.chroma, most_chroma), second.hue)


def _declarations(tokens: dict[str, str]) -> str:
    for name, value in tokens.items():
        if not (_TOKEN_NAME.fullmatch(name) and is_hex(value)):
            raise ValueError(f"{name!r}: {value!r} is not a token and its colour")
    return ";".join(f"--{name}:{value}" for name, value in tokens.items())
