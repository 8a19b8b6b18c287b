"""The editor's preview panel, where the hub has a front end on another origin."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import FrameLocator, Page, TimeoutError, expect

from tests.factories import index_of, make_group, on
from wagtail_mathshub.pages.models import WorkGroupPage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def panel(page: Page, hub, front_end, settings):
    """Opens the preview panel of an editing screen: its address in, the frame of the front end out."""
    # The database in memory has one connection, which saving and previewing at the same time would break.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    hub.front_end_url = front_end
    hub.save()

    page.add_init_script(
        "window.heard = []; addEventListener('message', ({data}) => window.heard.push(data?.wagtail?.type))"
    )

    def opened(address: str):
        page.goto(address)
        page.get_by_role("button", name="Toggle preview").click()
        return page.frame_locator("#w-preview-iframe")

    return opened


def type_until_shown(page: Page, frame: FrameLocator, title: str) -> None:
    """Type a title, and go on typing: Wagtail takes what stands in the form in its first seconds for no edit."""
    shown = frame.get_by_role("heading", level=1, name=title)
    for more in ("", ".", "..", "..."):
        page.fill("[name=title]", title + more)
        try:
            shown.wait_for(timeout=12_000)
        except TimeoutError:
            continue
        return
    pytest.fail("The panel never showed what was typed.")


def test_the_panel_shows_the_front_end_with_what_is_being_typed(page, hub, panel):
    group = make_group(hub, title="Fractions", sessions=[on(date(2027, 1, 20))])
    frame = panel(f"/admin/pages/{group.pk}/edit/")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Fractions", timeout=20_000)
    type_until_shown(page, frame, "Fractions, rewritten")
    # Without a word from the page the panel would wait ten seconds for each edit.
    assert "w-preview:request-scroll" in page.evaluate("window.heard")
    expect(frame.get_by_role("note")).to_contain_text("This is the draft")
    assert WorkGroupPage.objects.get().title == "Fractions"


def test_the_panel_shows_a_page_before_it_is_saved(hub, panel):
    frame = panel(f"/admin/pages/add/mathshub_pages/workgrouppage/{index_of(hub).pk}/")
    # So Wagtail calls a page that has no title yet.
    expect(frame.get_by_role("heading", level=1)).to_have_text("Placeholder title", timeout=20_000)
    assert not WorkGroupPage.objects.exists()
