"""The way of the editors' guide to a published article and job advert, as somebody new to Wagtail goes it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from wagtail_mathshub.pages.models import JobAdvertPage

pytestmark = pytest.mark.browser


def add_below(page: Page, listing: str) -> None:
    """“Pages”, the list of that name, and the + beside its heading."""
    page.get_by_role("button", name="Pages").click()
    page.locator(".c-page-explorer").get_by_text(listing, exact=True).click()
    page.get_by_role("link", name="Add child page").first.click()
    page.wait_for_url("**/add/**")


def type_in(page: Page, name: str, text: str) -> None:
    page.locator(f"[name={name}]").click()
    page.keyboard.type(text)


def write_text(page: Page, text: str) -> None:
    """The + of the page's text, the block “Text”, and words."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name="Text", exact=True).first.click()
    box = page.locator(".public-DraftEditor-content").last
    box.click()
    page.keyboard.type(text)
    # The editor hands over to the form a moment later.
    page.wait_for_function(
        "text => [...document.querySelectorAll('input[type=hidden]')].some(one => one.value.includes(text))",
        arg=text,
    )


def press_publish(page: Page) -> None:
    """The arrow beside “Save draft”, and “Publish”."""
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def view_live(page: Page) -> None:
    expect(page.locator(".messages .success")).to_contain_text("published")
    page.goto(page.get_by_role("link", name="View live").get_attribute("href") or "")


def test_the_guides_way_leads_to_a_published_article(page: Page, hub):
    add_below(page, "Articles")
    type_in(page, "title", "What ten counters taught us")
    type_in(page, "summary", "A Year 2 class spent a week with ten counters each.")
    page.get_by_role("button", name="Add author").click()
    type_in(page, "authors-0-name", "Ivy Marlow")
    write_text(page, "We began with three counters.")
    press_publish(page)
    view_live(page)
    expect(page.locator("h1")).to_have_text("What ten counters taught us")
    for words in ("A Year 2 class spent", "Ivy Marlow", "We began with three counters."):
        expect(page.locator("main")).to_contain_text(words)


def test_the_guides_way_leads_to_a_published_job_advert(page: Page, hub):
    add_below(page, "Jobs")
    type_in(page, "title", "Assistant Maths Hub Lead")
    page.get_by_label("Kind").select_option(label="Secondment")
    type_in(page, "summary", "One day a week with the hub.")
    page.get_by_label("Paid to").select_option(label="The school, for releasing the person")
    type_in(page, "pay_min", "6000")
    write_text(page, "You visit schools of the county.")
    # Words that nobody can read are said to be so, and neither changed nor published.
    type_in(page, "closes_at", "4 December noon")
    press_publish(page)
    page.get_by_role("button", name="Go to the first error").or_(
        page.get_by_role("link", name="Go to the first error")
    ).click()
    expect(page.get_by_text("This is not a day and a time.")).to_be_visible()
    expect(page.locator("[name=closes_at]")).to_have_value("4 December noon")
    assert not JobAdvertPage.objects.filter(live=True).exists()
    page.fill("[name=closes_at]", "")
    # The calendar opens when one comes into the box.
    page.locator("[name=title]").focus()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    page.locator("[name=closes_at]").focus()
    calendar = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_be_visible()
    calendar.locator(".xdsoft_next").first.click()
    calendar.locator("td.xdsoft_date:not(.xdsoft_other_month)", has_text=re.compile("^18$")).click()
    # Its list of times scrolls by a way of its own, which the mouse of a test does not know.
    calendar.locator(".xdsoft_time", has_text="12:00").dispatch_event("click")
    press_publish(page)
    view_live(page)
    expect(page.locator("h1")).to_have_text("Assistant Maths Hub Lead")
    expect(page.locator("main")).to_contain_text(re.compile("Closes.*18", re.S))
    expect(page.locator("main")).to_contain_text("You visit schools of the county.")
    page.goto(JobAdvertPage.objects.get().get_parent().get_url_parts()[2])
    expect(page.locator("main")).to_contain_text("Assistant Maths Hub Lead")
