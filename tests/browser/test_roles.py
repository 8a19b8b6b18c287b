"""An editor writes, a publisher approves, a visitor reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import factories
from tests.browser.logging_in import log_in
from wagtail_mathshub.desk import roles
from wagtail_mathshub.desk.roles.flows import make_roles

pytestmark = pytest.mark.browser
WINDOW = {"width": 1280, "height": 900}


@pytest.fixture
def window_of(browser: Browser, live_server, hub) -> Iterator[Callable[[str], Page]]:
    """A window in which somebody with this role is logged in."""
    make_roles(hub)
    makers = {"editor": roles.make_editors, "publisher": roles.make_publishers, "lead": roles.make_leads}
    contexts = []

    def opened(role: str) -> Page:
        user = factories.UserFactory(username=f"a-{role}")
        user.groups.add(makers[role](hub))
        context = browser.new_context(base_url=live_server.url, viewport=WINDOW)
        contexts.append(context)
        window = context.new_page()
        log_in(window, user.username)
        window.user = user
        return window

    yield opened
    for context in contexts:
        context.close()


def press(window: Page, button: str) -> None:
    """Press a button of the editor's footer, which may stand in its menu."""
    found = window.locator(button).first
    if not found.is_visible():
        window.locator("footer").get_by_role("button", name="More actions").click()
    found.click()


def submit(window: Page) -> None:
    """Press the button for moderation."""
    press(window, "button[name=action-submit]")


def approve(window: Page, title: str) -> None:
    """Find what waits on the first page of the admin, and approve it in the editor."""
    window.goto("/admin/")
    waiting = window.get_by_role("region", name="Awaiting your review").or_(window.locator("#main"))
    waiting.first.get_by_role("link", name=title).first.click()
    press(window, "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    expect(window.locator(".messages").get_by_text(title).first).to_be_visible()


def test_an_editor_submits_a_publisher_approves_and_the_page_is_there(window_of, hub, live_server):
    page = factories.make_article(hub, title="Counters and bars", slug="counters", live=False)
    page.save_revision()
    editor = window_of("editor")
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    expect(editor.locator("[name=action-publish]")).to_have_count(0)
    submit(editor)
    expect(editor.get_by_text("submitted for moderation").first).to_be_visible()
    address = page.get_url_parts()[2]
    assert editor.request.get(f"{live_server.url}{address}").status == 404
    approve(window_of("publisher"), "Counters and bars")
    assert editor.request.get(f"{live_server.url}{address}").status == 200


def test_a_lead_finds_their_group_and_submits_it(window_of, hub, live_server):
    lead = window_of("lead")
    person = factories.PersonFactory(site=hub.site, name="Lee Lead", user=lead.user)
    own = factories.make_group(hub, title="Own group", slug="own", leads=[person])
    factories.make_group(hub, title="Other group", slug="other")
    own.save_revision()
    lead.goto("/admin/pages/")
    expect(lead.get_by_text("Own group").first).to_be_visible()
    expect(lead.get_by_text("Other group")).to_have_count(0)
    lead.goto(f"/admin/pages/{own.pk}/edit/")
    lead.locator("[name=title]").fill("Own group in spring")
    expect(lead.locator("[name=action-publish]")).to_have_count(0)
    submit(lead)
    expect(lead.get_by_text("submitted for moderation").first).to_be_visible()
    own.refresh_from_db()
    assert own.title == "Own group"
    approve(window_of("publisher"), "Own group in spring")
    own.refresh_from_db()
    assert own.title == "Own group in spring"
