"""The list of Work Groups as a teacher uses it: filters with counts, pills, a sentence, cohorts by project."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup

from tests.factories import ProjectFactory, make_group, on
from tests.visitors import read
from wagtail_mathshub import clock
from wagtail_mathshub.api.listing import counted_together, facet_counts
from wagtail_mathshub.hubs.models import HubTerm
from wagtail_mathshub.taxonomy.models import Audience
from wagtail_mathshub.workgroups.filters import LISTING, WorkGroupParameters
from wagtail_mathshub.workgroups.index_page import options_of
from wagtail_mathshub.workgroups.queries import public_groups

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]

OPEN = {"apply_via": "email", "capacity": 12, "capacity_unit": "schools"}


@pytest.fixture
def offer(hub_a):
    """Groups that differ in year, term, mode, places and role."""
    for term, first, last in (
        ("spring", (2027, 1, 4), (2027, 3, 26)),
        ("summer", (2027, 4, 12), (2027, 7, 23)),
    ):
        days = {"first_day": date(*first), "last_day": date(*last)}
        HubTerm.objects.create(settings=hub_a, academic_year="2026-27", term=term, **days)
    assistant = Audience.objects.create(key="teaching_assistant", label="Teaching assistants")
    online, hall = on(date(2027, 2, 4), mode="online"), on(date(2027, 5, 6), mode="face_to_face")
    first = make_group(
        hub_a, title="Fractions", year_from=5, year_to=6, stated_confirmed=6, sessions=[online], **OPEN
    )
    first.audiences = [assistant]
    first.save()
    make_group(hub_a, title="Algebra", year_from=7, year_to=9, stated_confirmed=12, sessions=[hall], **OPEN)
    make_group(hub_a, title="Everybody", stated_confirmed=11, sessions=[online, hall], **OPEN)
    return hub_a


def shown(client, hub, **query):
    return BeautifulSoup(read(client, hub, "/work-groups/", **query), "lxml")


def titles(page):
    return [link.get_text() for link in page.select(".mh-results .mh-card__title a")]


def count_of(page, name, value):
    return int(page.select_one(f'[data-mh-count="{name}-{value}"]').get_text())


def test_filters_narrow_the_list_and_the_sentence_says_by_what(client, offer):
    page = shown(client, offer, year="6", recruitment="open,nearly_full", term="spring", mode="online")
    assert titles(page) == ["Fractions"]
    sentence = page.select_one("[data-mh-summary]").get_text().replace("\u00a0", " ")
    assert sentence == "1 Work Group for Year 6, meeting in spring 2027, online, with places left"


def test_an_option_counts_what_it_would_leave(client, offer):
    page = shown(client, offer, year="6")
    assert titles(page) == ["Everybody", "Fractions"]
    assert count_of(page, "term", "spring") == 2
    assert count_of(page, "term", "summer") == 1
    assert count_of(page, "recruitment", "open,nearly_full") == 2
    assert count_of(page, "recruitment", "waiting_list") == 0
    assert count_of(page, "audience", "teaching_assistant") == 1
    # The year's own options as if no year were chosen.
    options = {option["value"]: option.get_text() for option in page.select("select option")}
    assert options["6"] == "Year 6 (2)"
    assert options["8"] == "Year 8 (2)"


def test_an_option_without_groups_stays_and_is_quiet(client, offer):
    page = shown(client, offer, year="6")
    label = page.select_one('[data-mh-count="recruitment-waiting_list"]').find_parent("label")
    assert "mh-choice--none" in label["class"]


def test_a_pill_takes_away_its_own_filter_alone(client, offer):
    page = shown(client, offer, year="6", mode="online")
    pills = {pill.contents[0].strip(): pill["href"] for pill in page.select(".mh-results .mh-pill")}
    assert pills == {"Year 6": "?mode=online", "Online": "?year=6"}


def test_nothing_found_offers_to_take_filters_away(client, offer):
    page = shown(client, offer, year="12", mode="online", term="summer", recruitment="waiting_list")
    assert titles(page) == []
    assert "No Work Groups for Year 12" in page.select_one("[data-mh-summary]").get_text()
    assert len(page.select(".mh-callout .mh-pill")) == 4


def test_what_nobody_could_mean_is_passed_over(client, offer):
    page = shown(
        client, offer, year="Year 99", mode="by-carrier-pigeon", utm_source="mail", limit="-3", term="\0"
    )
    assert len(titles(page)) == 3


def test_filters_of_the_api_hold_here_and_stay_in_the_form(client, offer):
    page = shown(client, offer, academic_year="2026-27", q="Frac")
    assert titles(page) == ["Fractions"]
    hidden = {field["name"]: field["value"] for field in page.select("form input[type=hidden]")}
    assert hidden == {"academic_year": "2026-27", "q": "Frac"}


def test_the_calendar_of_the_list_has_its_filters(client, offer):
    page = shown(client, offer, year="6")
    link = page.find("a", string="Keep these dates in your calendar")
    assert link["href"] == "webcal://alder.example.org/hub/work-groups.ics?year=6"
    saved = page.find("a", string="download them")["href"]
    assert saved == "/hub/work-groups.ics?year=6&download=1"
    assert b"BEGIN:VEVENT" in client.get(saved, headers={"host": offer.site.hostname}).content


def test_cohorts_of_one_project_and_year_stand_together(client, hub_a):
    project = ProjectFactory(title="Continuity", code="NCP26-17")
    common = {"project": project, "year_from": 5, "year_to": 8}
    make_group(hub_a, title="Continuity", group_name="North group", sessions=[on(date(2027, 2, 4))], **common)
    make_group(hub_a, title="Alone", sessions=[on(date(2027, 2, 5))])
    make_group(hub_a, title="Continuity", group_name="South group", sessions=[on(date(2027, 2, 6))], **common)
    make_group(hub_a, title="Next", academic_year="2027-28", **common)
    page = shown(client, hub_a)
    assert [heading.get_text() for heading in page.select(".mh-project > h3")] == ["Continuity"]
    assert [link.get_text() for link in page.select(".mh-project h4 a")] == ["North group", "South group"]
    assert titles(page) == ["North group", "South group", "Alone", "Next"]


def test_the_card_says_who_when_where_places_and_cost(client, hub_a):
    make_group(
        hub_a,
        year_from=5,
        year_to=6,
        non_attendance_charge=75,
        stated_confirmed=6,
        sessions=[on(date(2027, 2, 4), venue_text="Fen Edge School", mode="face_to_face")],
        **OPEN,
    )
    words = shown(client, hub_a).select_one(".mh-card").get_text(" ", strip=True)
    for part in (
        "Years 5 and 6",
        "Open",
        "6 of 12 school places left",
        "Thu 4 February, 1pm",
        "Fen Edge School",
    ):
        assert part in words
    assert "Free, £75 if you miss a session" in words


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"year": ["6"]},
        {"mode": ["online"], "term": ["summer"]},
        {"recruitment": ["waiting_list"], "phase": ["primary"]},
    ],
)
def test_counting_together_agrees_with_counting_each_alone(offer, chosen):
    make_group(offer, title="Over", academic_year="2024-25", sessions=[on(date(2025, 2, 4))], **OPEN)
    rows = public_groups(hub=offer)
    options = options_of(rows.model)
    parameters = WorkGroupParameters(**chosen, facets=[*options])
    total, counts = counted_together(LISTING, rows, parameters, options)
    alone = facet_counts(LISTING, rows, parameters)
    for name, numbers in alone.items():
        assert {key: counts[name].get(key, 0) for key in numbers} == numbers, name
    found = LISTING.filters
    for name, values in chosen.items():
        wanted = [6] if name == "year" else values
        rows = found[name](rows, wanted)
    assert total == LISTING.unasked.narrow(rows).count()


def test_a_group_that_opens_says_when(client, hub_a):
    opens = datetime(2026, 12, 1, 9, tzinfo=clock.LONDON)
    make_group(hub_a, opens_at=opens, sessions=[on(date(2027, 2, 4))], **OPEN)
    assert "Sign-up opens 1 December at 9am." in shown(client, hub_a).select_one(".mh-card").get_text()
