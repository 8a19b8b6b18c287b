"""A third hub joins the demo's two in one installation; and what others read of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from urllib.parse import urlsplit

import icalendar
import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import told, too_wide, violations
from tests.browser.serving import serve
from tests.factories import UserFactory, index_of, make_group, on
from wagtail_mathshub.desk.roles import make_editors, make_registrars
from wagtail_mathshub.finding.network_shapes import NetworkShape
from wagtail_mathshub.hubs.models import HubSettings
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.registration.models import Application
from wagtail_mathshub.workgroups.models import Project

__all__ = ["serve"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FULL = "Years 5-8 Continuity (Eastholme)"
# What the third hub's people write down.
MOSS_VALE = """
key = "moss-vale"
hostname = "moss-vale.localhost"
port = {port}
name = "Moss Vale Maths Hub"
short_name = "Moss Vale"
colours = ["#1F3A93", "#E67E22"]
area = "The dales of Moss Vale"
local_authorities = ["Moss Vale", "Westmere"]
email = "hub@moss-vale.example.org"
phone = "01632 960303"

[privacy]
controller = "Moss Vale College"
basis = "Article 6(1)(e), public task"
notice = "Moss Vale College keeps your name for two years."
version = "2026-11"

[labels]
class_teacher = "Teachers with a class of their own"

[[terms]]
term = "spring"
first_day = 2027-01-04
last_day = 2027-03-19
"""


@pytest.fixture(scope="module")
def hubs(serve, tmp_path_factory) -> Iterator[dict[str, str]]:
    """The demo, the third hub that the command has added to it, and the addresses of all three."""
    file = tmp_path_factory.mktemp("hub") / "moss-vale.toml"

    def load(port: int) -> None:
        call_command("load_demo", as_written=True, port=port, verbosity=0)
        file.write_text(MOSS_VALE.format(port=port))
        out = StringIO()
        call_command("mathshub_setup", "--from", str(file), stdout=out)
        assert "Moss Vale Maths Hub is ready." in out.getvalue()
        _people_and_pages()

    with serve(load) as (address, _nothing):
        hosts = {"fenmarsh": "127.0.0.1", "northmoor": "localhost", "moss-vale": "moss-vale.localhost"}
        yield {key: f"http://{host}:{urlsplit(address).port}" for key, host in hosts.items()}


def _people_and_pages() -> None:
    hub = HubSettings.objects.get(key="moss-vale")
    for name, group in (("editor", make_editors(hub)), ("registrar", make_registrars(hub))):
        UserFactory(username=f"moss-vale-{name}").groups.add(group)
    group = make_group(
        hub,
        title="Continuity in Moss Vale",
        project=Project.objects.get(site=None, code="NCP26-17"),
        apply_via="own_form",
        year_from=5,
        year_to=8,
        capacity=12,
        sessions=[on(date(2027, 3, 2), mode="online")],
    )
    group.audiences = [*WorkGroupPage.objects.get(title=FULL).audiences.all()]
    group.save()


@pytest.fixture
def page(browser: Browser, hubs) -> Iterator[Page]:
    """A visitor's window."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def log_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/admin/login/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", "password")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def read(page: Page, address: str) -> bytes:
    """What the browser gets there: unlike its helper for requests, it finds hosts below localhost."""
    answer = page.goto(address)
    assert answer is not None
    return answer.body()


def colour_of(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()")


# --- Another hub adds itself. ---


def test_at_its_own_address_the_third_hub_is_itself_and_nobody_else(page, hubs):
    page.goto(hubs["fenmarsh"])
    other_colour = colour_of(page)
    page.goto(hubs["moss-vale"])
    expect(page.locator("h1")).to_have_text("Moss Vale Maths Hub")
    expect(page.locator("body")).to_contain_text("The dales of Moss Vale")
    expect(page.locator("body")).to_contain_text("hub@moss-vale.example.org")
    expect(page.locator("body")).not_to_contain_text(re.compile("Fenmarsh|Northmoor"))
    assert colour_of(page)
    assert colour_of(page) != other_colour
    page.goto(hubs["moss-vale"] + "/work-groups/")
    expect(page.locator("main .mh-card")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("Teachers with a class of their own")
    page.goto(hubs["fenmarsh"] + "/work-groups/")
    expect(page.locator("body")).not_to_contain_text(re.compile("Moss Vale|class of their own"))


def test_who_signs_up_reads_the_hubs_own_privacy_notice(page, hubs):
    page.goto(hubs["moss-vale"] + "/work-groups/continuity-in-moss-vale/")
    # The national project's texts are every hub's.
    expect(page.locator("main")).to_contain_text("families of linked schools")
    page.get_by_role("link", name="Sign up your school").first.click()
    assert urlsplit(page.url).hostname == "moss-vale.localhost"
    notice = read(page, page.url).decode()
    expect(page.locator("body")).not_to_contain_text("Department for Education")
    assert "Moss Vale College" in notice


def test_its_editor_finds_the_shared_project_and_nobody_elses(page, hubs):
    log_in(page, hubs["moss-vale"], "moss-vale-editor")
    hub = HubSettings.objects.get(key="moss-vale")
    page.goto(f"{hubs['moss-vale']}/admin/pages/add/mathshub_pages/workgrouppage/{index_of(hub).pk}/")
    page.get_by_role("button", name=re.compile("Choose.*project", re.I)).first.click()
    choices = page.locator(".modal-body, [data-chooser-modal-choice]").first
    expect(choices).to_be_visible()
    expect(page.locator(".modal-body")).to_contain_text("Years 5-8 Continuity")
    expect(page.locator(".modal-body")).not_to_contain_text("Maths in Special Schools")


def test_its_registrar_sees_no_registration_of_another_hub(page, hubs):
    log_in(page, hubs["moss-vale"], "moss-vale-registrar")
    listed = "/admin/mathshub_registration/application/"
    theirs = Application.objects.filter(page__title=FULL).first()
    assert theirs is not None
    answer = page.goto(hubs["moss-vale"] + listed)
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("body")).not_to_contain_text(theirs.school_name)
    expect(page.locator("main")).not_to_contain_text(re.compile("Eastholme|Fenmarsh"))
    for host in ("moss-vale", "fenmarsh"):
        for path in (f"{listed}inspect/{theirs.pk}/", f"{listed}?q={theirs.school_name}"):
            seen = read(page, hubs[host] + path).decode()
            assert theirs.contact_email not in seen
            assert theirs.contact_name not in seen
    # At the other hub's own address somebody of that hub does see it.
    with_rights = page.context.browser.new_page()
    with_rights.goto(f"{hubs['fenmarsh']}/admin/login/")
    with_rights.fill("input[name=username]", "fenmarsh-registrar")
    with_rights.fill("input[name=password]", "counters")
    with_rights.click("button[type=submit]")
    with_rights.wait_for_url("**/admin/")
    seen = with_rights.request.get(f"{hubs['fenmarsh']}{listed}inspect/{theirs.pk}/").text()
    assert theirs.contact_email in seen
    with_rights.context.close()


# --- What the NCETM, neighbours and teachers near a border read. ---


def test_one_feed_says_of_all_hubs_what_can_be_compared(page, hubs):
    answers = [read(page, f"{address}/hub/network.json") for address in hubs.values()]
    assert len(set(answers)) == 1
    feed = NetworkShape.model_validate_json(answers[0], strict=False)
    assert {hub.key for hub in feed.hubs} == {*hubs}
    groups = {group.title: group for group in feed.work_groups}
    assert {group.hub for group in feed.work_groups} == {*hubs}
    full = groups[FULL]
    assert (full.code, full.phases, full.recruitment.key) == (
        "NCP26-17",
        ["primary", "secondary"],
        "waiting_list",
    )
    assert [row.label for row in full.area.local_authorities] == ["Eastholme"]
    assert full.area.limited
    assert full.sessions[0].date == date(2027, 2, 9)
    assert str(full.sessions[2].starts_at.utcoffset()) == "1:00:00"
    assert groups["Developing Core Maths Pedagogy"].url.startswith(hubs["northmoor"])
    assert "Secondary Teaching for Mastery - Development" not in groups
    for person in ("Tom Ellery", "Priya Wynn", "Amina Hartley", "t.ellery@"):
        assert person not in answers[0].decode()


def test_an_unchanged_feed_is_not_sent_again(page, hubs):
    address = f"{hubs['fenmarsh']}/hub/network.json"
    tag = page.request.get(address).headers["etag"]
    assert page.request.get(address, headers={"If-None-Match": tag}).status == 304


def test_a_teacher_near_the_border_gets_the_cohorts_of_both_hubs_by_local_authority(page, hubs):
    answer = page.request.get(
        f"{hubs['fenmarsh']}/hub/network.json?local_authority=sallow-vale&phase=primary"
    )
    found = {group["title"]: group["hub"] for group in answer.json()["work_groups"]}
    assert found["Years 5-8 Continuity"] == "fenmarsh"
    assert found["Multiplicative links"] == "northmoor"
    assert "Continuity in Moss Vale" not in found
    # That one is for schools of Eastholme, but welcomes neighbours.
    assert FULL in found
    assert "Specialist Knowledge for Teaching Mathematics - Primary Early Career Teachers" not in found


def test_its_calendar_names_the_hub_of_each_session(page, hubs):
    answer = page.request.get(f"{hubs['northmoor']}/hub/network.ics?local_authority=sallow-vale")
    events = list(icalendar.Calendar.from_ical(answer.body()).walk("VEVENT"))
    names = {str(event["SUMMARY"]).partition(":")[0] for event in events}
    assert {"Fenmarsh", "Northmoor"} <= names
    own = icalendar.Calendar.from_ical(page.request.get(f"{hubs['northmoor']}/hub/work-groups.ics").body())
    uids = {str(event["UID"]) for event in own.walk("VEVENT")}
    assert uids & {str(event["UID"]) for event in events}


@pytest.mark.parametrize("width", [400, 1280])
def test_a_full_group_leads_to_what_the_neighbours_offer(page, hubs, width):
    group = WorkGroupPage.objects.get(title=FULL)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(hubs["fenmarsh"] + group.get_url_parts()[2])
    section = page.get_by_role("region", name="Nearby hubs also offer")
    # Another hub's group of the same project would come before any that is only like it.
    expect(section.get_by_role("listitem")).to_have_count(1)
    expect(section).to_contain_text("Northmoor Maths Hub")
    expect(section).to_contain_text("Multiplicative links")
    assert told({FULL: violations(page)}) == told({FULL: []})
    assert too_wide(page) <= 0
    link = section.get_by_role("link", name="Multiplicative links")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Multiplicative links")
    assert urlsplit(page.url).hostname == "localhost"
