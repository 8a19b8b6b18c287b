"""In July a publisher copies the demo's whole offer to the next academic year, and takes back what nobody needs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from tests import factories
from tests.browser.logging_in import log_in
from tests.browser.looking import AXE, too_wide
from tests.browser.serving import frozen_everywhere, serve
from wagtail_mathshub import clock
from wagtail_mathshub.desk.roles import make_publishers
from wagtail_mathshub.desk.rolling_over.tables import RolledPage
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages.models import WorkGroupPage

__all__ = ["serve"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# Where somebody wants to look at the screens: a folder for pictures of them.
PICTURES = os.environ.get("MATHSHUB_PICTURES", "")
JULY = datetime(2027, 7, 5, 10, tzinfo=clock.LONDON)
SEPTEMBER = datetime(2027, 9, 6, 10, tzinfo=clock.LONDON)
SEVERE = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter(one => ['serious', 'critical'].includes(one.impact))
  .map(one => one.id + ': ' + one.nodes[0].html.slice(0, 200))"""
LINKS = "[...document.querySelectorAll('main a[href]')].map(link => link.href)"


@pytest.fixture(scope="module")
def demo(serve) -> Iterator[str]:
    """The address of Fenmarsh, where somebody may publish."""

    def load(port: int) -> None:
        call_command("load_demo", as_written=True, port=port, verbosity=0)
        user = factories.UserFactory(username="publisher")
        user.groups.add(make_publishers(HubSettings.objects.get(key="fenmarsh")))

    with serve(load) as (address, _nothing):
        yield f"http://127.0.0.1:{urlsplit(address).port}"


@pytest.fixture
def page(browser: Browser, demo) -> Iterator[Page]:
    """A window in which the publisher is logged in."""
    context = browser.new_context(base_url=demo, viewport={"width": 1280, "height": 900})
    window, faults = context.new_page(), []
    window.on("pageerror", lambda error: faults.append(str(error)))
    log_in(window, "publisher")
    yield window
    context.close()
    assert faults == []


def look(page: Page, name: str) -> list[str]:
    """What is wrong with the screen at two widths; a picture of each where they are wanted."""
    faults = []
    for width in (400, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if extra := too_wide(page):
            faults.append(f"{name} {width}: {extra} px too wide")
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
        page.evaluate(AXE)
        faults += [f"{name} {width}: {found}" for found in page.evaluate(SEVERE)]
    return faults


def dead_links(page: Page, but: str = "") -> list[str]:
    """The links of the page that lead nowhere on this site, apart from those that name `but`."""
    own = "{0.scheme}://{0.netloc}/".format(urlsplit(page.url))
    links = {link.split("#")[0] for link in page.evaluate(LINKS)}
    local = sorted(link for link in links if link.startswith(own) and not (but and but in link))
    return [link for link in local if page.request.get(link).status >= 400]


def test_the_offer_is_rolled_over_published_archived_and_undone(page: Page, demo: str):
    with frozen_everywhere(JULY):
        faults = roll_over(page)
        copy = publish_one(page, demo)
    with frozen_everywhere(SEPTEMBER):
        the_old_one_has_left_the_list(page, demo, copy)
        undo(page, copy)
    assert faults == []


def roll_over(page: Page) -> list[str]:
    """From the menu to the report."""
    page.goto("/admin/")
    page.get_by_role("button", name="Maths Hub").first.click()
    page.get_by_role("link", name="Roll over").first.click()
    expect(page.get_by_label("Copy from")).to_have_value("2026-27")
    expect(page.get_by_label("Copy to")).to_have_value("2027-28")
    faults = look(page, "choose")
    page.get_by_role("button", name="Tick none").click()
    expect(page.get_by_text("0 ticked")).to_be_visible()
    page.get_by_role("button", name="Tick all").click()
    count = page.locator("input[name=group]:checked").count()
    assert count > 5
    page.get_by_role("button", name="See what would be made").click()
    expect(page.get_by_role("heading", name=f"{count} drafts")).to_be_visible()
    faults += look(page, "preview")
    page.get_by_role("button", name=f"Make {count} drafts").click()
    page.wait_for_url("**/roll-over/*/")
    expect(page.get_by_role("heading", name=f"{count} Work Groups")).to_be_visible(timeout=60_000)
    # On a busy machine it takes several steps, which follow one another by themselves.
    expect(page.locator("[data-mathshub-go-on]")).to_have_count(0, timeout=120_000)
    faults += look(page, "report")
    assert dead_links(page) == []
    rows = RolledPage.objects.filter(copy__isnull=False)
    assert rows.count() == count
    for row in rows:
        copy = WorkGroupPage.objects.get(pk=row.copy_id)
        assert not copy.live
        assert (copy.academic_year, copy.code, copy.first_starts_at) == ("2027-28", "", None)
        assert page.request.get(f"/admin/pages/{copy.pk}/edit/").ok
    return faults


def publish_one(page: Page, demo: str) -> WorkGroupPage:
    """One draft gets its day in the editor and is published; nothing on it leads nowhere."""
    row = RolledPage.objects.filter(source__live=True, title__startswith="Years 5-8").order_by("pk")[0]
    page.goto(f"/admin/pages/{row.copy_id}/view_draft/")
    # Nobody can sign up for a draft.
    assert dead_links(page, but=f"/work-groups/{row.copy_id}/") == []
    page.goto(f"/admin/pages/{row.copy_id}/edit/")
    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("published").first).to_be_visible(timeout=30_000)
    copy, source = WorkGroupPage.objects.get(pk=row.copy_id), WorkGroupPage.objects.get(pk=row.source_id)
    assert copy.live
    page.goto(urljoin(demo, copy.get_url_parts()[2]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Years 5-8")
    assert dead_links(page) == []
    page.goto(urljoin(demo, source.get_url_parts()[2]))
    assert any(copy.slug in link for link in page.evaluate(LINKS))
    assert dead_links(page) == []
    return copy


def the_old_one_has_left_the_list(page: Page, demo: str, copy: WorkGroupPage) -> None:
    """In September the list shows the new page only; the old one is still at its address."""
    source = WorkGroupPage.objects.get(successor=copy)
    page.goto(urljoin(demo, copy.get_parent().get_url_parts()[2]))
    links = page.evaluate(LINKS)
    assert any(link.endswith(f"/{copy.slug}/") for link in links)
    assert not any(link.endswith(f"/{source.slug}/") for link in links)
    assert page.request.get(urljoin(demo, source.get_url_parts()[2])).ok


def undo(page: Page, copy: WorkGroupPage) -> None:
    """What was published stays; the other drafts go."""
    row = RolledPage.objects.get(copy=copy.pk)
    page.goto(f"/admin/mathshub/roll-over/{row.roll_over_id}/")
    page.get_by_role("link", name="Undo this roll over").click()
    faults = look(page, "undo")
    page.get_by_role("button", name="Undo this roll over").click()
    expect(page.get_by_text("stays, because somebody has published it")).to_be_visible(timeout=60_000)
    assert faults == look(page, "undone") == []
    assert list(WorkGroupPage.objects.filter(academic_year="2027-28")) == [copy]
    page.goto("/admin/mathshub/roll-over/?from=2026-27&to=2027-28")
    closed = page.locator("input[name=group]:disabled")
    expect(closed).to_have_count(1)
    expect(page.get_by_role("link", name="open the copy")).to_be_visible()
