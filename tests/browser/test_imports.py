"""Importing an old site in a real browser: upload, watch, review, accept, undo."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from tests.browser.looking import too_wide, violations
from tests.importing.office import old_sites
from wagtail_mathshub.importing.office import stepping
from wagtail_mathshub.importing.tables import ImportItem, ImportRun
from wagtail_mathshub.scoping.policies import policy_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where somebody wants to look at the screens: a folder for pictures of them.
PICTURES = os.environ.get("MATHSHUB_PICTURES", "")
NOTICE = {"code": "odd", "message": "The day does not fit the date.", "source": "Monday 5 May"}
GUESS = {"field": "starts", "value": "2026-05-05", "confidence": 0.7, "source": "5 May"}


@pytest.fixture(autouse=True)
def _private_folder(settings, tmp_path):
    settings.WAGTAIL_MATHSHUB = {"IMPORT_FOLDER": str(tmp_path / "imports")}
    # The test before has emptied the database, whose content types have other keys now.
    vars(policy_of(ImportRun)).pop("_content_type", None)


@pytest.fixture
def export_file(tmp_path: Path) -> Path:
    pages = [
        old_sites.item(number, f"Talk {number} about counting", "<p>Children count in steps.</p>")
        for number in range(1, 10)
    ]
    path = tmp_path / "export.xml"
    path.write_bytes(old_sites.export(*pages).read())
    return path


def look(page: Page, name: str) -> list[str]:
    """What is wrong with the screen at two widths; a picture of each where they are wanted."""
    faults = []
    for width in (400, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if extra := too_wide(page):
            faults.append(f"{name} {width}: {extra} px too wide")
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    options = {"runOnly": ["wcag2a", "wcag2aa"], "resultTypes": ["violations"]}
    page.evaluate("document.querySelectorAll('.mh-import, .mh-upload').forEach(e => e.dataset.ours = '1')")
    return faults + [f"{name}: {found}" for found in violations(page, options) if "mh-" in found]


def test_an_editor_uploads_watches_reviews_accepts_and_undoes(page: Page, export_file, monkeypatch):
    monkeypatch.setattr(stepping, "SECONDS", 0)
    monkeypatch.setattr(stepping, "MOST_SECONDS", 0)
    faults = []
    page.goto("/admin/")
    page.get_by_role("button", name="Maths Hub").first.click()
    page.get_by_role("link", name="Imports").first.click()
    faults += look(page, "empty-list")
    page.get_by_role("link", name="Import an old site").click()
    faults += look(page, "upload")
    page.get_by_label("Files of the old site").set_input_files(export_file)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/import/*/")
    faults += look(page, "under-way")
    expect(page.locator(".mh-chip").first).to_have_text("Finished", timeout=60_000)
    assert ImportItem.objects.count() == 9
    ImportItem.objects.filter(title__startswith="Talk 2").update(
        findings={"notices": [NOTICE], "guesses": [GUESS], "losses": [{"what": "A form", "source": "Send"}]}
    )
    ImportItem.objects.exclude(title__startswith="Talk 2").update(findings={"notices": []})
    page.reload()
    faults += look(page, "import")
    page.get_by_role("button", name="Accept 8 pages").click()
    page.get_by_label("To look at").select_option("yes")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="Talk 2 about counting", exact=True).click()
    expect(page.get_by_text(NOTICE["message"])).to_be_visible()
    faults += look(page, "page")
    page.get_by_role("link", name="Edit the new page").click()
    expect(page.get_by_text(NOTICE["message"]).first).to_be_visible()
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/editor-1280.png")
    page.get_by_role("link", name="Look at it and accept").click()
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.get_by_text("is accepted").first).to_be_visible()
    assert ImportItem.objects.filter(accepted=True).count() == 9
    page.goto("/admin/wagtail_mathshub/importrun/")
    faults += look(page, "list")
    page.get_by_role("link", name="export.xml").click()
    page.get_by_role("link", name="Undo this import").click()
    faults += look(page, "undo")
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("The import is undone").first).to_be_visible()
    assert ImportRun.objects.get().state == "undone"
    assert not WagtailPage.objects.filter(title__startswith="Talk ").exists()
    assert faults == []


@pytest.fixture
def plain(browser, page: Page, live_server):
    """A window without scripts, in which the same editor is logged in."""
    state = page.context.storage_state()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, storage_state=state)
    yield context.new_page()
    context.close()


def test_without_scripts_the_button_does_the_same(plain: Page, export_file, monkeypatch):
    monkeypatch.setattr(stepping, "SECONDS", 0)
    monkeypatch.setattr(stepping, "MOST_SECONDS", 0)
    plain.goto("/admin/mathshub_importing/new/")
    plain.locator("input[name=sources]").set_input_files(export_file)
    plain.get_by_role("button", name="Begin").click()
    turns = 0
    while plain.get_by_role("button", name="Go on").count():
        plain.get_by_role("button", name="Go on").click()
        turns += 1
        assert turns < 20
    assert turns > 1
    assert ImportRun.objects.get().state == "finished"
