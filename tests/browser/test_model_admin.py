"""The wagtail-modeladmin screens and the bulk actions as people see them: legible in both schemes, by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from tests import factories
from tests.browser.conftest import WINDOW
from tests.browser.logging_in import log_in
from tests.browser.looking import AXE, told, too_wide
from tests.desk.bulk.choosing import ALL
from tests.desk.bulk.choosing import address as bulk_address
from tests.scoping.modeladmin_rows import ADMINS, address, addresses, make_rows, name_of
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.taxonomy.admin import AudienceAdmin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
LOOKS = (("light", 1280), ("dark", 1280), ("light", 400), ("dark", 400))


@pytest.fixture
def window(browser: Browser, live_server, hub) -> Iterator[Page]:
    """A window in which an administrator is logged in."""
    factories.UserFactory(username="administrator", is_superuser=True, is_staff=True)
    context = browser.new_context(base_url=live_server.url, viewport=WINDOW, reduced_motion="reduce")
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    log_in(page, "administrator")
    yield page
    context.close()
    assert faults == []


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical in our part of the screen: all but Wagtail's menu."""
    page.evaluate(AXE)
    found = page.evaluate(
        "options => axe.run({exclude: [['#wagtail-sidebar'], ['.sidebar']]}, options)", WCAG
    )["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in grave]


def faults_of(page: Page, urls: dict[str, str]) -> dict[str, object]:
    faults: dict[str, object] = {}
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for name, url in urls.items():
            page.goto(url)
            if found := serious(page):
                faults[f"{name} {scheme} {width}"] = found
            if extra := too_wide(page):
                faults[f"{name} {scheme} {width} sideways"] = extra
    return faults


@pytest.mark.parametrize("admin", ADMINS, ids=name_of)
def test_axe_finds_nothing_serious_on_any_screen(window, hub, admin):
    row = make_rows(admin, hub, 60)[0]
    urls = addresses(admin, row) | {"filtered": f"{address(admin)}?q=Row"}
    assert not (faults := faults_of(window, urls)), told(faults)


def test_axe_finds_a_button_that_nobody_can_read(window, hub):
    row = make_rows(AudienceAdmin, hub, 1)[0]
    window.goto(address(AudienceAdmin, "inspect", row))
    assert serious(window) == []
    window.add_style_tag(content=".mh-look__buttons .button { color: #eee !important; background: #fff }")
    assert any(fault.startswith("color-contrast") for fault in serious(window))


def test_a_row_is_found_and_changed_by_keyboard_alone(window, hub):
    make_rows(AudienceAdmin, hub, 3)
    window.goto(address(AudienceAdmin))
    window.get_by_role("textbox", name="Search for").focus()
    window.keyboard.type("Row 2")
    window.keyboard.press("Enter")
    expect(window.get_by_text("1 of 3 fits.")).to_be_visible()
    window.get_by_role("link", name="Edit Row 2").focus()
    window.keyboard.press("Enter")
    window.get_by_role("textbox", name="Label").fill("Changed")
    window.keyboard.press("Enter")
    expect(window.get_by_text("Audience 'Changed' updated.")).to_be_visible()


def test_the_list_is_filtered_by_one_button(window, hub):
    from wagtail_mathshub.registration.admin import ApplicationAdmin

    make_rows(ApplicationAdmin, hub, 2)
    window.goto(address(ApplicationAdmin))
    window.get_by_label("State").select_option("waiting")
    window.get_by_role("button", name="Filter").click()
    expect(window.get_by_text("Nothing here is like that.")).to_be_visible()
    expect(window.get_by_label("State")).to_have_value("waiting")
    window.get_by_role("link", name="Show all").first.click()
    expect(window.get_by_role("row")).to_have_count(3)


def make_groups(hub):
    link = {"apply_via": "link", "apply_url": "https://example.org/form"}
    session = [factories.on(date(2099, 2, 4))]
    return [
        factories.make_group(hub, title=title, sessions=session, academic_year="2098-99", **link)
        for title in ("Fractions", "Counting")
    ]


def test_axe_finds_nothing_serious_where_bulk_actions_ask(window, hub):
    pages = [*make_groups(hub), factories.make_article(hub, title="Corners")]
    urls = {action: bulk_address(action, *pages) for action in ALL}
    assert not (faults := faults_of(window, urls)), told(faults)


def test_an_editor_ticks_groups_in_the_explorer_and_closes_their_sign_up(window, hub):
    pages = make_groups(hub)
    window.goto(reverse("wagtailadmin_explore", args=[factories.index_of(hub).pk]))
    for page in pages:
        window.locator(f"[data-bulk-action-checkbox][data-object-id='{page.pk}']").check()
    footer = window.locator("[data-bulk-action-footer]")
    # Wagtail hangs the chosen pages onto the links of its menu once that is shown in full.
    window.evaluate(
        "() => { window.shown = new Promise(done => document.addEventListener('w-dropdown:shown', done)) }"
    )
    footer.get_by_role("button", name="More").click()
    window.evaluate("window.shown.then(() => true)")
    footer.get_by_role("link", name="Close sign-up of the selected Work Groups").click()
    window.get_by_label("Reason").fill("The funding has ended.")
    window.get_by_role("button", name="Close sign-up").click()
    expect(window.get_by_text("Close sign-up: 2 pages done.")).to_be_visible()
    states = WorkGroupPage.objects.values_list("override_state", "override_note")
    assert set(states) == {("closed", "The funding has ended.")}
