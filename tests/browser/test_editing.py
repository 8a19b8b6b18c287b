"""An editor's work in a real browser."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.factories import ProjectFactory, index_of, make_group, on
from wagtail_mathshub.pages.models import HubContentPage, HubHomePage, WorkGroupIndexPage, WorkGroupPage

pytestmark = pytest.mark.browser


def publish(page: Page) -> None:
    page.locator("[data-dropdown-toggle], button.w-dropdown__toggle").last.wait_for()
    page.evaluate("document.querySelector('[name=action-publish]').scrollIntoView()")
    page.evaluate("document.querySelector('[name=action-publish]').click()")
    page.wait_for_load_state("load")
    expect(page.locator(".messages .success")).to_contain_text("published")


def page_types(hub):
    home = hub.site.root_page.specific
    content = home.add_child(instance=HubContentPage(title="About us", slug="about"))
    group = make_group(hub, sessions=[on(date(2027, 1, 20))])
    return [home, content, index_of(hub), group]


def test_each_page_type_is_edited_previewed_and_published(page: Page, hub):
    for thing in page_types(hub):
        page.goto(f"/admin/pages/{thing.pk}/edit/")
        page.fill("[name=title]", f"{thing.title} changed")
        publish(page)
        thing.refresh_from_db()
        assert (thing.title.endswith("changed"), thing.live) == (True, True)
        page.goto(f"/admin/pages/{thing.pk}/edit/preview/?mode=")
        page.goto(f"/admin/pages/{thing.pk}/view_draft/")
        expect(page.locator("h1")).to_contain_text("changed")


def test_each_page_type_is_copied(page: Page, hub):
    for thing in page_types(hub)[1:]:
        page.goto(f"/admin/pages/{thing.pk}/copy/")
        page.fill("[name=new_slug]", f"{thing.slug}-copy")
        page.locator("form[method=POST] [type=submit]").last.click()
        page.wait_for_load_state("load")
        assert type(thing).objects.filter(slug=f"{thing.slug}-copy").exists()


def test_a_work_group_is_made_from_nothing(page: Page, hub):
    ProjectFactory(site=None, title="Years 5-8 Continuity", who_can_take_part="<p>Everybody.</p>")
    page.goto(f"/admin/pages/add/mathshub_pages/workgrouppage/{index_of(hub).pk}/")
    page.fill("[name=title]", "Fractions for all")
    page.select_option("[name=year_from]", "5")
    page.select_option("[name=year_to]", "8")
    page.get_by_role("tab", name="What and when").click()
    page.fill("[name=academic_year]", "2026-27")
    page.get_by_role("button", name="Add session", exact=True).click()
    page.fill("[name=sessions-0-label]", "Day 1")
    page.fill("[name=sessions-0-date]", "2027-01-20")
    page.fill("[name=sessions-0-start]", "13:00")
    page.fill("[name=sessions-0-end]", "16:00")
    page.get_by_role("tab", name="Signing up").click()
    page.select_option("[name=apply_via]", "email")
    page.fill("[name=apply_email]", "hub@alder.example.org")
    page.keyboard.press("Escape")
    publish(page)
    group = WorkGroupPage.objects.get()
    assert (group.live, group.first_starts_at.hour, group.year_to) == (True, 13, 8)
    page.goto(group.get_url_parts()[2])
    expect(page.locator("h1")).to_have_text("Fractions for all")
    expect(page.locator("main")).to_contain_text("1pm to 4pm")


def test_what_was_typed_is_there_after_a_mistake(page: Page, hub):
    page.goto(f"/admin/pages/add/mathshub_pages/workgrouppage/{index_of(hub).pk}/")
    page.fill("[name=title]", "Fractions for all")
    page.fill("[name=summary]", "Typed with care")
    page.fill("[name=code]", "no code")
    page.evaluate("document.querySelector('[name=action-publish]').click()")
    page.wait_for_load_state("load")
    expect(page.locator("[name=summary]")).to_have_value("Typed with care")
    expect(page.locator("body")).to_contain_text("This is not a project code")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(page: Page, hub, width):
    long_word = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
    things = page_types(hub)
    make_group(hub, title=long_word, slug="long", sessions=[on(date(2027, 1, 20), note=long_word)])
    page.set_viewport_size({"width": width, "height": 800})
    for thing in [*things, WorkGroupPage.objects.get(slug="long")]:
        page.goto(thing.get_url_parts()[2])
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, thing


def test_a_hubs_colours_reach_its_pages(page: Page, hub):
    hub.colour_1 = "#6D2F68"
    hub.save()
    page.goto(hub.site.root_page.get_url_parts()[2])
    brand = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand')")
    assert brand.strip() == "#6F316A"
    assert {HubHomePage, WorkGroupIndexPage}
