"""What lives on other websites, in Chromium under a strict policy: nothing loads before the reader asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

import wagtail_mathshub
from tests.browser.test_maths import TOKENS
from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.blocks.providers import frame_sources

pytestmark = pytest.mark.browser

STATIC = Path(wagtail_mathshub.__file__).parent / "static" / "wagtail_mathshub"
HUB = "https://hub.example.org"
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; frame-src " + " ".join(frame_sources())
KINDS = ("image", "gallery", "video", "embed", "interactive", "download", "downloads")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
SUNK = ":root{--sunk:#F3EFE7}@media (prefers-color-scheme:dark){:root{--sunk:#081010}}"
STUB = "<!doctype html><html lang=en><title>Stub</title><p>Sliders<button>Move</button>"
Open = Callable[..., Page]


def samples() -> str:
    """All blocks of media, as in the previews."""
    body = BodyBlock()
    shown = []
    for kind in KINDS:
        block = body.child_blocks[kind]
        value = block.get_preview_value()
        shown.append(block.render(value, block.get_preview_context(value, {})))
    return "".join(shown)


def answer(route: Route, *, html: str, asked: list[str]) -> None:
    """The hub's pages and files, and a page of any other website; nothing leaves this machine."""
    url = route.request.url
    asked.append(url)
    if not url.startswith(HUB):
        route.fulfill(body=STUB, content_type="text/html")
    elif url == f"{HUB}/":
        route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
    elif url == f"{HUB}/hub.css":
        route.fulfill(body=TOKENS + SUNK, content_type="text/css")
    else:
        path = STATIC / url.rpartition("/")[2]
        route.fulfill(path=path, content_type=TYPES.get(path.suffix, "video/mp4"))


@pytest.fixture
def show(browser: Browser) -> Iterator[Open]:
    """Open a hub's page with these blocks; `asked` and `blocked` say what happened on it."""
    opened: list[BrowserContext] = []

    def open_page(content: str, **options: object) -> Page:
        context = browser.new_context(**options)
        opened.append(context)
        page = context.new_page()
        links = "".join(
            f'<link rel="stylesheet" href="/{name}">' for name in ("hub.css", "static/mathshub.css")
        )
        html = (
            f'<!doctype html><html lang="en-GB"><head><title>Arrays</title><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width">{links}</head><body>'
            f'<main class="mh-main mh-body"><h1>Arrays</h1>{content}</main>'
            f'<script type="module" src="/static/interactive.js"></script></body></html>'
        )
        page.asked, page.blocked = [], []
        page.on("console", lambda message: page.blocked.append(message.text))
        page.on("pageerror", lambda error: page.blocked.append(str(error)))
        context.route("**/*", partial(answer, html=html, asked=page.asked))
        page.goto(f"{HUB}/")
        return page

    yield open_page
    for context in opened:
        context.close()


def elsewhere(page: Page) -> list[str]:
    return [url for url in page.asked if not url.startswith(HUB)]


def test_nothing_is_asked_of_other_websites_before_a_reader_wants_it(show):
    page = show(samples())
    expect(page.get_by_role("button", name="Load it here (from GeoGebra) Build an array")).to_be_visible()
    assert elsewhere(page) == []
    assert page.blocked == []


def test_the_button_becomes_the_frame_and_says_so(show):
    page = show(samples())
    page.get_by_role("button", name="Build an array").click()
    expect(page.get_by_role("button", name="Build an array")).to_have_count(0)
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "Build an array")
    expect(page.frame_locator("iframe").get_by_text("Sliders")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="“Build an array” has loaded.")).to_have_count(1)
    sandbox = frame.get_attribute("sandbox")
    assert set(sandbox.split()) == {"allow-scripts", "allow-same-origin", "allow-popups", "allow-forms"}
    assert frame.get_attribute("allow") == "fullscreen"
    assert elsewhere(page) == ["https://www.geogebra.org/material/iframe/id/arrays12"]
    assert page.blocked == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_alone_gets_into_the_activity(show, key):
    page = show(samples())
    page.get_by_role("button", name="Build an array").focus()
    page.keyboard.press(key)
    expect(page.locator("iframe")).to_be_focused()
    expect(page.locator(".mh-elsewhere__stage").last).to_have_css("outline-style", "solid")
    expect(page.frame_locator("iframe").get_by_role("button")).to_be_visible()
    page.keyboard.press("Tab")
    page.frames[1].wait_for_function("document.activeElement.tagName === 'BUTTON'")


def test_without_scripts_there_is_a_link_and_no_button(show):
    page = show(samples(), java_script_enabled=False)
    expect(page.get_by_role("link", name="Open “Build an array” on GeoGebra")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    assert page.locator(".mh-elsewhere__stage:visible").count() == 0
    assert elsewhere(page) == []


def test_a_page_of_the_same_website_is_never_put_into_the_sandbox(show):
    page = show(samples().replace("https://www.geogebra.org/material", f"{HUB}/material"))
    page.get_by_role("button", name="Build an array").click()
    expect(page.locator("iframe")).to_have_count(0)


def test_in_print_the_address_stands_in_place_of_what_moves(show):
    page = show(samples())
    page.get_by_role("button", name="Build an array").click()
    page.emulate_media(media="print")
    expect(page.get_by_text("https://www.geogebra.org/m/arrays12")).to_be_visible()
    for selector in ("iframe", "video", ".mh-elsewhere__stage"):
        assert page.locator(f"{selector}:visible").count() == 0
    expect(page.get_by_text("Build an array", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_blocks_of_media_keep_the_rules_of_accessibility(show, browser, scheme, width):
    # The checker is a script of its own, which the page's policy rightly refuses.
    page = show(samples(), color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page.get_by_role("button", name="Build an array").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert found.response["violations"] == [], found.generate_report()
