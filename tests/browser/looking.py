"""What a page must be like in a real browser: axe, no sideways scrolling, a strict policy for its content."""

from __future__ import annotations

from pathlib import Path
from pprint import pformat
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page, Route

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 768, 1280)
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


# The size of targets belongs to wcag22aa, and is off in axe unless somebody asks for it.
# Only what fails is told, without the work that a report for people needs.
QUICK = {"resultTypes": ["violations"], "selectors": False, "preload": False}
EVERYTHING = QUICK | {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
# All that a colour scheme can change for axe.
COLOURS = QUICK | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def violations(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe finds, each rule with its first element."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def told(faults: dict[str, Any]) -> str:
    """The faults of each page in lines of their own: pytest would cut them short."""
    return "\n" + pformat(faults, width=160)


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def faults_at_all_widths(page: Page) -> dict[str, Any]:
    """Everything that is wrong with the page at each width, light and dark."""
    faults: dict[str, Any] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            if found := violations(page, options):
                faults[f"{scheme} {width}"] = found
        if extra := too_wide(page):
            faults[f"{width} sideways"] = extra
    return faults


def refused_by_policy(browser: Browser, address: str, *, frames: str = "") -> list[str]:
    """What a strict Content Security Policy blocks on the page."""
    policy = POLICY + (f"; frame-src {frames}" if frames else "")

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.route(address, with_policy)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    context.close()
    return [line for line in said if "Content Security Policy" in line]
