"""What is played in the admin of the demo for each picture of the editors' guide, and as whom."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

Scene = Callable[[Page], dict[str, object] | None]
EDITOR, PUBLISHER = "fenmarsh-editor", "fenmarsh-publisher"


def home(page: Page) -> None:
    """What an editor sees first."""
    page.goto("/admin/")


def explore(page: Page, *titles: str) -> None:
    """Open a page of the hub in the explorer, by the titles on the way."""
    page.goto("/admin/pages/")
    for title in titles:
        page.get_by_role("link", name=title, exact=True).first.click()


def new_article(page: Page) -> None:
    """The form of a new article, with a title."""
    add_below(page, "hubarticlepage", "Articles")
    page.fill("#id_title", "What ten counters taught us")
    page.fill("#id_summary", "A Year 2 class spent a week with ten counters each.")


def new_job(page: Page) -> None:
    """The form of a new advert, with a title."""
    add_below(page, "jobadvertpage", "Open roles")
    page.fill("#id_title", "Assistant Maths Hub Lead (secondary)")


def add_below(page: Page, kind: str, title: str) -> None:
    """Open the form for a new page below the hub's list with this title."""
    page.goto(f"/admin/pages/search/?q={title.replace(' ', '+')}")
    page.get_by_role("link", name=title, exact=True).first.click()
    key = page.url.rstrip("/").split("/")[-2 if page.url.rstrip("/").endswith("edit") else -1]
    page.goto(f"/admin/pages/add/mathshub_pages/{kind}/{key}/")


# The name of the picture: who is logged in, and what they do.
SCENES: dict[str, tuple[str, Scene]] = {
    "home": (EDITOR, home),
    "article-new": (EDITOR, new_article),
    "job-new": (EDITOR, new_job),
}
