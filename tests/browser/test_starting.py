"""Sessions without typing, and Work Groups from a project, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import factories
from tests.browser.conftest import WINDOW
from tests.browser.logging_in import log_in
from tests.browser.looking import violations
from wagtail_mathshub.desk.roles import make_publishers
from wagtail_mathshub.pages.models import WorkGroupPage

pytestmark = pytest.mark.browser

SIX = """Workshop 1 - Wed 13th January 2027 - 1300-1630 - Market Hall
Workshop 2: 09/02/2027, 1-3pm, Marlpit High School (ZZ99 3BK)
Weds 10th March 2027 10am - 2pm, Online
Friday 1st June 2027, 1-4pm, Online
Day 5- 19th May 2027 - Market Hall (9.30am-3.30pm)
Wed 23rd June 2027, 2pm - 5pm
"""
MOST_ACTIONS = 12


class Editor:
    """Somebody at the keyboard and mouse, who counts what they do."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def click(self, what: Locator) -> None:
        self.actions += 1
        what.click()

    def fill(self, name: str, text: str) -> None:
        self.actions += 1
        self.page.fill(f"[name={name}]", text)

    def choose(self, name: str, label: str) -> None:
        self.actions += 1
        self.page.select_option(f"[name={name}]", label=label)


@pytest.fixture
def desk(browser, live_server, hub) -> Iterator[Page]:
    """A window in which a publisher of the hub is logged in."""
    user = factories.UserFactory(username="publisher")
    user.groups.add(make_publishers(hub))
    window = browser.new_context(base_url=live_server.url, viewport=WINDOW).new_page()
    window.set_default_timeout(60_000)
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    log_in(window, "publisher")
    yield window
    window.context.close()
    assert faults == []


@pytest.fixture
def hall(hub):
    return factories.OrganisationFactory(site=hub.site, name="Market Hall")


@pytest.fixture
def project(hub):
    return factories.ProjectFactory(
        site=None,
        title="Years 5-8 Continuity",
        code="NCP26-17",
        academic_year="2026-27",
        who_can_take_part="<p>Everybody.</p>",
    )


def open_dates(page: Page, group: WorkGroupPage) -> None:
    page.goto(f"/admin/pages/{group.pk}/edit/")
    page.get_by_role("tab", name="What and when").click()


def test_a_group_with_six_sessions_is_published_in_few_actions(desk, hub, hall, project):
    factories.PersonFactory(site=hub.site, name="Priya Wynn")
    editor = Editor(desk)
    editor.click(desk.get_by_role("button", name="Maths Hub"))
    editor.click(desk.get_by_role("link", name="New Work Groups"))
    editor.choose("project", "Years 5-8 Continuity (NCP26-17)")
    editor.fill("group-0-group_name", "Eastholme group")
    editor.click(desk.get_by_label("Priya Wynn"))
    editor.fill("group-0-capacity", "12")
    editor.fill("group-0-closes_at", "2026-12-18 12:00")
    editor.fill("group-0-sessions", SIX)
    # It is warned before anything is made.
    expect(desk.locator(".mh-pasted")).to_contain_text("1 June 2027 is a Tuesday, not a Friday.")
    editor.click(desk.get_by_label("Publish at once"))
    editor.click(desk.get_by_role("button", name="Make the Work Groups"))
    expect(desk.locator(".messages .success")).to_contain_text("1 Work Group was published.")
    assert editor.actions <= MOST_ACTIONS
    group = WorkGroupPage.objects.get()
    assert (group.live, group.sessions.count(), group.leads.count()) == (True, 6, 1)
    assert group.sessions.first().organisation == hall
    desk.goto(group.get_url_parts()[2])
    expect(desk.locator("h1")).to_have_text("Years 5-8 Continuity: Eastholme group")
    expect(desk.locator("main")).to_contain_text("Everybody.")


def test_dates_pasted_into_an_open_page_become_rows_with_warnings_and_are_saved(desk, hub, hall):
    lead = factories.PersonFactory(site=hub.site, name="Priya Wynn")
    elsewhere = [factories.on(date(2027, 3, 10), "11:00", "12:00")]
    factories.make_group(hub, title="Other", slug="other", sessions=elsewhere, leads=[lead])
    mine = [factories.on(date(2027, 6, 23), "14:00", "17:00", label="Mine")]
    group = factories.make_group(hub, title="Continuity", sessions=mine, leads=[lead])
    open_dates(desk, group)
    desk.fill("[name=pasted_sessions]", f"{SIX}Bring cake")
    desk.get_by_role("button", name="Add sessions").click()
    said = desk.locator("[data-mathshub-paste-said]")
    expect(said).to_contain_text("5 sessions were added.")
    expect(said).to_be_focused()
    expect(said).to_contain_text("“Bring cake”: There is no date in this line.")
    expect(said).to_contain_text("There already, and not added twice")
    expect(desk.locator("[name=pasted_sessions]")).to_have_value("Bring cake")
    for number, words in {
        2: "“Marlpit High School, ZZ99 3BK” is not among your places",
        3: "Priya Wynn also leads “Other” on 10 March",
        4: "1 June 2027 is a Tuesday, not a Friday.",
    }.items():
        expect(desk.locator(f"#inline_child_sessions-{number} [data-mathshub-paste-odd]")).to_contain_text(
            words
        )
    expect(desk.locator("#inline_child_sessions-1 [data-mathshub-paste-odd]")).to_have_count(0)
    expect(desk.locator("#id_sessions-1-organisation-chooser")).to_contain_text("Market Hall")
    expect(desk.locator("[name=sessions-1-mode]")).to_have_value("face_to_face")
    # The rest of the screen is Wagtail's own, and so is the toggle of the box.
    own = [fault for fault in violations(desk) if "mh-" in fault or "pasted" in fault]
    assert [fault for fault in own if "w-panel__toggle" not in fault] == []
    desk.fill("[name=pasted_sessions]", "")
    desk.evaluate("document.querySelector('[name=action-publish]').click()")
    expect(desk.locator(".messages .success")).to_contain_text("published")
    rows = list(WorkGroupPage.objects.get(pk=group.pk).sessions.all())
    assert [row.label for row in rows] == ["Mine", "Workshop 1", "Workshop 2", "", "", "Day 5"]
    assert (rows[1].organisation, rows[2].venue_text) == (hall, "Marlpit High School, ZZ99 3BK")
    open_dates(desk, group)
    expect(desk.locator("[name=sessions-5-label]")).to_have_value("Day 5")


def test_saving_by_itself_keeps_the_rows_once_and_leaves_the_box_alone(desk, hub, hall):
    group = factories.make_group(hub, title="Continuity", live=False)
    open_dates(desk, group)
    # Wagtail looks for changes from its second second on.
    desk.wait_for_function("performance.now() > 4000")
    with desk.expect_response(
        lambda answer: answer.url.endswith("/edit/") and answer.request.method == "POST"
    ):
        desk.fill("[name=pasted_sessions]", "Workshop 1 - Wed 13 Jan 2027, 1-4pm, Online")
        desk.get_by_role("button", name="Add sessions").click()
    expect(desk.locator("[name=sessions-0-id]")).not_to_have_value("")
    desk.fill("[name=pasted_sessions]", "Workshop 2 - Wed 10 Feb 20")
    with desk.expect_response(
        lambda answer: answer.url.endswith("/edit/") and answer.request.method == "POST"
    ) as second:
        desk.fill("[name=sessions-0-label]", "Workshop A")
    assert second.value.json()["success"]
    expect(desk.locator("[name=pasted_sessions]")).to_have_value("Workshop 2 - Wed 10 Feb 20")
    draft = WorkGroupPage.objects.get(pk=group.pk).get_latest_revision_as_object()
    assert [row.label for row in draft.sessions.all()] == ["Workshop A"]


def test_what_is_still_in_the_box_is_read_when_a_button_saves(desk, hub):
    group = factories.make_group(hub, title="Continuity")
    open_dates(desk, group)
    desk.fill("[name=pasted_sessions]", "Workshop 1 - Wed 13 Jan 2027, 1-4pm, Online")
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator(".messages")).to_contain_text("1 session was added.")
    draft = WorkGroupPage.objects.get(pk=group.pk).get_latest_revision_as_object()
    assert draft.sessions.count() == 1


def test_pasting_and_starting_work_by_keyboard_alone(desk, hub, project):
    group = factories.make_group(hub, title="Continuity")
    open_dates(desk, group)
    desk.locator("[name=pasted_sessions]").focus()
    desk.keyboard.insert_text("Wed 13 Jan 2027, 1-4pm, Online")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Add sessions")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-mathshub-paste-said]")).to_be_focused()
    expect(desk.locator("[name=sessions-0-start]")).to_have_value("13:00")
    desk.goto(f"/admin/mathshub/work-groups/new/?project={project.pk}")
    desk.locator("[name=group-0-group_name]").focus()
    desk.keyboard.insert_text("North")
    desk.locator("[data-mathshub-more]").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("[name=group-1-group_name]")).to_be_focused()
    desk.keyboard.insert_text("South")
    desk.keyboard.press("Enter")
    # Enter in a box presses the form's first button, which sends nothing off.
    expect(desk.locator("[data-mathshub-cohorts] [data-mathshub-one]")).to_have_count(3)
    desk.get_by_role("button", name="Make the Work Groups").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".messages .success")).to_contain_text("2 drafts were made.")
    assert WorkGroupPage.objects.filter(project=project).count() == 2


def test_a_projects_text_is_copied_to_begin_ones_own(desk, hub, project):
    group = factories.make_group(hub, title="Continuity", project=project)
    desk.goto(f"/admin/pages/{group.pk}/edit/")
    desk.get_by_role("button", name="Write your own").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" Really.")
    # The editor hands over to the form a moment later.
    desk.wait_for_function("document.getElementById('id_who_can_take_part').value.includes('Really.')")
    desk.evaluate("document.querySelector('[name=action-publish]').click()")
    expect(desk.locator(".messages .success")).to_contain_text("published")
    group.refresh_from_db()
    assert "Everybody. Really." in group.who_can_take_part


@pytest.mark.parametrize("width", [400, 1280])
def test_the_screens_have_no_barriers(desk, hub, hall, project, width):
    factories.PersonFactory(site=hub.site, name="Priya Wynn")
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(f"/admin/mathshub/work-groups/new/?project={project.pk}")
    desk.fill("[name=group-0-sessions]", SIX)
    expect(desk.locator(".mh-pasted")).to_be_visible()
    desk.locator("[data-mathshub-more]").click()
    assert violations(desk) == []
