from __future__ import annotations

import pytest

from wagtail_mathshub.hubs.colour_space import (
    Oklch,
    contrast,
    hue_distance,
    is_hex,
    luminance,
    to_hex,
    to_oklch,
)

STEPS = range(0, 256, 15)


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [
        ("#FF0000", 0.62796, 0.25768, 29.234),
        ("#00FF00", 0.86644, 0.29483, 142.495),
        ("#0000FF", 0.45201, 0.31321, 264.052),
        ("#FFFF00", 0.96798, 0.21101, 109.769),
    ],
)
def test_published_coordinates(colour: str, lightness: float, chroma: float, hue: float) -> None:
    found = to_oklch(colour)

    assert found.lightness == pytest.approx(lightness, abs=2e-4)
    assert found.chroma == pytest.approx(chroma, abs=2e-4)
    assert found.hue == pytest.approx(hue, abs=2e-2)


@pytest.mark.parametrize(("colour", "lightness"), [("#FFFFFF", 1.0), ("#000000", 0.0), ("#808080", 0.5999)])
def test_greys_have_no_chroma(colour: str, lightness: float) -> None:
    found = to_oklch(colour)

    assert found.lightness == pytest.approx(lightness, abs=1e-4)
    assert found.chroma == pytest.approx(0, abs=1e-4)


def test_every_colour_comes_back_as_itself() -> None:
    colours = [f"#{red:02X}{green:02X}{blue:02X}" for red in STEPS for green in STEPS for blue in STEPS]

    assert [to_hex(to_oklch(colour)) for colour in colours] == colours


@pytest.mark.parametrize("lightness", [0.1, 0.33, 0.5, 0.82, 0.98])
@pytest.mark.parametrize("hue", [0, 70, 110, 145, 200, 264, 330])
def test_gamut_reduction_lowers_chroma_and_keeps_lightness_and_hue(lightness: float, hue: float) -> None:
    found = to_oklch(to_hex(Oklch(lightness, 0.4, hue)))

    assert found.chroma < 0.4
    assert found.lightness == pytest.approx(lightness, abs=0.005)
    assert hue_distance(found.hue, hue) * found.chroma < 0.4


def test_gamut_reduction_stops_at_the_edge_of_srgb() -> None:
    found = to_hex(Oklch(0.62796, 0.4, 29.234))

    assert max(abs(int(found[at : at + 2], 16) - want) for at, want in ((1, 255), (3, 0), (5, 0))) <= 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#FF0000", "#FFFFFF", 4.00),
        ("#0000FF", "#FFFFFF", 8.59),
    ],
)
def test_contrast_in_either_order(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_of_a_dark_channel_is_linear() -> None:
    assert luminance("#0A0A0A") == pytest.approx(10 / 255 / 12.92)


def test_letters_may_be_small() -> None:
    assert to_oklch("#f2a33a") == to_oklch("#F2A33A")


@pytest.mark.parametrize(
    "value", ["", "F2A33A", "#F2A", "#F2A33", "#F2A33AFF", "#F2A33G", "#F2A33A\n", " #F2A33A"]
)
def test_other_strings_are_not_colours(value: str) -> None:
    assert not is_hex(value)
    with pytest.raises(ValueError, match="#RRGGBB"):
        to_oklch(value)
    with pytest.raises(ValueError, match="#RRGGBB"):
        contrast(value, "#FFFFFF")


@pytest.mark.parametrize("value", [None, 7, b"#F2A33A"])
def test_other_types_are_not_colours(value: object) -> None:
    assert not is_hex(value)


@pytest.mark.parametrize(
    ("one", "other", "angle"), [(10, 350, 20), (350, 10, 20), (0, 180, 180), (5, 5, 0), (90, 50, 40)]
)
def test_hue_distance_goes_the_short_way_round(one: float, other: float, angle: float) -> None:
    assert hue_distance(one, other) == pytest.approx(angle)
