"""Dead links in a real browser: the report, the button, and what stands above the form of a page."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import too_wide, violations
from tests.desk.links.pages import a, dead
from tests.factories import make_article, make_collection
from wagtail_mathshub.publishing.outgoing_links import LinkState, OutgoingLink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where somebody wants to look at the screens: a folder for pictures of them.
PICTURES = os.environ.get("MATHSHUB_PICTURES", "")
GONE = "https://gone.example.net/games/number-line"


@pytest.fixture
def article(hub):
    """Pages with dead links in plenty."""
    page = make_article(hub, title="Counting in steps", body=[("text", a(GONE, "this game"))])
    lessons = make_collection(hub, title="Fractions for Year 4")
    dead(page, GONE, place="Text: Text", words="this game")
    dead(lessons, GONE, place="Lesson 1: Halves", words="A game")
    for number in range(8):
        dead(
            lessons,
            f"https://old.example.net/{'long-' * 20}{number}",
            place="Lesson 2: Quarters",
            words="Sheet",
        )
    dead(lessons, "page:999999", place="Introduction", reason="The page has been deleted.")
    moved = "https://new.example.net/" + "very-" * 30
    dead(
        page,
        "https://moved.example.net/",
        state=LinkState.MOVED,
        moved_to=moved,
        reason="",
        failed_since=None,
    )
    return page


def look(page: Page, name: str, ours: str) -> list[str]:
    """What is wrong with our part of the screen at two widths; a picture of each where they are wanted."""
    faults = []
    for width in (400, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if extra := too_wide(page):
            faults.append(f"{name} {width}: {extra} px too wide")
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    found = page.evaluate(
        "ours => window.axe ? axe.run(ours, {resultTypes: ['violations']}) : null", ours
    ) or (violations(page) and page.evaluate("ours => axe.run(ours, {resultTypes: ['violations']})", ours))
    serious = [
        one for one in (found or {"violations": []})["violations"] if one["impact"] in ("serious", "critical")
    ]
    return faults + [f"{name}: {one['id']} {one['nodes'][0]['html'][:200]}" for one in serious]


def test_an_editor_finds_dead_links_has_one_looked_at_again_and_mends_another(page: Page, article):
    faults = []
    page.goto("/admin/")
    page.get_by_role("button", name="Reports").click()
    page.get_by_role("link", name="Links that lead nowhere").click()
    page.wait_for_url("**/mathshub/links/")
    expect(page.get_by_role("rowheader")).to_have_count(10)
    faults += look(page, "links-report", ".mh-links")
    button = page.get_by_role("button", name=f"Look again at {GONE}")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The link will be looked at again soon.")).to_be_visible()
    assert OutgoingLink.objects.get(url=GONE).due_at is None
    page.goto("/admin/mathshub/links/?state=moved")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    faults += look(page, "links-moved", ".mh-links")
    page.goto("/admin/mathshub/links/?q=this+game")
    page.get_by_role("link", name="Counting in steps").click()
    panel = page.locator(".help-warning", has_text="Readers who follow these links get nowhere")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("“this game”")
    faults += look(page, "links-panel", ".help-warning")
    assert faults == []


def test_with_no_dead_links_the_report_says_so(page: Page):
    page.goto("/admin/mathshub/links/")
    expect(page.get_by_text("No link on your pages is known to be dead.")).to_be_visible()
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/links-none-1280.png")
