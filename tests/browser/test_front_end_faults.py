"""The example front end when something is missing, refused, locked or not yet published."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect
from wagtail.contrib.redirects.models import Redirect

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
TOKEN = {"token": "abc.def", "expires_at": "2999-01-01T00:00:00+00:00"}


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


def test_a_preview_shows_the_draft_and_says_that_it_is_one(visit, live_server, groups):
    page = visit("/")
    draft = page.request.get(f"{live_server.url}/api/hub/v1/work-groups/{groups['Continuity'].pk}").json()
    answer = {"kind": "work_group", "page": draft | {"title": "Continuity, a draft"}}
    page.route("**/api/hub/v1/preview?*", lambda route: fulfil(route, 200, answer))
    with page.expect_request("**/api/hub/v1/preview?*") as asked:
        page.goto("/preview/?token=a%3Ab")
    assert "token=a%3Ab" in asked.value.url
    expect(heading(page)).to_have_text("Continuity, a draft")
    expect(page.get_by_role("note")).to_contain_text("This is the draft")


def test_a_preview_that_has_run_out_says_what_the_api_says(visit, groups):
    page = visit("/", expects=(NO_SUCCESS,))
    problem = {"status": 403, "title": "Not allowed", "detail": "This preview has run out."}
    page.route("**/api/hub/v1/preview?*", lambda route: fulfil(route, 403, problem))
    page.goto("/preview/?token=old")
    expect(page.get_by_text("This preview has run out.")).to_be_visible()


@pytest.fixture
def locked(visit, groups):
    """A window in which a Work Group has a password; it holds what was sent as Authorization."""
    # Chromium would have a name in every form with a password; here there is none to ask for.
    page = visit("/", expects=(NO_SUCCESS, "[DOM] Password forms should have"))
    key = groups["Continuity"].pk
    page.sent = []

    def find(route: Route) -> None:
        if "continuity" not in route.request.url:
            return route.fallback()
        link = {"id": key, "type": "", "title": "", "url": ""}
        found = {"locked": True, "kind": "work_group", "page": link, "api_url": "", "redirect_to": ""}
        return fulfil(route, 200, found)

    def unlock(route: Route) -> None:
        if route.request.method == "OPTIONS":
            return fulfil(route, 200, {})
        right = route.request.post_data_json == {"password": "counters"}
        return fulfil(route, 200, TOKEN) if right else fulfil(route, 403, {"status": 403, "title": "No"})

    def detail(route: Route) -> None:
        page.sent.append(route.request.headers.get("authorization", ""))
        route.continue_()

    page.route("**/pages/find?*", find)
    page.route(f"**/pages/{key}/unlock*", unlock)
    page.route(f"**/work-groups/{key}", detail)
    page.goto("/work-groups/continuity/")
    return page


def test_a_wrong_password_is_said_at_its_field(locked):
    expect(heading(locked)).to_have_text("This page has a password")
    locked.get_by_label("Password").fill("wrong")
    locked.get_by_role("button", name="Open the page").click()
    expect(locked.get_by_role("alert")).to_contain_text("That isn’t the password")
    expect(locked.get_by_label("Password")).to_be_focused()
    assert locked.sent == []


def test_the_right_password_opens_the_page_for_this_tab(locked):
    locked.get_by_label("Password").fill("counters")
    locked.get_by_role("button", name="Open the page").click()
    expect(heading(locked)).to_have_text("Continuity")
    locked.reload()
    expect(heading(locked)).to_have_text("Continuity")
    assert locked.sent == ["Bearer abc.def", "Bearer abc.def"]
