"""The demo's two hubs on a phone, as teachers use them: with and without JavaScript, and by keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import icalendar
import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import told
from tests.browser.serving import serve
from wagtail_mathshub.pages.models import ResourceCollectionPage, WorkGroupPage

__all__ = ["serve"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PHONE = {"width": 390, "height": 844}
ASSISTANTS = "Specialist Knowledge for Teaching Mathematics - Primary Teaching Assistants"
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    what: one.outerHTML.slice(0, 140), body: one === document.body,
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.fixture(scope="module")
def demo(serve) -> Iterator[dict[str, str]]:
    """The addresses of both hubs."""

    def load(port: int) -> None:
        call_command("load_demo", as_written=True, port=port, verbosity=0)

    with serve(load) as (address, _nothing):
        port = urlsplit(address).port
        yield {"fenmarsh": f"http://127.0.0.1:{port}", "northmoor": f"http://localhost:{port}"}


@pytest.fixture(params=["with scripts", "without scripts"])
def phone(request, browser: Browser, demo) -> Iterator[Page]:
    """A teacher's phone, with Fenmarsh in it."""
    context = browser.new_context(
        base_url=demo["fenmarsh"],
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        java_script_enabled=request.param == "with scripts",
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def keyboard(browser: Browser, demo) -> Iterator[Page]:
    """A narrow window, and nothing but keys."""
    context = browser.new_context(base_url=demo["fenmarsh"], viewport=PHONE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


# --- Finding a Work Group. ---


def test_two_taps_from_the_first_page_to_the_places_and_all_dates(phone):
    phone.goto("/")
    phone.get_by_role("link", name="Year 6", exact=True).tap()
    expect(phone.get_by_role("status")).to_contain_text("for Year\u00a06")
    card = phone.locator(".mh-card", has_text=ASSISTANTS)
    expect(card).to_contain_text("18 of 30 places left")
    expect(card).to_contain_text("4 times, online")
    card.get_by_role("link", name=ASSISTANTS).tap()
    expect(phone.locator("h1")).to_have_text(ASSISTANTS)
    expect(phone.get_by_text("18 of 30 places left").first).to_be_in_viewport()
    group = WorkGroupPage.objects.get(title=ASSISTANTS)
    when = phone.get_by_role("region", name="When and where").inner_text()
    for session in group.sessions.all():
        assert re.search(
            rf"\b{session.date.day}\s{session.date:%B}|\b{session.date.day}\s{session.date:%b}", when
        )


def test_filters_leave_what_fits_and_say_how_many(phone):
    phone.goto("/work-groups/?year=6")
    phone.locator(".mh-filters > summary").tap()
    for choice in (
        re.compile("^Spring"),
        re.compile("^Online"),
        re.compile("^Places left|^With places|places", re.I),
    ):
        phone.get_by_role("checkbox", name=choice).first.check()
    show = phone.get_by_role("button", name="Show results")
    if show.is_visible():
        show.tap()
    expect(phone.get_by_role("status")).to_contain_text("1 Work Group for Year\u00a06")
    expect(phone.locator("main .mh-card")).to_have_count(1)
    expect(phone.locator("main .mh-card")).to_contain_text("18 of 30 places left")
    assert "year=6" in phone.url


def test_a_teaching_assistant_reads_who_and_what_it_costs_before_signing_up(phone):
    phone.goto("/")
    phone.get_by_role("link", name=re.compile("teaching assistant", re.I)).first.tap()
    expect(phone.get_by_role("status")).to_contain_text(re.compile("teaching assistant", re.I))
    card = phone.locator(".mh-card", has_text=ASSISTANTS)
    expect(card).to_contain_text(re.compile("Cost|Free"))
    card.get_by_role("link", name=ASSISTANTS).tap()
    for heading in ("Who can take part?", "What it costs"):
        section = phone.locator("main section", has=phone.get_by_role("heading", name=heading, exact=True))
        expect(section).to_be_visible()
        assert len(section.inner_text()) > len(heading) + 20
    headings = phone.locator("main h2").all_inner_texts()
    assert headings.index("Who can take part?") < headings.index("What to do next")
    assert headings.index("What it costs") < headings.index("What to do next")
    last = phone.locator("main section", has=phone.get_by_role("heading", name="What to do next", exact=True))
    expect(last.get_by_role("link").first).to_be_visible()


# --- Calendars. ---


def test_a_group_is_subscribed_to_with_all_its_sessions(phone):
    group = WorkGroupPage.objects.get(title=ASSISTANTS)
    phone.goto(group.get_url_parts()[2])
    address = phone.get_by_role("link", name="Add all dates to your calendar").get_attribute("href")
    assert address.startswith("webcal://127.0.0.1:")
    answer = phone.request.get(address.replace("webcal:", "http:"))
    assert answer.headers["content-type"].startswith("text/calendar")
    entries = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
    found = [(entry["DTSTART"].dt.date(), entry["DTSTART"].dt.time()) for entry in entries]
    assert found == [(session.date, session.start) for session in group.sessions.order_by("date")]
    assert {str(entry["DTSTART"].dt.tzinfo) for entry in entries} == {"Europe/London"}


# --- Lessons. ---


def test_a_year_4_lesson_of_lockdown_is_found_and_taken_home(phone):
    phone.goto("/resources/")
    phone.get_by_role("link", name=re.compile("^Year\\s4")).first.tap()
    phone.get_by_role("link", name="Lockdown lessons for each year group").first.tap()
    lesson = phone.locator(".mh-lesson", has_text="Fractions of a bus journey")
    expect(lesson).to_contain_text(re.compile("Year\\s4"))
    file = lesson.get_by_role("link").first
    expect(file).to_contain_text(re.compile("PDF.*KB|PDF.*bytes|PDF.*MB", re.I | re.S))
    expect(phone.locator("main")).to_contain_text("Creative Commons Attribution 4.0")
    answer = phone.request.get(file.get_attribute("href"))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.body().startswith(b"%PDF-")


def test_all_lessons_come_as_one_archive(phone):
    page = ResourceCollectionPage.objects.get(slug="lockdown-lessons-2020")
    phone.goto(page.get_url_parts()[2])
    link = phone.locator("a[href$='.zip']").first
    expect(link).to_contain_text(re.compile("ZIP"))
    answer = phone.request.get(link.get_attribute("href"))
    assert (answer.status, answer.body()[:2]) == (200, b"PK")


# --- Roles. ---


def postings(page: Page) -> list[str]:
    """The types of the structured data in the page."""
    texts = page.locator("script[type='application/ld+json']").all_text_contents()
    return [one.get("@type") for text in texts for one in _items(json.loads(text))]


def _items(data):
    if isinstance(data, list):
        return [item for part in data for item in _items(part)]
    return [data, *_items(data.get("@graph", []))]


def test_an_open_role_says_when_it_closes_and_tells_search_engines(phone):
    phone.goto("/jobs/")
    phone.get_by_role("link", name="Assistant Maths Hub Lead (Secondary)").first.tap()
    expect(phone.get_by_text(re.compile("Closes|Closing")).first).to_be_visible()
    expect(phone.locator("main")).to_contain_text("your school")
    assert "JobPosting" in postings(phone)
    assert phone.locator("meta[name=robots][content*=noindex]").count() == 0


def test_a_closed_role_stays_to_be_read_and_tells_search_engines_nothing(phone, demo):
    phone.goto(f"{demo['northmoor']}/jobs/")
    name = "Work Group Leads: Post-16 and SEND"
    expect(phone.locator("main")).not_to_contain_text(name)
    answer = phone.goto(f"{demo['northmoor']}/jobs/work-group-leads-eoi/")
    assert answer.status == 200
    expect(phone.locator("h1")).to_have_text(name)
    expect(phone.locator("main .mh-callout").first).to_contain_text(re.compile("closed", re.I))
    assert "JobPosting" not in postings(phone)
    expect(phone.locator("meta[name=robots]")).to_have_attribute("content", re.compile("noindex"))


def test_each_hub_is_its_own(phone, demo):
    for host, name, other in (("fenmarsh", "Fenmarsh", "Northmoor"), ("northmoor", "Northmoor", "Fenmarsh")):
        phone.goto(f"{demo[host]}/")
        expect(phone.locator("header")).to_contain_text(name)
        expect(phone.locator("body")).not_to_contain_text(f"{other} Maths Hub")


# --- By keyboard. ---


def tab_to(page: Page, target) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {target}")


def test_the_first_stop_skips_to_the_content(keyboard):
    keyboard.goto("/work-groups/")
    keyboard.keyboard.press("Tab")
    skip = keyboard.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    keyboard.keyboard.press("Enter")
    keyboard.keyboard.press("Tab")
    assert keyboard.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_keys_open_the_menu_and_follow_it(keyboard):
    keyboard.goto("/")
    menu = keyboard.locator(".mh-menu > summary")
    tab_to(keyboard, menu)
    keyboard.keyboard.press("Enter")
    link = keyboard.locator(".mh-menu").get_by_role("link", name="Calendar")
    tab_to(keyboard, link)
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator("h1")).to_contain_text("alendar")


def test_keys_find_filter_open_and_reach_the_sign_up(keyboard):
    keyboard.goto("/")
    tab_to(keyboard, keyboard.get_by_role("link", name="Year 6", exact=True))
    keyboard.keyboard.press("Enter")
    expect(keyboard.get_by_role("status")).to_contain_text("for Year\u00a06")
    tab_to(keyboard, keyboard.locator(".mh-filters > summary"))
    keyboard.keyboard.press("Space")
    box = keyboard.get_by_role("checkbox", name=re.compile("^Online")).first
    tab_to(keyboard, box)
    keyboard.keyboard.press("Space")
    expect(keyboard).to_have_url(re.compile("mode=online"))
    card = keyboard.get_by_role("link", name=ASSISTANTS)
    tab_to(keyboard, card)
    keyboard.keyboard.press("Enter")
    expect(keyboard.locator("h1")).to_have_text(ASSISTANTS)
    sign_up = keyboard.locator("main a.mh-button").first
    tab_to(keyboard, sign_up)
    expect(sign_up).to_be_in_viewport()


def test_keys_take_a_file_home(keyboard):
    page = ResourceCollectionPage.objects.get(slug="lockdown-lessons-2020")
    keyboard.goto(page.get_url_parts()[2])
    tab_to(keyboard, keyboard.locator(".mh-lesson a.mh-file").first)
    with keyboard.expect_response(re.compile("/documents/")) as taking:
        keyboard.keyboard.press("Enter")
    assert taking.value.status == 200


def test_the_focus_is_seen_at_every_stop(keyboard):
    group = WorkGroupPage.objects.get(title=ASSISTANTS).get_url_parts()[2]
    paths = [
        "/",
        "/work-groups/",
        group,
        "/resources/",
        "/resources/lockdown-lessons-2020/",
        "/articles/",
        "/events/",
    ]
    paths += [
        "/jobs/",
        "/jobs/assistant-hub-lead-secondary/",
        "/hub/calendar/",
        "/hub/search/?q=fractions",
        "/nothing/",
    ]
    unseen = {}
    for path in paths:
        keyboard.goto(path)
        for fold in keyboard.locator("details").all():
            fold.evaluate("one => one.open = true")
        stops = []
        for _ in range(200):
            keyboard.keyboard.press("Tab")
            stop = keyboard.evaluate(FOCUS)
            if stop["body"]:
                break
            stops.append(stop)
        assert len(stops) > 5, path
        if bad := [stop["what"] for stop in stops if stop["outline"] < 2 or not stop["inside"]]:
            unseen[path] = bad
    assert not unseen, told(unseen)
