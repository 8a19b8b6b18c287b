"""The example front end in Chromium, from another origin than the API that it reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests import factories
from tests.blocks.samples import BLOCKS, sample, stream
from tests.browser.looking import too_wide, violations
from wagtail_mathshub.pages.models import HubContentPage
from wagtail_mathshub.taxonomy import academic_years

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def article(hub, groups):
    """An article with a formula, an image, and a link to a Work Group."""
    image = get_image_model().objects.create(title="Counters", file=get_test_image_file())
    link = f'<p>See <a linktype="page" id="{groups["Continuity"].pk}">the group</a>.</p>'
    return factories.make_article(
        hub,
        title="Corners",
        authors=["Ada Example"],
        body=stream(
            ("heading", {"text": "A curve", "size": "h2"}),
            ("text", r"<p>Where does \(y = \frac{1}{x^2}\) turn?</p>" + link),
            (
                "image",
                {
                    "image": image.pk,
                    "alt": "Three rows of four",
                    "decorative": False,
                    "caption": "",
                    "credit": "",
                },
            ),
        ),
    )


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def count(page: Page):
    return page.locator("#count")


def titles(page: Page) -> list[str]:
    return page.locator(".results .row h3").all_inner_texts()


def choose_year_term_and_places(page: Page) -> None:
    page.get_by_label("Year you teach").select_option("6")
    expect(count(page)).to_have_text("3 Work Groups for Year 6")
    page.get_by_role("checkbox", name="Spring").check()
    expect(count(page)).to_contain_text("2 Work Groups for Year 6, meeting in spring")
    page.get_by_role("checkbox", name="Places left now").check()
    expect(count(page)).to_contain_text("1 Work Group for Year 6, meeting in spring")


def test_a_teacher_finds_a_group_by_year_term_and_places(visit, groups):
    page = visit("/work-groups/")
    assert titles(page) == ["Continuity", "Full house", "Sixth form", "Summer only"]
    choose_year_term_and_places(page)
    assert titles(page) == ["Continuity"]
    assert page.get_by_role("status").inner_text() == count(page).inner_text()
    options = page.get_by_role("option").all_inner_texts()
    assert "Year\u00a06 (1)" in options
    assert "Year\u00a012 (1)" in options
    assert "Year\u00a011 (0)" in options
    numbers = {
        label.split("\n")[0]: label.split("\n")[-1] for label in page.locator(".choice").all_inner_texts()
    }
    assert (numbers["Places left now"], numbers["Waiting list"]) == ("1", "0")


def test_the_address_holds_what_was_chosen_and_back_takes_it_back(visit, groups):
    page = visit("/work-groups/")
    choose_year_term_and_places(page)
    assert page.url.endswith("?year=6&term=spring&recruitment=open%2Cnearly_full")
    shared = visit(page.url)
    expect(count(shared)).to_have_text(count(page).inner_text())
    expect(shared.get_by_role("checkbox", name="Places left now")).to_be_checked()
    page.go_back()
    expect(count(page)).to_contain_text("2 Work Groups")
    expect(page.get_by_role("checkbox", name="Places left now")).not_to_be_checked()
    page.go_back()
    page.go_back()
    expect(count(page)).to_have_text("4 Work Groups")
    expect(page.get_by_label("Year you teach")).to_have_value("")
    page.go_forward()
    expect(count(page)).to_have_text("3 Work Groups for Year 6")


def test_a_filter_leaves_the_focus_where_it_is_and_a_pill_takes_it_away(visit, groups):
    page = visit("/work-groups/?year=6")
    page.get_by_role("checkbox", name="Spring").check()
    expect(count(page)).to_contain_text("2 Work Groups")
    expect(page.get_by_role("checkbox", name="Spring")).to_be_focused()
    page.get_by_role("link", name="Remove Year 6").click()
    expect(count(page)).to_contain_text("3 Work Groups meeting in spring")
    expect(count(page)).to_be_focused()


def test_more_than_one_page_of_groups_is_reached_by_cursor(visit, hub, groups):
    for n in range(6):
        factories.make_group(hub, title=f"Group {n}", academic_year=academic_years.current())
    page = visit("/work-groups/")
    first = titles(page)
    page.get_by_role("link", name="Next Work Groups").click()
    expect(count(page)).to_be_focused()
    expect(page.get_by_role("link", name="Next Work Groups")).to_have_count(0)
    assert "cursor=" in page.url
    assert len(first) == 8
    assert len(titles(page)) == 2
    assert not set(first) & set(titles(page))
    page.go_back()
    expect(page.locator(".results .row")).to_have_count(8)
    assert titles(page) == first


def test_a_group_is_opened_with_its_places_sessions_and_sign_up(visit, groups):
    page = visit("/work-groups/")
    page.get_by_role("link", name="Continuity").click()
    expect(heading(page)).to_have_text("Continuity")
    expect(heading(page)).to_be_focused()
    assert page.title() == "Continuity · Alder Hub"
    assert page.url.endswith(f"/work-groups/{groups['Continuity'].slug}/")
    expect(page.get_by_role("heading", name="6 of 12 school places left")).to_be_visible()
    assert page.locator(".places circle").count() == 12
    expect(page.get_by_role("img", name="Session 1 of 2 is next")).to_be_visible()
    rows = page.locator(".sessions > li").all_inner_texts()
    assert ["Day 1" in rows[0], "next" in rows[0], "Fen Edge School" in rows[1]] == [True, True, True]
    for link in page.get_by_role("link", name="Sign up").all():
        assert link.get_attribute("href") == "https://example.org/form"
    page.go_back()
    expect(count(page)).to_have_text("4 Work Groups")


def test_back_leads_to_the_same_place_in_the_list(visit, groups):
    page = visit("/work-groups/", viewport=PHONE)
    page.get_by_role("link", name="Summer only").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.get_by_role("link", name="Summer only").click()
    expect(heading(page)).to_have_text("Summer only")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator("main:not([aria-busy]) #count")).to_be_visible()
    assert before > 300
    assert page.evaluate("scrollY") == before


def test_an_article_shows_its_formula_and_its_image(visit, article):
    page = visit("/articles/")
    page.get_by_role("link", name="Corners").click()
    expect(heading(page)).to_have_text("Corners")
    above, below = (page.locator(f"math mfrac > :nth-child({n})").bounding_box() for n in (1, 2))
    assert above["y"] + above["height"] <= below["y"] + 1
    image = page.get_by_role("img", name="Three rows of four")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0
    assert int(image.get_attribute("width")) > 0
    assert int(image.get_attribute("height")) > 0


def test_a_link_in_a_text_opens_in_the_front_end_without_a_new_page(visit, article):
    page = visit("/articles/corners/")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="the group").click()
    expect(heading(page)).to_have_text("Continuity")
    assert page.evaluate("window.same")
    page.go_back()
    expect(heading(page)).to_have_text("Corners")


def test_a_redirect_leads_on(visit, hub, groups):
    Redirect.objects.create(old_path="/old", site=hub.site, redirect_page=groups["Continuity"])
    page = visit("/old/")
    expect(heading(page)).to_have_text("Continuity")
    assert page.url.endswith(f"/{groups['Continuity'].slug}/")


def test_the_keyboard_alone_gets_from_home_to_a_group(visit, groups):
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(8):  # Nursery, Reception, Year 1, ... Year 6
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Year 6", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(count(page)).to_have_text("3 Work Groups for Year 6")
    expect(heading(page)).to_be_focused()
    page.get_by_role("checkbox", name="Places left now").focus()
    page.keyboard.press("Space")
    expect(count(page)).to_have_text("2 Work Groups for Year 6, with places")
    page.get_by_role("link", name="Continuity").press("Enter")
    expect(heading(page)).to_have_text("Continuity")


def test_the_menu_and_the_title_are_the_hubs(visit, hub, groups):
    page = visit("/")
    assert page.title() == "Alder Hub"
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Work groups").click()
    expect(heading(page)).to_have_text("Work groups")
    current = page.locator("nav.wide [aria-current=page]")
    expect(current).to_have_text("Work groups")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_the_hubs(visit, hub, groups, scheme):
    hub.colour_1, hub.colour_2 = "#6D2F68", "#9DB65B"
    hub.save()
    page = visit("/", color_scheme=scheme)
    for token, selector, name in (
        ("paper", "body", "backgroundColor"),
        ("deep", "footer", "backgroundColor"),
    ):
        shown = page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}")
        value = hub.palette[scheme][token].lstrip("#")
        assert shown == "rgb({}, {}, {})".format(*(int(value[n : n + 2], 16) for n in (0, 2, 4)))


@pytest.fixture
def every_block(hub, article):
    """A page with a block of each type, below a heading of its own."""
    body = [
        item for name in BLOCKS for item in (("heading", {"text": name, "size": "h2"}), (name, sample(name)))
    ]
    page = HubContentPage(title="Every block", slug="every-block", body=stream(*body))
    hub.site.root_page.add_child(instance=page)
    return page


def test_each_type_of_block_has_a_view_and_no_image_breaks_its_place(visit, every_block):
    page = visit("/every-block/")
    assert page.locator(".block").count() > 40
    assert page.locator("[data-block=unknown]").count() == 0
    expect(page.locator(".is-worked_example math").first).to_be_visible()
    expect(page.locator("svg.mh-figure").first).to_be_visible()


def test_a_type_of_block_that_it_does_not_know_is_read_as_text(visit, article):
    page = visit("/")

    def newer(route: Route) -> None:
        answer = route.fetch()
        data = answer.json()
        data["body"] = [
            {"type": "hologram", "id": "1", "value": {"title": "A cube", "text": "<p>Turn <b>it</b>.</p>"}}
        ]
        route.fulfill(response=answer, json=data)

    page.route(f"**/articles/{article.pk}", newer)
    page.goto("/articles/corners/")
    expect(page.locator("[data-block=unknown]")).to_have_text("A cubeTurn it.")


PATHS = (
    "/",
    "/work-groups/?year=6&term=spring",
    "/work-groups/continuity/",
    "/articles/",
    "/articles/corners/",
    "/every-block/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_pages_keep_the_rules_of_accessibility_and_their_width(visit, every_block, scheme, viewport):
    faults = {}
    for path in PATHS:
        # The checker is a script of its own, which the page's policy rightly refuses.
        page = visit(path, color_scheme=scheme, viewport=viewport, bypass_csp=True)
        if found := [*violations(page), *([f"{too_wide(page)} px too wide"] if too_wide(page) else [])]:
            faults[path] = found
    assert faults == {}


def test_on_a_phone_menu_and_filters_open_and_places_come_before_dates(visit, hub, groups):
    page = visit("/work-groups/", viewport=PHONE)
    expect(page.get_by_label("Year you teach")).to_be_hidden()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Year you teach").select_option("12")
    expect(page.locator("summary", has_text="Filter · 1 chosen")).to_be_visible()
    page.get_by_role("link", name="Sixth form").click()
    places, dates = (
        page.get_by_role("heading", name=name).bounding_box() for name in ("6 of 12", "When and where")
    )
    assert places["y"] < dates["y"]
