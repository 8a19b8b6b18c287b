"""Every page of a hub's site, in every state: accessible, never sideways, quiet, and good on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import faults_at_all_widths, told, violations
from tests.browser.serving import serve
from tests.whole_site import MISSING, WholeSite, make_site

__all__ = ["serve"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PRESSED = (
    "header nav, form, button, .mh-button, .mh-menu, .mh-skip, .mh-filters, .mh-pills, .mh-crumbs, .mh-pages, "
    ".mh-beads"
)
A4 = {"width": 794, "height": 1123}
FOLDED = "details > :not(summary)"
SEEN = "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"
UNSEEN = (
    "all => all.filter(one => !one.checkVisibility({contentVisibilityAuto: true}) "
    "&& !one.closest('form, header, .mh-filters, .mh-archive')).map(one => one.outerHTML.slice(0, 120))"
)


@pytest.fixture(scope="module")
def site(serve) -> tuple[str, WholeSite]:
    """The address of the site, and what is in it."""
    with serve(make_site) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Page:
    """A window without a policy, so that axe may be put into it, where colours change at once."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_every_page_is_accessible_at_each_width_in_light_and_dark(site, page):
    address, whole = site
    said: list[str] = []
    # A browser asks for an icon by itself.
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page.on("console", lambda note: said.append(note.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    faults = {}
    for name, path in whole.paths.items():
        said.clear()
        page.goto(address + path)
        found = faults_at_all_widths(page)
        if said and name not in MISSING:
            found["console"] = list(said)
        if found:
            faults[name] = found
    assert not faults, told(faults)


def test_paper_shows_nothing_to_press_and_all_that_is_folded_away(site, page):
    address, whole = site
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    faults = {}
    for name, path in whole.paths.items():
        page.goto(address + path)
        pressed = page.eval_on_selector_all(PRESSED, SEEN)
        folded = page.eval_on_selector_all(FOLDED, UNSEEN)
        if pressed or folded:
            faults[name] = {"shown": pressed, "folded": folded}
    assert not faults, told(faults)


def test_small_targets_are_found(page):
    page.set_content(
        "<title>x</title><main><h1>x</h1><button style='width:9px;height:9px;padding:0'>1</button>"
        "<button style='width:9px;height:9px;padding:0'>2</button></main>"
    )
    assert [one for one in violations(page) if one.startswith("target-size")]
