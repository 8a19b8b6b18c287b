"""The feed of all hubs: what is in it, how it is narrowed down, what it costs and how it is kept."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from tests.api.conftest import everything_is_committed, fill
from tests.api.test_privacy import CANARY, hide
from tests.factories import make_group, make_hub, on
from tests.finding.network import ICS, JSON, events, feed, get, titles, two_hubs
from wagtail_mathshub import clock
from wagtail_mathshub.finding.network_shapes import NetworkShape
from wagtail_mathshub.taxonomy.models import LocalAuthority
from wagtail_mathshub.taxonomy.seeds import local_authorities

__all__ = ["everything_is_committed", "two_hubs"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
SCHEMA = Path(__file__).parents[2] / "docs" / "network.schema.json"


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


# --- What is in it. ---


def test_all_hubs_groups_are_in_one_feed_with_what_can_be_compared(client, two_hubs):
    hub_a, _hub_b = two_hubs
    data = json.loads(get(client, hub_a).content)
    assert (data["version"], data["count"]) == (1, 2)
    assert [hub["key"] for hub in data["hubs"]] == ["alder", "birch"]
    assert data["hubs"][1]["area"] == "All of Birchshire"
    assert {row["label"] for row in data["hubs"][1]["local_authorities"]} == {"Birchshire", "Border"}
    group = next(row for row in data["work_groups"] if row["hub"] == "birch")
    wanted = {
        "code": "NCP26-17",
        "project": "Years 5-8 Continuity",
        "title": "Continuity Birch",
        "phases": ["primary", "secondary"],
        "academic_year": "2026-27",
        "delivery": {"key": "upcoming", "label": "Upcoming"},
        "recruitment": {"key": "open", "label": "Open"},
        "places": {"capacity": 12, "unit": "schools", "remaining": 6},
        "closes_at": "2027-06-01T17:00:00+01:00",
        "apply_url": "https://example.org/form",
        "url": "http://birch.example.org/work-groups/continuity-birch/",
    }
    assert {name: group[name] for name in wanted} == wanted
    first, second, third, fourth = group["sessions"]
    assert (first["starts_at"], first["ends_at"]) == (
        "2027-02-04T13:00:00+00:00",
        "2027-02-04T16:00:00+00:00",
    )
    assert second["starts_at"] == "2027-06-10T10:00:00+01:00"
    assert first["venue"] == {"name": "Birch School", "postcode": "AB1 2CD"}
    assert (third["status"], third["start"], fourth["starts_at"]) == ("cancelled", None, None)
    assert group["area"] == {
        "limited": False,
        "local_authorities": [
            {"key": "birchshire", "label": "Birchshire"},
            {"key": "border", "label": "Border"},
        ],
        "neighbours_welcome": False,
    }


def test_it_is_the_same_at_every_host(client, two_hubs):
    Site.objects.exclude(pk__in=[hub.site_id for hub in two_hubs]).update(hostname="portal.example.org")
    answers = [get(client, hub).content for hub in two_hubs]
    answers.append(client.get(JSON, headers={"host": "portal.example.org"}).content)
    assert answers[0] == answers[1] == answers[2]


def test_links_lead_to_each_hubs_own_front_end_and_forms_to_its_own_site(client, two_hubs):
    hub_a, hub_b = two_hubs
    hub_b.front_end_url = "https://www.birch.example.org/"
    hub_b.save()
    group = make_group(hub_b, title="Form", apply_via="own_form", sessions=[on(date(2027, 3, 4))])
    found = next(row for row in feed(client, hub_a)["work_groups"] if row["id"] == group.pk)
    assert found["url"].startswith("https://www.birch.example.org/")
    assert found["apply_url"] == f"http://birch.example.org/hub/work-groups/{group.pk}/sign-up/"


def test_labels_are_in_the_words_of_each_hub(client, two_hubs):
    hub_a, hub_b = two_hubs
    hub_b.labels = {"open": "Come along"}
    hub_b.save()
    found = {row["hub"]: row["recruitment"]["label"] for row in feed(client, hub_a)["work_groups"]}
    assert found == {"alder": "Open", "birch": "Come along"}


def test_the_written_schema_is_that_of_the_feed():
    assert json.loads(SCHEMA.read_text()) == NetworkShape.model_json_schema(mode="serialization"), (
        "Run scripts/network_schema.py"
    )


def test_what_is_over_is_there_only_where_its_year_is_asked_for(client, two_hubs):
    hub_a, _hub_b = two_hubs
    make_group(hub_a, title="Last year", academic_year="2025-26", sessions=[on(date(2026, 2, 4))])
    assert "Last year" not in titles(client, hub_a)
    assert titles(client, hub_a, academic_year="2025-26") == ["Last year"]
    assert len(titles(client, hub_a, academic_year="current")) == 2


# --- Filters. ---


def test_it_is_narrowed_by_hub_code_phase_and_state(client, two_hubs):
    hub_a, hub_b = two_hubs
    make_group(hub_b, title="Sixth form", year_from=12, year_to=13, sessions=[on(date(2027, 5, 4))])
    assert titles(client, hub_a, hub="birch") == ["Continuity Birch", "Sixth form"]
    assert [hub["key"] for hub in feed(client, hub_a, hub="birch")["hubs"]] == ["birch"]
    assert titles(client, hub_a, code="ncp26-17") == ["Continuity Alder", "Continuity Birch"]
    assert titles(client, hub_a, phase="post_16") == ["Sixth form"]
    assert titles(client, hub_a, recruitment="closed") == ["Sixth form"]
    assert titles(client, hub_a, hub="alder,birch", year="6", mode="blended") == [
        "Continuity Alder",
        "Continuity Birch",
    ]


def test_a_local_authority_gets_the_groups_of_every_hub_that_takes_its_schools(client, two_hubs):
    hub_a, _hub_b = two_hubs
    assert titles(client, hub_a, local_authority="border") == ["Continuity Alder", "Continuity Birch"]
    assert titles(client, hub_a, local_authority="birchshire") == ["Continuity Birch"]
    only = make_group(hub_a, title="Only there", sessions=[on(date(2027, 3, 4))])
    only.local_authorities = local_authorities(["Alderland"])
    only.save()
    assert "Only there" not in titles(client, hub_a, local_authority="border")
    make_group(hub_a, title="Welcome", neighbours_welcome=True, sessions=[on(date(2027, 3, 4))])
    assert "Welcome" in titles(client, hub_a, local_authority="birchshire")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"phases": "primary"}, "phases is not known here. Known are: academic_year, code"),
        ({"hub": "nowhere"}, "hub: nowhere is not known here. Known are: alder, birch"),
        ({"local_authority": "atlantis"}, "Known are: alderland, birchshire, border"),
        ({"academic_year": "2026"}, "write it like 2026-27"),
        ({"phase": "nursery"}, "Known are: early_years, primary"),
        ({"year": "99"}, "Write a year as n, r or 1 to 13."),
        ({"code": "a\0b"}, "null character"),
    ],
)
@pytest.mark.parametrize("address", [JSON, ICS])
def test_a_filter_that_is_not_known_is_refused_with_what_is(client, two_hubs, address, query, said):
    answer = get(client, two_hubs[0], address, **query)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


# --- The calendar. ---


def test_the_calendar_has_an_entry_for_each_session_under_the_name_of_the_hubs_own(client, two_hubs):
    hub_a, hub_b = two_hubs
    found = events(client, hub_a)
    assert len(found) == 6
    own = get(client, hub_b, "/hub/work-groups.ics").content
    names = {str(event["UID"]): str(event["SUMMARY"]) for event in found}
    uids = {str(event["UID"]) for event in icalendar.Calendar.from_ical(own).walk("VEVENT")}
    assert len(uids) == 3
    assert uids < set(names)
    assert {names[uid] for uid in uids} == {
        "Birch: Continuity Birch: Day 1",
        "Birch: Continuity Birch: Day 2",
        "Birch: Cancelled: Continuity Birch: Day 3",
    }


def test_the_calendar_leaves_the_years_before_out(client, two_hubs):
    hub_a, _hub_b = two_hubs
    make_group(
        hub_a, title="Long", academic_year="2026-27", sessions=[on(date(2026, 6, 4)), on(date(2026, 10, 1))]
    )
    days = {
        event["DTSTART"].dt.date() if hasattr(event["DTSTART"].dt, "date") else event["DTSTART"].dt
        for event in events(client, hub_a)
    }
    assert date(2026, 10, 1) in days
    assert min(days) == date(2026, 10, 1)


def test_the_calendar_can_be_saved_as_a_file(client, two_hubs):
    assert get(client, two_hubs[0], ICS, download="1")["Content-Disposition"].startswith("attachment")
    assert get(client, two_hubs[0], ICS)["Content-Disposition"].startswith("inline")


# --- What it costs, and how it is kept. ---


@pytest.mark.parametrize("address", [JSON, ICS])
def test_it_costs_the_same_for_ten_groups_as_for_two_hundred(client, two_hubs, address, settings):
    settings.WAGTAIL_MATHSHUB = {"API_CACHE_SECONDS": 0}

    def cost():
        get(client, two_hubs[0], address)
        with CaptureQueriesContext(connection) as captured:
            assert get(client, two_hubs[0], address).status_code == 200
        return len(captured)

    def add(number):
        for n in range(number):
            make_group(two_hubs[n % 2], title=f"Row {n} of {number}", sessions=[on(date(2027, 3, 4))])

    add(8)
    few = cost()
    add(190)
    assert cost() == few <= 10


@pytest.mark.parametrize("address", [JSON, ICS])
def test_a_kept_answer_costs_one_query_and_tells_who_asks_again(
    client, two_hubs, address, everything_is_committed
):
    first = get(client, two_hubs[0], address)
    with CaptureQueriesContext(connection) as captured:
        again = get(client, two_hubs[0], address)
    assert (again.content, len(captured)) == (first.content, 1)
    headers = {"host": two_hubs[0].site.hostname, "if-none-match": first["ETag"]}
    answer = client.get(address, headers=headers)
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_page_that_goes_is_gone_for_who_asks_again_with_the_tag(client, two_hubs):
    hub_a, _hub_b = two_hubs
    pages = fill(hub_a, CANARY)
    first = get(client, hub_a)
    assert CANARY in first.content.decode()
    hide({"group": pages["work-groups"]}, "unpublished")
    again = client.get(JSON, headers={"host": hub_a.site.hostname, "if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert CANARY not in again.content.decode()


def test_a_kept_answer_ends_when_sign_up_closes(client, two_hubs, everything_is_committed):
    closes = datetime(2026, 12, 4, 12, tzinfo=clock.LONDON)
    make_group(
        two_hubs[1],
        title="Closing",
        apply_via="link",
        apply_url="https://example.org/",
        closes_at=closes,
        sessions=[on(date(2027, 3, 4))],
    )
    assert "Closing" in titles(client, two_hubs[0], recruitment="open")
    with clock.frozen_at(datetime(2026, 12, 4, 12, 1, tzinfo=clock.LONDON)):
        assert "Closing" not in titles(client, two_hubs[0], recruitment="open")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_read(client, two_hubs, method):
    for address in (JSON, ICS):
        assert getattr(client, method)(address, headers={"host": "alder.example.org"}).status_code == 405


def test_a_home_page_leads_to_it(client, two_hubs):
    home = client.get("/", headers={"host": "alder.example.org"}).content.decode()
    assert f'href="{JSON}"' in home


# --- At the edges. ---


def test_a_page_of_a_site_that_is_no_hub_is_in_neither(client, two_hubs):
    hub_a, hub_b = two_hubs
    hub_b.key = None
    hub_b.save()
    assert titles(client, hub_a) == ["Continuity Alder"]
    assert len(events(client, hub_a)) == 3


def test_a_draft_with_nothing_but_a_title_that_was_published_breaks_nothing(client, two_hubs):
    make_group(two_hubs[0], title="Bare", academic_year="")
    assert "Bare" in titles(client, two_hubs[0])
    assert len(events(client, two_hubs[0])) == 6


def test_an_installation_without_hubs_has_an_empty_feed(client, db):
    cache.clear()
    data = json.loads(client.get(JSON).content)
    assert (data["hubs"], data["work_groups"]) == ([], [])
    assert client.get(ICS).status_code == 200


def test_forty_hubs_cost_no_more_queries_than_two(client, two_hubs, settings):
    settings.WAGTAIL_MATHSHUB = {"API_CACHE_SECONDS": 0}
    hub_a = two_hubs[0]

    def cost():
        with CaptureQueriesContext(connection) as captured:
            get(client, hub_a)
        return len(captured)

    cost()
    few = cost()
    for number in range(20):
        make_group(make_hub(f"hub{number}"), sessions=[on(date(2027, 3, 4))])
    assert LocalAuthority.objects.count() == 3
    assert cost() == few
