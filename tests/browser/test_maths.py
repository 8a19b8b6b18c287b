"""Formulas and figures as Chromium draws them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import wagtail_mathshub
from tests.blocks.curriculum import CURRICULUM
from tests.blocks.figures.examples import BAR_MODELS, NUMBER_LINES
from wagtail_mathshub.blocks.figures import bar_model, number_line
from wagtail_mathshub.blocks.inline_maths import with_maths
from wagtail_mathshub.blocks.mathml import mathml_or_source, to_mathml

pytestmark = pytest.mark.browser

STATIC = Path(wagtail_mathshub.__file__).parent / "static" / "wagtail_mathshub"
LIGHT = """--ink:#162524;--ink-2:#485D5C;--paper:#FCF9F3;--surface:#FFF;--brand:#055957;--fill:#055957;
    --on-brand:#FFF;--accent:#F2A33A;--on-accent:#162524;--rule:#DDD9CF;--edge:#6D8281"""
DARK = """--ink:#EEEBE5;--ink-2:#BFBAB1;--paper:#0D1717;--surface:#182424;--brand:#90D6D3;--fill:#5BA09D;
    --on-brand:#0D1717;--accent:#FEB254;--on-accent:#0D1717;--rule:#314140;--edge:#768B8A"""
TOKENS = f":root{{{LIGHT}}}@media (prefers-color-scheme:dark){{:root{{{DARK}}}}}"

BOXES = """(root, selector) => [...root.querySelectorAll(selector)].map(element => {
    const box = element.getBoundingClientRect();
    return {left: box.left, right: box.right, top: box.top, bottom: box.bottom,
            width: box.width, height: box.height, text: element.textContent};
})"""
Render = Callable[..., Page]


@pytest.fixture
def render(browser: Browser) -> Iterator[Render]:
    """Show a piece of HTML with the package's stylesheets."""
    opened = []

    def show(html: str, *, width: int = 1000, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
        )
        opened.append(context)
        page = context.new_page()
        page.set_content(f'<!doctype html><html lang="en-GB"><body class="mh-main">{html}</body></html>')
        for css in (TOKENS, *((STATIC / name).read_text() for name in ("mathshub.css", "maths.css"))):
            page.add_style_tag(content=css)
        return page

    yield show
    for context in opened:
        context.close()


def region(latex: str) -> str:
    """A formula as a template wraps it."""
    math = mathml_or_source(latex, display=True)
    return f'<div class="mh-maths" tabindex="0" role="group" aria-label="Formula">{math}</div>'


def boxes(page: Page, selector: str) -> list[dict]:
    return page.locator("body").evaluate(f"root => ({BOXES})(root, {selector!r})")


def whole_curriculum() -> str:
    return "".join(f"<p>{escape(name)}</p>{region(latex)}" for name, latex in CURRICULUM.items())


def dark_pixels(page: Page, selector: str) -> int:
    """How many of an element's pixels are dark, drawn black on white."""
    shot = base64.b64encode(page.locator(selector).first.screenshot()).decode()
    return page.evaluate(
        """async shot => {
            const image = new Image();
            image.src = "data:image/png;base64," + shot;
            await image.decode();
            const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            const data = context.getImageData(0, 0, image.width, image.height).data;
            let dark = 0;
            for (let i = 0; i < data.length; i += 4) dark += data[i] + data[i + 1] + data[i + 2] < 384;
            return dark;
        }""",
        shot,
    )


def test_every_formula_of_the_curriculum_is_drawn(render):
    page = render(whole_curriculum())
    drawn = boxes(page, "math")
    assert len(drawn) == len(CURRICULUM)
    assert all(box["width"] > 8 and box["height"] > 8 for box in drawn)
    assert page.locator("code").count() == 0


def test_fractions_stack(render):
    page = render(region(CURRICULUM["adding fractions"]))
    numerators, denominators = boxes(page, "mfrac > :first-child"), boxes(page, "mfrac > :last-child")
    assert len(numerators) == 3
    for above, below in zip(numerators, denominators, strict=True):
        assert above["bottom"] <= below["top"] + 1
        assert abs((above["left"] + above["right"]) - (below["left"] + below["right"])) < 2


def test_a_root_has_a_sign_before_and_above_what_stands_in_it(render):
    page = render(region(r"\sqrt{49}") + region(r"\sqrt[3]{27}"))
    root, inside = boxes(page, "msqrt")[0], boxes(page, "msqrt > mn")[0]
    assert inside["left"] - root["left"] > 5
    assert inside["top"] - root["top"] >= 1
    index, inside = boxes(page, "mroot > :last-child")[0], boxes(page, "mroot > :first-child")[0]
    assert index["right"] <= inside["left"]
    assert index["height"] < inside["height"]


def test_limits_of_a_sum_stand_above_and_below_in_display_and_beside_in_a_line(render):
    sum_ = r"\sum_{r=1}^{n} r"
    page = render(region(sum_) + f"<p>{to_mathml(sum_, display=False)}</p>")
    signs, unders, overs = (boxes(page, f"munderover > :nth-child({n})") for n in (1, 2, 3))
    assert overs[0]["bottom"] <= signs[0]["top"] + 4
    assert unders[0]["top"] >= signs[0]["bottom"] - 4
    assert overs[1]["left"] >= signs[1]["right"] - 2
    assert unders[1]["left"] >= signs[1]["right"] - 2


@pytest.mark.parametrize("name", ["matrix", "determinant"])
def test_matrices_line_up_in_rows_and_columns(render, name):
    page = render(region(CURRICULUM[name]))
    one, two, three, four = boxes(page, "mtd > *")
    assert abs(one["bottom"] - two["bottom"]) < 4
    assert one["bottom"] <= three["top"]
    assert one["right"] < two["left"]
    for above, below in ((one, three), (two, four)):
        assert abs((above["left"] + above["right"]) - (below["left"] + below["right"])) < 3
    brackets, table = boxes(page, "mrow > mo")[:2], boxes(page, "mtable")[0]
    assert all(bracket["height"] > 0.8 * table["height"] for bracket in brackets)


@pytest.mark.parametrize("name", ["solving", "align"])
def test_aligned_equations_meet_at_the_equals_sign(render, name):
    page = render(region(CURRICULUM[name]))
    lefts = {
        round(box["left"]) for box in boxes(page, "mtd:nth-child(2) > :first-child") if box["text"] == "="
    }
    signs = [box for box in boxes(page, "mtd:nth-child(2) mo") if box["text"] == "="]
    assert len(signs) >= 2
    assert max(sign["left"] for sign in signs) - min(sign["left"] for sign in signs) < 1, lefts
    rights = [box["right"] for box in boxes(page, "mtd:first-child")]
    assert max(rights) - min(rights) < 1


def test_digits_of_a_column_sum_stand_under_each_other(render):
    page = render(region(CURRICULUM["column addition"]))
    rights = [box["right"] for box in boxes(page, "mtd mn")]
    assert max(rights) - min(rights) < 1
    answer = page.locator("mtd.mh-m-line-top")
    assert answer.evaluate("cell => getComputedStyle(cell).borderTopStyle") == "solid"


@pytest.mark.parametrize("command", [r"\cancel", r"\bcancel", r"\xcancel", r"\boxed", r"\phase", r"\angl"])
def test_enclosures_are_drawn(render, command):
    plain = dark_pixels(render(region("88")), ".mh-maths")
    drawn = dark_pixels(render(region(f"{command}{{88}}")), ".mh-maths")
    assert drawn > plain + 10


def test_two_strokes_are_more_than_one(render):
    one, two = (
        dark_pixels(render(region(f"{name}{{88}}")), ".mh-maths") for name in (r"\cancel", r"\xcancel")
    )
    assert two > one + 10


def test_nothing_is_wider_than_a_phone_but_inside_its_region(render):
    page = render(whole_curriculum() + region("+".join(["x"] * 80)), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for box in boxes(page, ".mh-maths"):
        assert box["left"] >= 0
        assert box["right"] <= 320
    assert boxes(page, ".mh-maths > math")[-1]["width"] > 320
    page.locator(".mh-maths").last.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("[...document.querySelectorAll('.mh-maths')].pop().scrollLeft > 0")


def test_no_region_cuts_a_formula_off_above_or_below(render):
    page = render(whole_curriculum())
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".mh-maths")].filter(region => {
            const {top, bottom} = region.getBoundingClientRect();
            return [...region.querySelectorAll("mi, mn, mo, mtext")].some(leaf => {
                const box = leaf.getBoundingClientRect();
                return box.height && (box.top < top - 1 || box.bottom > bottom + 1);
            });
        }).map(region => region.previousSibling.textContent)"""
    )
    assert cut == []


def test_a_formula_in_a_line_sits_on_the_line(render):
    page = render("<p>" + with_maths(r"half is \(\tfrac{1}{2}\) and \(x^2\)") + "</p>")
    line = boxes(page, "p")[0]
    for box in boxes(page, "math"):
        assert line["top"] - 2 <= box["top"]
        assert box["bottom"] <= line["bottom"] + 2


def test_readers_get_the_editors_words_for_a_formula(render):
    page = render(f"<p>{mathml_or_source('x^2', display=False, spoken='x squared')}</p>")
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    formulas = [node for node in nodes if node.get("role", {}).get("value") == "MathMLMath"]
    assert [node["name"]["value"] for node in formulas] == ["x squared"]


@pytest.mark.parametrize("dark", [False, True])
def test_formulas_take_the_ink_of_the_page(render, dark):
    page = render(region("x"), dark=dark)
    ink = page.evaluate("getComputedStyle(document.querySelector('math')).color")
    assert ink == ("rgb(238, 235, 229)" if dark else "rgb(22, 37, 36)")


def figures() -> str:
    bars = [bar_model.draw(model, id=f"bar-{n}") for n, model in enumerate(BAR_MODELS.values())]
    lines = [number_line.draw(line, id=f"line-{n}") for n, line in enumerate(NUMBER_LINES.values())]
    return "".join(f"<div>{svg}</div>" for svg in (*bars, *lines))


@pytest.mark.parametrize("width", [320, 1000])
def test_figures_stay_inside_their_frames_and_readable(render, width):
    page = render(figures(), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for number, frame in enumerate(boxes(page, "svg")):
        for text in boxes(page, f"div:nth-of-type({number + 1}) svg text"):
            assert frame["left"] - 1 <= text["left"], text
            assert text["right"] <= frame["right"] + 1, text
            assert frame["top"] - 1 <= text["top"], text
            assert text["bottom"] <= frame["bottom"] + 1, text
    sizes = page.evaluate(
        "[...document.querySelectorAll('svg text')].map(text =>"
        " parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert min(sizes) > 11


def test_words_of_a_figure_do_not_cover_each_other(render):
    page = render(figures())
    for number in range(len(boxes(page, "svg"))):
        texts = boxes(page, f"div:nth-of-type({number + 1}) svg text")
        for place, one in enumerate(texts):
            for other in texts[place + 1 :]:
                across = min(one["right"], other["right"]) - max(one["left"], other["left"])
                down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
                assert across < 2 or down < 5, (one["text"], other["text"])


def test_labels_inside_a_part_have_room(render):
    page = render(figures())
    for number in range(len(BAR_MODELS)):
        parts = boxes(page, f"div:nth-of-type({number + 1}) .mh-figure__part")
        for name in ("hollow", "filled", "second"):
            for text in boxes(page, f"div:nth-of-type({number + 1}) .mh-figure__text--{name}"):
                middle = (text["left"] + text["right"]) / 2
                part = next(
                    part
                    for part in parts
                    if part["left"] <= middle <= part["right"]
                    and part["top"] <= text["top"] <= part["bottom"]
                )
                assert part["left"] - 1 <= text["left"], text
                assert text["right"] <= part["right"] + 1, text


@pytest.mark.parametrize("dark", [False, True])
def test_figures_take_the_colours_of_the_page(render, dark):
    page = render(figures(), dark=dark)
    fills = page.evaluate(
        "['.mh-figure__part--filled', '.mh-figure__point--filled', '.mh-figure__text'].map(name =>"
        " getComputedStyle(document.querySelector(name)).fill)"
    )
    light = ["rgb(5, 89, 87)", "rgb(242, 163, 58)", "rgb(22, 37, 36)"]
    assert fills == (["rgb(91, 160, 157)", "rgb(254, 178, 84)", "rgb(238, 235, 229)"] if dark else light)


def test_printed_figures_are_black_on_white(render):
    page = render(figures(), dark=True)
    page.emulate_media(media="print")
    strokes = page.evaluate(
        "[...new Set([...document.querySelectorAll('svg rect, svg path, svg circle')].map(shape =>"
        " getComputedStyle(shape).stroke))]"
    )
    fills = page.evaluate(
        "[...new Set([...document.querySelectorAll('svg rect, svg circle, svg text')].map(shape =>"
        " getComputedStyle(shape).fill))].sort()"
    )
    assert strokes == ["rgb(0, 0, 0)"]
    assert set(fills) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "none"}


def test_a_figure_is_one_picture_with_a_name(render):
    page = render(number_line.draw(NUMBER_LINES["integers"], id="x"))
    picture = page.get_by_role("img")
    assert picture.count() == 1
    assert "Filled point A at 2" in picture.aria_snapshot()
