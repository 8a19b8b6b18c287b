"""The example front end when something is missing, refused, locked or not yet published."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories import UserFactory
from wagtail_mathshub.publishing.previews import keep_preview

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# What Chromium itself notes of any answer that is no success, and of one without the headers of CORS.
NO_SUCCESS, NO_CORS = "Failed to load resource", "blocked by CORS policy"
ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "authorization, content-type",
}


def fulfil(route: Route, status: int, data: dict) -> None:
    """Answer as the API of another origin would."""
    kind = "application/json" if status < 400 else "application/problem+json"
    route.fulfill(status=status, content_type=kind, headers=ALLOWED, body=json.dumps(data))


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def test_the_strict_policy_is_in_force(visit, groups):
    page = visit("/", expects=("Content Security Policy",))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=x style=\"color:#f00\">x</p>')")
    assert page.locator("#x").evaluate("element => getComputedStyle(element).color") != "rgb(255, 0, 0)"


def test_without_cors_there_is_a_sentence_and_trying_again_helps(visit, groups, settings):
    settings.CORS_ALLOW_ALL_ORIGINS = False
    page = visit("/work-groups/", expects=(NO_SUCCESS, NO_CORS))
    expect(heading(page)).to_have_text("The hub’s information can’t be reached just now")
    settings.CORS_ALLOW_ALL_ORIGINS = True
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#count")).to_have_text("4 Work Groups")


def test_an_api_that_goes_away_is_said_and_trying_again_helps(visit, groups):
    page = visit("/work-groups/", expects=(NO_SUCCESS,))
    page.route("**/api/hub/v1/**", lambda route: route.abort())
    page.get_by_role("link", name="Continuity").click()
    expect(heading(page)).to_have_text("The hub’s information can’t be reached just now")
    expect(heading(page)).to_be_focused()
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(heading(page)).to_have_text("Continuity")


def test_a_fault_of_the_server_is_said_without_its_details(visit, groups):
    page = visit("/", expects=(NO_SUCCESS,))
    page.route("**/pages/find?*", lambda route: fulfil(route, 500, {"title": "Traceback", "status": 500}))
    page.get_by_role("link", name="Year 6", exact=True).click()
    expect(heading(page)).to_have_text("The hub’s website has a fault just now")
    assert "Traceback" not in page.locator("main").inner_text()


def test_an_address_without_a_page_says_so(visit, groups):
    page = visit("/nowhere/", expects=(NO_SUCCESS,))
    expect(heading(page)).to_have_text("That page isn’t here")
    page.get_by_role("link", name="Go to the home page").click()
    expect(heading(page)).to_have_text("Alder Hub")


def test_a_redirect_that_leads_to_itself_ends(visit, hub, groups):
    Redirect.objects.create(old_path="/round", site=hub.site, redirect_link="/round/")
    page = visit("/round/")
    expect(heading(page)).to_have_text("That page isn’t here")


def test_what_the_front_end_has_no_view_for_is_left_to_the_hubs_own_site(visit, live_server, groups):
    page = visit("/")
    elsewhere = f"{live_server.url}/hub/hub.css"
    answer = {"kind": "", "api_url": "", "redirect_to": "", "page": {"id": 1, "type": "x", "url": elsewhere}}
    page.route("**/pages/find?*", lambda route: fulfil(route, 200, answer))
    page.get_by_role("link", name="Year 6", exact=True).click()
    page.wait_for_url(elsewhere)


def test_a_filter_that_the_api_refuses_is_named(visit, groups):
    page = visit("/work-groups/?year=99&utm_source=post", expects=(NO_SUCCESS,))
    expect(page.get_by_text("Year: Write a year as n, r or 1 to 13.")).to_be_visible()
    page.get_by_role("link", name="Show the whole list").click()
    expect(page.locator("#count")).to_have_text("4 Work Groups")


def test_an_address_with_somebodys_tracking_is_no_fault(visit, groups):
    page = visit("/work-groups/?year=12&utm_source=post")
    expect(page.locator("#count")).to_have_text("1 Work Group for Year 12")


def test_a_slow_answer_shows_that_it_is_loading(visit, groups):
    page = visit("/")
    held = []
    page.route("**/pages/find?*", lambda route: held.append(route))
    page.get_by_role("link", name="Year 6", exact=True).click()
    expect(page.locator("main[aria-busy=true] .loading")).to_have_text("Loading …")
    held[0].continue_()
    expect(page.locator("#count")).to_have_text("3 Work Groups for Year 6")


def test_a_preview_shows_the_draft_and_says_that_it_is_one(visit, hub, groups):
    draft = groups["Continuity"]
    draft.title = "Continuity, a draft"
    token = keep_preview(page=draft, site=hub.site, editor=UserFactory(username="somebody"))
    page = visit(f"/preview/?{urlencode({'token': token})}")
    expect(heading(page)).to_have_text("Continuity, a draft")
    expect(page.get_by_role("note")).to_contain_text("This is the draft")


def test_a_preview_that_has_run_out_says_what_the_api_says(visit, groups):
    page = visit("/preview/?token=old", expects=(NO_SUCCESS,))
    expect(page.get_by_text("Open the preview in the editor again.")).to_be_visible()


@pytest.fixture
def locked(visit, groups):
    """A window that asks for the password of a Work Group; `rule` is its restriction."""
    rule = PageViewRestriction.objects.create(
        page=groups["Continuity"], restriction_type="password", password="counters"
    )
    # Chromium would have a name in every form with a password; here there is none to ask for.
    page = visit("/work-groups/continuity/", expects=(NO_SUCCESS, "[DOM] Password forms should have"))
    page.rule = rule
    expect(heading(page)).to_have_text("This page has a password")
    return page


def give(page, password):
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Open the page").click()


def test_a_wrong_password_is_said_at_its_field(locked):
    give(locked, "wrong")
    expect(locked.get_by_role("alert")).to_contain_text("That isn’t the password")
    expect(locked.get_by_label("Password")).to_be_focused()


def test_the_right_password_opens_the_page_for_this_tab(locked):
    give(locked, "counters")
    expect(heading(locked)).to_have_text("Continuity")
    locked.reload()
    expect(heading(locked)).to_have_text("Continuity")


def test_a_password_that_has_changed_is_asked_for_again(locked):
    give(locked, "counters")
    expect(heading(locked)).to_have_text("Continuity")
    locked.rule.password = "cubes"
    locked.rule.save()
    locked.reload()
    expect(heading(locked)).to_have_text("This page has a password")
    give(locked, "cubes")
    expect(heading(locked)).to_have_text("Continuity")
