"""What a page must be like in a real browser: axe, no sideways scrolling, a strict policy for its content."""

from __future__ import annotations

from pathlib import Path
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


def violations(page: Page) -> list[str]:
    """What axe finds, each rule with its first element."""
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def faults_at_all_widths(browser: Browser, address: str) -> dict[str, Any]:
    """Everything that is wrong with a page at each width, light and dark."""
    faults: dict[str, Any] = {}
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
            )
            page = context.new_page()
            page.goto(address)
            if found := violations(page):
                faults[f"{scheme} {width}"] = found
            if extra := too_wide(page):
                faults[f"{scheme} {width} sideways"] = extra
            context.close()
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
