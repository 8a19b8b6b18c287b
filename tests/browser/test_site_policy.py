"""The example site's policy, with every page of a hub in a real browser."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looking import told
from tests.browser.serving import serve
from tests.factories import UserFactory
from tests.whole_site import WholeSite, make_site

__all__ = ["serve"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]
EVERY_BLOCK = "article with every block"
FRAME = "<!doctype html><title>From elsewhere</title><p>From elsewhere</p>"


@pytest.fixture(scope="module")
def site(serve) -> tuple[str, WholeSite]:
    """The address of the site, and what is in it."""
    with serve(make_site) as served:
        yield served


@pytest.fixture
def visitor(browser: Browser, site):
    """A window, what the browser refused in it, and what it asked of other hosts, which are never reached."""
    own, refused, outside = urlsplit(site[0]).netloc, [], []
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda note: refused.append(note.text) if "Content Security" in note.text else None)

    def elsewhere(route: Route) -> None:
        outside.append(route.request.url)
        route.fulfill(body=FRAME, content_type="text/html")

    context.route(lambda address: urlsplit(address).netloc not in (own, ""), elsewhere)
    yield page, refused, outside
    context.close()


def test_no_page_breaks_the_policy_or_asks_another_host(site, visitor):
    address, whole = site
    page, refused, outside = visitor
    faults = {}
    for name, path in whole.paths.items():
        answer = page.goto(address + path, wait_until="load")
        assert "script-src 'self'" in answer.headers["content-security-policy"], name
        if refused or outside:
            faults[name] = [*refused, *outside]
        refused.clear()
        outside.clear()
    assert not faults, told(faults)


def test_what_a_reader_asks_for_loads_from_its_website_under_the_policy(site, visitor):
    address, whole = site
    page, refused, outside = visitor
    page.goto(address + whole.path(EVERY_BLOCK))
    buttons = page.get_by_role("button", name="Load it here")
    number = buttons.count()
    assert number >= 2
    for _ in range(number):
        buttons.first.click()
    expect(page.locator("iframe")).to_have_count(number)
    for frame in page.locator("iframe").all():
        frame.scroll_into_view_if_needed()
        expect(frame.content_frame.get_by_text("From elsewhere")).to_be_visible()
    assert refused == []
    assert {urlsplit(one).netloc for one in outside} == {"player.vimeo.com", "www.geogebra.org"}


def test_an_editor_has_the_user_bar_under_the_same_policy(site, visitor):
    address, _whole = site
    page, refused, _outside = visitor
    _log_in(page, address)
    answer = page.goto(address)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    page.get_by_role("button", name="View Wagtail quick actions").click()
    expect(page.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    assert refused == []


def _log_in(page: Page, address: str) -> None:
    UserFactory(username="everything", is_superuser=True)
    page.goto(f"{address}/admin/login/")
    page.fill("input[name=username]", "everything")
    page.fill("input[name=password]", "password")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize("inline", ["<script>1</script>", "<p style='color:red'>x</p>", "<style>p{}</style>"])
def test_the_policy_refuses_what_stands_in_a_page(site, visitor, inline):
    address, _whole = site
    page, refused, _outside = visitor

    def with_inline(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{inline}</main>"))

    page.route(f"{address}/", with_inline)
    page.goto(f"{address}/")
    assert len(refused) == 1
