from __future__ import annotations

import os
from functools import cache

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from wagtail_mathshub.hubs import palette as module
from wagtail_mathshub.hubs.colour_space import Oklch, contrast, hue_distance, to_hex, to_oklch
from wagtail_mathshub.hubs.palette import (
    CONTRAST_PAIRS,
    DARK,
    GRAPHIC,
    LIGHT,
    STATES,
    TEXT,
    TOKENS,
    First,
    as_css,
    low_contrast,
    palette,
    problems,
    validate_colour,
)

FENMARSH = ("#0F5E5C", "#F2A33A")
NORTHMOOR = ("#6D2F68", "#9DB65B")

FENMARSH_LIGHT = """
paper:#FCF9F3 surface:#FFFFFF sunk:#F3EFE7 ink:#162524 ink-2:#485D5C rule:#DDD9CF edge:#6D8281 brand:#055957
brand-strong:#003E3D fill:#055957 on-brand:#FFFFFF tint:#E1F0EF tint-2:#B1E1DE deep:#003230
on-deep:#F8F5EE on-deep-2:#C3D5D4 accent:#F2A33A on-accent:#162524 accent-tint:#FEEDDB accent-ink:#7B4C00
go:#15592B go-bg:#DFF3E2 hurry:#684001 hurry-bg:#FAEAD8 wait:#204B7F wait-bg:#E2EEFF off:#4D4A43
off-bg:#EFECE7 stop:#861E1B stop-bg:#FEE7E4 error:#B32322
"""
FENMARSH_DARK = """
paper:#0D1717 surface:#182424 sunk:#081010 ink:#EEEBE5 ink-2:#BFBAB1 rule:#314140 edge:#768B8A brand:#90D6D3
brand-strong:#A7EEEA fill:#5BA09D on-brand:#0D1717 tint:#132B2A tint-2:#23504F deep:#000A09
on-deep:#EEEBE5 on-deep-2:#BFBAB1 accent:#FEB254 on-accent:#0D1717 accent-tint:#342718 accent-ink:#FDC17C
go:#AAE5B5 go-bg:#203825 hurry:#FBCA93 hurry-bg:#402D17 wait:#B8D7FE wait-bg:#223348 off:#D8D4CC
off-bg:#34312C stop:#FEC4BC stop-bg:#462825 error:#FF968A
"""
NORTHMOOR_LIGHT = """
brand:#6F316A tint:#F3E9F2 deep:#3C1D39 accent:#9DB65B ink:#271E26 ink-2:#61535F edge:#867884
"""
NORTHMOOR_DARK = "brand:#EDB0E6 fill:#B57BAF accent:#B7D175"

LIGHTNESSES = (0.2, 0.35, 0.5, 0.65, 0.85)
CHROMAS = (0.0, 0.03, 0.07, 0.12, 0.3)
# Dark and strong: the accent is then as dark as it is ever held, which is the hardest case for text on it.
SECONDS = tuple(to_hex(Oklch(0.55, 0.3, 45 * step)) for step in range(8))


@pytest.fixture(autouse=True, scope="module")
def _settings() -> None:
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        settings.configure(USE_I18N=False)


def listed(tokens: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in tokens.split())


def channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


@cache
def swept_firsts() -> tuple[str, ...]:
    return tuple(
        to_hex(Oklch(lightness, chroma, 6 * step))
        for lightness in LIGHTNESSES
        for chroma in CHROMAS
        for step in range(60)
    )


def swept_values() -> dict[tuple[str, str, str], set[tuple[str, str]]]:
    """The different colour pairs met in 12,000 palettes, for each scheme, foreground and background."""
    pairs = [(text, ground) for text, ground, _ in CONTRAST_PAIRS] + [("fill", "accent")]
    met = {(scheme, *pair): set() for scheme in ("light", "dark") for pair in pairs}
    for first in swept_firsts():
        for second in SECONDS:
            for scheme, tokens in palette(first, second).items():
                for text, ground in pairs:
                    met[scheme, text, ground].add((tokens[text], tokens[ground]))
    return met


def swept_worst() -> dict[tuple[str, str, str], float]:
    return {key: min(contrast(*pair) for pair in values) for key, values in swept_values().items()}


@pytest.mark.parametrize(
    ("colours", "scheme", "tokens"),
    [
        (FENMARSH, "light", FENMARSH_LIGHT),
        (FENMARSH, "dark", FENMARSH_DARK),
        (NORTHMOOR, "light", NORTHMOOR_LIGHT),
        (NORTHMOOR, "dark", NORTHMOOR_DARK),
    ],
)
def test_worked_examples(colours: tuple[str, str], scheme: str, tokens: str) -> None:
    found = palette(*colours)[scheme]

    for token, want in listed(tokens).items():
        away = max(abs(a - b) for a, b in zip(channels(found[token]), channels(want), strict=True))
        assert away <= 2, f"{token}: {found[token]} is not {want}"


def test_worked_example_has_every_token_and_no_other() -> None:
    found = palette(*FENMARSH)

    assert list(found) == ["light", "dark"]
    assert tuple(found["light"]) == tuple(found["dark"]) == TOKENS
    assert set(listed(FENMARSH_LIGHT)) == set(listed(FENMARSH_DARK)) == set(TOKENS)


def test_contrast_over_twelve_thousand_palettes() -> None:
    assert len(swept_firsts()) * len(SECONDS) == 12_000
    worst = swept_worst()

    least = {
        (scheme, text, ground): at for scheme in ("light", "dark") for text, ground, at in CONTRAST_PAIRS
    }
    least |= {("light", "fill", "accent"): 2.9, ("dark", "fill", "accent"): 1.5}
    assert {key: worst[key] for key in worst if worst[key] < least[key]} == {}


@pytest.mark.parametrize(("scheme", "recipes"), [("light", LIGHT), ("dark", DARK)])
def test_a_wrong_lightness_fails_the_check(
    monkeypatch: pytest.MonkeyPatch, scheme: str, recipes: dict[str, module.Recipe]
) -> None:
    monkeypatch.setitem(recipes, "brand", First(0.62, 0.12))

    found = palette(*FENMARSH)

    assert low_contrast(found)
    assert contrast(found[scheme]["brand"], found[scheme]["tint"]) < TEXT


def test_pairs_name_tokens_and_every_token_that_carries_meaning_is_in_one() -> None:
    named = {token for text, ground, _ in CONTRAST_PAIRS for token in (text, ground)}

    assert named <= set(TOKENS)
    assert set(TOKENS) - named == {"rule", "tint-2"}
    assert {least for _, _, least in CONTRAST_PAIRS} == {TEXT, GRAPHIC}
    assert len({pair[:2] for pair in CONTRAST_PAIRS}) == len(CONTRAST_PAIRS)


def test_states_and_error_are_the_same_in_every_hub() -> None:
    same = [*STATES, *(f"{state}-bg" for state in STATES), "error"]
    one, other = palette(*FENMARSH), palette(*NORTHMOOR)

    assert all(one[scheme][token] == other[scheme][token] for scheme in one for token in same)


def test_a_grey_hub_has_warm_ink_and_grey_brand() -> None:
    light = palette("#808080", "#F2A33A")["light"]

    assert len(set(channels(light["brand"]))) == 1
    assert hue_distance(to_oklch(light["ink"]).hue, 85) < 8


def test_a_second_colour_that_is_too_dark_or_too_light_is_held() -> None:
    for second, light, dark in (("#3A2200", 0.72, 0.82), ("#FFF4E2", 0.84, 0.90)):
        found = palette("#0F5E5C", second)

        assert to_oklch(found["light"]["accent"]).lightness == pytest.approx(light, abs=0.003)
        assert to_oklch(found["dark"]["accent"]).lightness == pytest.approx(dark, abs=0.003)


@pytest.mark.parametrize(
    ("hue", "lifted"), [(200, True), (239, True), (161, True), (242, False), (158, False)]
)
def test_dark_accent_is_lifted_when_the_hues_are_alike(hue: float, lifted: bool) -> None:
    second = to_hex(Oklch(0.75, 0.09, hue))
    colours = (to_hex(Oklch(0.45, 0.07, 200)), second)

    accent = to_oklch(palette(*colours)["dark"]["accent"])

    assert accent.lightness == pytest.approx(0.90 if lifted else 0.82, abs=0.003)
    assert bool(problems(*colours)) is lifted


def test_hues_are_compared_across_zero() -> None:
    assert problems(to_hex(Oklch(0.5, 0.1, 350)), to_hex(Oklch(0.75, 0.1, 15)))


def test_css_of_both_schemes() -> None:
    css = as_css(palette(*FENMARSH))

    light, dark = css.split("@media (prefers-color-scheme:dark){")
    assert light.startswith(":root{color-scheme:light dark;--paper:#FCF9F3;--surface:#FFFFFF;")
    assert dark.startswith(":root{--paper:#0D1717;")
    assert css.endswith("}}")
    assert css.count("{") == css.count("}")
    assert light.count("--") == dark.count("--") == len(TOKENS)
    assert len(css) < 1500


@pytest.mark.parametrize(
    "tokens", [{"paper": "red"}, {"paper": "#FFFFFF;}"}, {"pa:per": "#FFFFFF"}, {"paper": "url(//evil.test)"}]
)
def test_css_refuses_what_is_not_a_token_and_a_colour(tokens: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="is not a token and its colour"):
        as_css({"light": {"paper": "#FFFFFF"}, "dark": tokens})


@pytest.mark.parametrize("colours", [FENMARSH, NORTHMOOR])
def test_nothing_to_say_about_good_colours(colours: tuple[str, str]) -> None:
    assert problems(*colours) == []
    assert low_contrast(palette(*colours)) == []


@pytest.mark.parametrize("colours", [("#0F5E5C", "#1A8F8B"), ("#0F5E5C", "#0F5E5C"), ("#333333", "#BBBBBB")])
def test_colours_of_one_hue_are_mentioned(colours: tuple[str, str]) -> None:
    (sentence,) = problems(*colours)

    assert "nearly the same hue" in sentence


def test_a_grey_beside_a_colour_is_fine() -> None:
    assert problems("#0F5E5C", "#BBBBBB") == problems("#555555", "#F2A33A") == []


def test_low_contrast_names_the_pair_and_the_figures() -> None:
    found = palette(*FENMARSH)
    found["dark"]["go"] = found["dark"]["go-bg"]

    assert low_contrast(found) == [
        "In the dark palette, go on go-bg has a contrast of 1.00; it needs at least 4.5."
    ]


def test_strings_that_are_not_colours_are_problems_each() -> None:
    one, other = problems("teal", "#F2A")

    assert one.startswith("“teal” is not a colour we can read.")
    assert other.startswith("“#F2A” is not")
    assert problems("#0F5E5C", "amber") == [problems("amber", "#0F5E5C")[0]]


@pytest.mark.parametrize("colours", [("teal", "#F2A33A"), ("#0F5E5C", ""), ("#0F5E5C", "#F2A")])
def test_palette_refuses_strings_that_are_not_colours(colours: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="#RRGGBB"):
        palette(*colours)


@pytest.mark.parametrize("value", ["#0F5E5C", "#0f5e5c", "#000000"])
def test_colours_are_valid(value: str) -> None:
    validate_colour(value)


@pytest.mark.parametrize("value", ["", "teal", "#FFF", "0F5E5C", "#0F5E5C;", "#0F5E5C\n", None, 5])
def test_other_values_are_invalid_and_told_what_to_write(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        validate_colour(value)

    assert caught.value.code == "colour"
    assert "Write # and then six characters, each 0 to 9 or A to F, like #0F5E5C." in caught.value.messages[0]
