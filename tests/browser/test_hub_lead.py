"""The hub lead's term: participants and attendance as files, the report, and what is past its time, by hand."""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.conftest import WINDOW
from tests.browser.logging_in import log_in
from tests.browser.looking import COLOURS, EVERYTHING, told, violations
from tests.browser.serving import frozen_everywhere
from tests.conftest import REFERENCE_TIME
from tests.registration.applying import confirmed, open_group
from wagtail_mathshub import clock
from wagtail_mathshub.desk.roles import make_publishers, make_registrars
from wagtail_mathshub.registration.models import Application, Interest, Message
from wagtail_mathshub.scoping.policies import policy_of
from wagtail_mathshub.taxonomy import academic_years
from wagtail_mathshub.taxonomy.models import LocalAuthority

pytestmark = pytest.mark.browser
URN = "900001"


@pytest.fixture(autouse=True)
def _noon():
    with frozen_everywhere(REFERENCE_TIME):
        yield


@pytest.fixture
def offer(hub):
    """Last week one group met, and long ago another; one school of a known authority in both."""
    fen, _made = LocalAuthority.objects.get_or_create(key="fen", defaults={"label": "Fenland"})
    factories.OrganisationFactory(site=hub.site, name="Fen Edge", urn=URN, local_authority=fen)
    today = clock.today()
    sessions = [factories.on(today - timedelta(days=7), label="Day 1"), factories.on(today, label="Day 2")]
    project = factories.ProjectFactory(title="Continuity", code="NCP26-17")
    common = {"capacity": 9, "year_from": 5, "year_to": 6, "project": project, "accepts_late_joiners": True}
    now = open_group(
        hub, title="Fractions", academic_year=academic_years.current(), sessions=sessions, **common
    )
    school = {"school_name": "Fen Edge", "school_urn": URN}
    row = confirmed(now, people=2, **school)
    row.participants.update(trn="7654321")
    long_ago = today - timedelta(days=365 * 9)
    old = open_group(
        hub,
        title="Long ago",
        slug="long-ago",
        academic_year=academic_years.academic_year_of(long_ago),
        accepts_late_joiners=True,
        sessions=[factories.on(today + timedelta(days=1))],
    )
    gone = confirmed(old, contact_name="Old Friend", **school)
    Application.objects.filter(pk=gone.pk).update(created_at=clock.now() - timedelta(days=365 * 9))
    old.sessions.update(date=long_ago)
    type(old).objects.filter(pk=old.pk).update(
        last_ends_at=clock.now() - timedelta(days=365 * 9), first_starts_at=None
    )
    return {"now": now, "old": old, "row": row, "gone": gone}


@pytest.fixture
def page(browser, live_server, hub):
    """A window in which the hub lead is logged in: who keeps the applications, and publishes pages."""
    for model in (Application, Interest, Message):
        # The database was emptied after the last test, and counts its content types anew.
        vars(policy_of(model)).pop("_content_type", None)
    user = factories.UserFactory(username="hub-lead")
    user.groups.add(make_registrars(hub), make_publishers(hub))
    window = browser.new_context(base_url=live_server.url, viewport=WINDOW).new_page()
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    log_in(window, "hub-lead")
    yield window
    window.context.close()
    assert faults == []


def downloaded(page, link):
    """The lines of the file behind a link."""
    with page.expect_download() as waiting:
        link.click()
    with open(waiting.value.path(), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def from_menu(page, group, item):
    page.get_by_role("button", name=group, exact=True).click()
    page.get_by_role("link", name=item, exact=True).click()


@pytest.mark.usefixtures("offer")
def test_a_hub_lead_reports_a_year_exports_it_and_erases_what_is_past_its_time(page, offer):
    year = academic_years.current()
    # The register of last week's session.
    from_menu(page, "Sign-up", "Registers")
    page.get_by_role("link", name="Day 1").click()
    page.get_by_label("yes", exact=True).first.check()
    page.get_by_label("no", exact=True).nth(1).check()
    page.get_by_role("button", name="Save the register").click()
    expect(page.get_by_text("2 people are marked.")).to_be_visible()

    # Attendance per session.
    page.goto("/admin/mathshub_registration/registers/")
    page.get_by_label("Academic year").select_option(year)
    page.get_by_role("button", name="Show").click()
    lines = downloaded(page, page.get_by_role("link", name="Attendance per session as CSV"))
    seen = [(line["Session"], line["Were there"], line["Were not there"]) for line in lines]
    assert seen == [("Day 1", "1", "1"), ("Day 2", "0", "0")]

    # The report, as a table and as a file.
    from_menu(page, "Reports", "Term report")
    row = page.get_by_role("row", name="NCP26-17 Continuity")
    expect(row.get_by_role("cell")).to_have_text(["1", "2", "1", "0", "0"])
    expect(page.get_by_role("row", name="Primary").get_by_role("cell").first).to_have_text("1")
    expect(page.get_by_role("row", name="Fenland").get_by_role("cell").first).to_have_text("1")
    expect(page.get_by_role("img", name="Schools and participants: By phase")).to_be_visible()
    lines = downloaded(page, page.get_by_role("link", name="Download as CSV"))
    assert [line["Participants"] for line in lines] == ["2"] * 4

    # The participants of the year, by school and phase; no reference numbers without the permission.
    lines = downloaded(page, page.get_by_role("link", name="one by one as CSV"))
    assert [(line["URN"], line["Local authority"], line["Phase"]) for line in lines] == [
        (URN, "Fenland", "Primary")
    ] * 2
    assert "7654321" not in str(lines)

    # What is past its time.
    from_menu(page, "Sign-up", "Past its time")
    expect(page.get_by_role("cell", name="Long ago")).to_be_visible()
    page.get_by_role("button", name="Erase what is past its time").click()
    expect(page.get_by_text("Tick the box to say that you are sure.")).to_be_visible()
    page.get_by_label("I am sure. This can't be undone.").check()
    page.get_by_role("button", name="Erase what is past its time").click()
    expect(page.get_by_text("Erased: 1 application")).to_be_visible()
    gone, stays = (Application.objects.get(pk=offer[name].pk) for name in ("gone", "row"))
    assert (gone.contact_name, gone.contact_email, gone.school_name) == ("", "", "Fen Edge")
    assert stays.contact_name


@pytest.mark.usefixtures("offer")
def test_the_dashboard_leads_to_the_editor_of_what_it_names(page, offer):
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Alder Hub")).to_be_visible()
    today = page.get_by_role("listitem").filter(has_text="Today, 1pm to 4pm")
    today.get_by_role("link", name="Fractions").click()
    page.wait_for_url(f"**/admin/pages/{offer['now'].pk}/edit/")


@pytest.mark.usefixtures("offer")
def test_the_hub_leads_screens_pass_axe_light_and_dark_at_both_widths(page):
    faults = {}
    screens = [
        "",
        *(f"mathshub_registration/{name}/" for name in ("term-report", "past-keeping", "registers")),
    ]
    for screen in screens:
        page.goto(f"/admin/{screen}")
        # Colours that are on their way from light to dark are nobody's to read.
        page.add_style_tag(content="* { transition: none !important; }")
        for width in (400, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            for scheme, options in (("light", EVERYTHING), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)
                if found := violations(page, options):
                    faults[f"{screen} {scheme} {width}"] = found
    assert faults == {}, told(faults)


@pytest.mark.usefixtures("offer")
def test_on_paper_the_report_is_its_tables_and_charts_without_the_screens_furniture(page):
    page.goto("/admin/mathshub_registration/term-report/")
    page.emulate_media(media="print")
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.locator(".mh-chart svg").first).to_be_visible()
    for hidden in (page.get_by_role("button", name="Show"), page.get_by_role("link", name="Download as CSV")):
        expect(hidden).to_be_hidden()
    assert not page.locator("#wagtail-sidebar, .sidebar").first.is_visible()
