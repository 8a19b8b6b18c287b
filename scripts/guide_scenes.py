"""What is played in the admin of the demo for each picture of the editors' guide, and as whom."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from wagtail_mathshub.taxonomy import academic_years

Scene = Callable[[Page], None]
EDITOR, PUBLISHER = "fenmarsh-editor", "fenmarsh-publisher"
DATES = (
    "Session 1: Weds 13 January 2027 10am - 2pm, Online\n"
    "Session 2: Thursday 4 February 2027 1pm-4pm, Fen Edge Primary School\n"
    "Session 3: Friday 15 March 2027 1pm-4pm, Online\n"
)


def home(page: Page) -> None:
    """What an editor sees first."""
    page.goto("/admin/")


def new_groups(page: Page) -> None:
    """Dates pasted into the form for new Work Groups."""
    page.goto("/admin/mathshub/work-groups/new/")
    page.locator("[name=project]").select_option(index=1)
    page.fill("[name=group-0-group_name]", "Eastholme group")
    page.fill("[name=group-0-capacity]", "24")
    page.fill("[name=group-0-sessions]", DATES)
    page.locator("[name=group-0-sessions]").blur()
    page.get_by_text("Friday").last.wait_for()
    page.wait_for_timeout(1500)
    page.locator("[name=group-0-group_name]").scroll_into_view_if_needed()
    page.mouse.wheel(0, 520)


def work_groups(page: Page) -> None:
    """The list of Work Groups, nearly full and full ones alone."""
    page.goto("/admin/mathshub/lists/work-groups/")


def new_article(page: Page) -> None:
    """The form of a new article, with a title."""
    add_below(page, "hubarticlepage", "Articles")
    page.fill("#id_title", "What ten counters taught us")
    page.fill("#id_summary", "A Year 2 class spent a week with ten counters each.")


def new_job(page: Page) -> None:
    """The form of a new advert, with a title."""
    add_below(page, "jobadvertpage", "Open roles")
    page.fill("#id_title", "Assistant Maths Hub Lead (secondary)")


def checklist(page: Page) -> None:
    """The list before publishing, of an article that was saved without a summary."""
    add_below(page, "hubarticlepage", "Articles")
    page.locator("#id_title").press_sequentially("What ten counters taught us", delay=30)
    page.keyboard.press("Tab")
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/**", wait_until="commit")
    page.goto(page.url)
    page.get_by_role("heading", name="Before you publish").scroll_into_view_if_needed()
    page.mouse.wheel(0, 200)


def rolling_over(page: Page) -> None:
    """What would become of this year's Work Groups."""
    year = academic_years.current()
    page.goto(f"/admin/mathshub/roll-over/?from={year}&to={academic_years.next_key(year)}")
    page.get_by_role("button", name="See what would be made").click()
    page.get_by_role("heading", name="drafts").first.wait_for()


def add_below(page: Page, kind: str, title: str) -> None:
    """Open the form for a new page below the hub's list with this title."""
    page.goto(f"/admin/pages/search/?q={title.replace(' ', '+')}")
    edit = page.get_by_role("link", name=title, exact=True).first.get_attribute("href") or ""
    key = next(part for part in edit.split("/") if part.isdigit())
    page.goto(f"/admin/pages/add/mathshub_pages/{kind}/{key}/")


# The name of the picture: who is logged in, and what they do.
SCENES: dict[str, tuple[str, Scene]] = {
    "home": (EDITOR, home),
    "starting": (PUBLISHER, new_groups),
    "work-groups": (EDITOR, work_groups),
    "article-new": (EDITOR, new_article),
    "job-new": (EDITOR, new_job),
    "checklist": (EDITOR, checklist),
    "rolling-over": (PUBLISHER, rolling_over),
}
