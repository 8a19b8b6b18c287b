"""An editor opens the lists: which groups are nearly full, which have no dates, which adverts close this week."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.looking import COLOURS, EVERYTHING, too_wide, violations
from tests.browser.serving import frozen_everywhere
from tests.conftest import REFERENCE_TIME
from wagtail_mathshub import clock
from wagtail_mathshub.people.models import PersonRole

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where somebody wants to look at the screens: a folder for pictures of them.
PICTURES = os.environ.get("MATHSHUB_PICTURES", "")
MOST_ACTIONS = 5


@pytest.fixture(autouse=True)
def _monday_noon() -> Iterator[None]:
    with frozen_everywhere(REFERENCE_TIME):
        yield


@pytest.fixture
def offer(hub):
    """Two groups and two adverts that an editor looks for, among others."""
    lead = factories.PersonFactory(site=hub.site, name="Ada Marsh")
    lead.roles.add(PersonRole(role="work_group_lead"))
    lead.save()
    common = {"apply_via": "link", "apply_url": "https://example.org/form", "capacity": 12, "leads": [lead]}
    january = [factories.on(date(2027, 1, 14))]
    factories.make_group(hub, title="Plenty of room", sessions=january, stated_confirmed=3, **common)
    factories.make_group(hub, title="Almost there", sessions=january, stated_confirmed=11, **common)
    factories.make_group(hub, title="Nobody knows when 2025/26", stated_confirmed=3, **common)
    for title, day in (("Closes on Friday", 27), ("Closes on Monday", 30), ("Closed on Friday", 20)):
        moment = datetime(2026, 11, day, 12, 0, tzinfo=clock.LONDON)
        factories.make_job(hub, title=title, closes_at=moment)
    factories.make_collection(hub, title="Lessons", last_checked=date(2024, 1, 1))


def open_list(page: Page, label: str) -> int:
    """Open a list by the menu; how many clicks it took."""
    page.get_by_role("button", name="Maths Hub").click()
    page.get_by_role("link", name=label, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=label)).to_be_visible()
    return 2


def narrow(page: Page, by: str, to: str) -> int:
    """Filter the list; how many clicks it took."""
    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name=by, exact=True).click()
    page.get_by_label(to, exact=True).check()
    return 3


@pytest.mark.parametrize(
    ("label", "by", "to", "found"),
    [
        ("Work Groups", "Sign-up", "Nearly full", "Almost there"),
        ("Work Groups", "Look at", "No dates yet", "Nobody knows when 2025/26"),
        ("Job adverts", "Closes", "This week", "Closes on Friday"),
        ("Resources", "Review", "It is due", "Lessons"),
    ],
)
def test_an_editor_finds_what_needs_doing_in_few_clicks(page: Page, offer, label, by, to, found):
    actions = open_list(page, label) + narrow(page, by, to)
    titles = page.locator("#listing-results tbody [id^=page_][id$=_title]")
    expect(titles).to_have_count(1)
    expect(titles).to_have_text(found)
    assert actions <= MOST_ACTIONS


def test_the_lists_and_their_empty_answers_work_with_the_keyboard_alone(page: Page, offer):
    page.goto("/admin/mathshub/lists/work-groups/")
    page.get_by_role("button", name="Show filters").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign-up", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Cancelled").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("No Work Groups match your query.")).to_be_visible()
    page.get_by_role("checkbox", name="Cancelled").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Plenty of room")).to_be_visible()


SCREENS = {
    "work-groups": "/admin/mathshub/lists/work-groups/",
    "work-groups-none": "/admin/mathshub/lists/work-groups/?recruitment=cancelled",
    "jobs": "/admin/mathshub/lists/jobs/",
    "resources": "/admin/mathshub/lists/resources/",
    "people": "/admin/mathshub/reports/people-who-lead/",
    "disagreements": "/admin/mathshub/reports/pages-that-disagree/",
}


def test_every_screen_is_accessible_and_fits_wide_and_narrow_light_and_dark(page: Page, offer):
    faults = {}
    for name, url in SCREENS.items():
        page.goto(url)
        page.wait_for_load_state("networkidle")
        for width in (400, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            if PICTURES:
                page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
            for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)
                if found := violations(page, options):
                    faults[f"{name} {width} {scheme}"] = found
            if extra := too_wide(page):
                faults[f"{name} {width}"] = f"{extra} px too wide"
    assert faults == {}


def test_a_row_of_the_report_leads_to_the_screen_whose_panel_says_the_same(page: Page, offer):
    page.goto(SCREENS["disagreements"])
    sentence = "The title says 2025/26, but the page's academic year is 2026/27."
    expect(page.get_by_text(sentence)).to_be_visible()
    page.get_by_role("link", name="Nobody knows when 2025/26").click()
    page.get_by_role("tab", name="What and when").click()
    expect(page.get_by_text(sentence)).to_be_visible()
