"""The page of a Work Group: sessions, places, cost, what to do next, and what comes when it is over."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import (
    PersonFactory,
    ProjectFactory,
    index_of,
    make_article,
    make_document,
    make_group,
    make_job,
    on,
)
from tests.visitors import read
from wagtail_mathshub.workgroups.drawing import places_array, timeline, timeline_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


def page_of(client, hub, group):
    return BeautifulSoup(read(client, hub, group), "lxml")


def test_sessions_say_when_where_and_what_has_changed(client, hub_a):
    sessions = [
        on(date(2026, 11, 12), label="Day 1", venue_text="Fen Edge School"),
        on(date(2027, 2, 4), label="Day 2", mode="online", joining_link="https://example.org/canary"),
        on(date(2027, 4, 29), label="Twilight", status="cancelled", note="Folded into Day 3"),
        on(date(2027, 6, 10), None, None, label="Day 3", previous_date=date(2027, 6, 3)),
    ]
    html = read(client, hub_a, make_group(hub_a, sessions=sessions))
    page = BeautifulSoup(html, "lxml")
    rows = [
        " ".join(row.get_text(" ", strip=True).split())
        for row in page.select(".mh-sessions__rows [role=row]")
    ]
    assert rows[0] == "Thu 12 Nov 2026 1pm to 4pm Day 1 Fen Edge School (done)"
    assert rows[1].startswith("Thu 4 Feb 2027 1pm to 4pm Day 2 · next Online Add to calendar")
    assert rows[2] == "Thu 29 Apr 2027 1pm to 4pm Twilight Cancelled Folded into Day 3"
    assert "Time to be confirmed Day 3 Moved from Thu 3 June Venue to be confirmed" in rows[3]
    assert "canary" not in html
    assert page.select_one("svg.mh-timeline")["aria-label"] == (
        "3 sessions, 1 done, session 2 is next, 1 cancelled or postponed"
    )


def test_places_cost_and_sign_up_come_first(client, hub_a):
    group = make_group(
        hub_a,
        apply_via="link",
        apply_url="https://example.org/form",
        capacity=12,
        capacity_unit="schools",
        stated_confirmed=6,
        per_school_min=1,
        per_school_max=3,
        non_attendance_charge=75,
        cover_note="Bring your own cover",
        sessions=[on(date(2027, 2, 4))],
    )
    page = page_of(client, hub_a, group)
    panel = page.select_one(".mh-panel").get_text(" ", strip=True)
    assert "6 of 12 school places left" in panel
    assert "1 to 3 people from each school." in panel
    assert [link["href"] for link in page.select("a.mh-button")] == ["https://example.org/form"] * 2
    cost = page.select_one("#cost").find_parent("section").get_text(" ", strip=True)
    assert "Free for state-funded schools" in cost
    assert "we charge your school £75" in cost
    assert "Bring your own cover" in cost
    assert len(page.select("svg.mh-array .mh-first circle")) == 6
    assert len(page.select("svg.mh-array .mh-free circle")) == 6


def test_a_finished_group_leads_to_next_years(client, hub_a):
    following = make_group(hub_a, title="Fractions again", academic_year="2026-27")
    over = make_group(
        hub_a,
        title="Fractions",
        slug="fractions-2025-26",
        academic_year="2025-26",
        apply_via="email",
        successor=following,
        sessions=[on(date(2026, 2, 4))],
    )
    page = page_of(client, hub_a, over)
    callout = page.select_one(".mh-callout--over")
    assert callout.h2.get_text() == "This group has finished"
    assert callout.a["href"] == following.get_url_parts()[2]
    assert page.select("a.mh-button") == []
    following.unpublish()
    assert "Fractions again" not in read(client, hub_a, over)


def test_what_goes_with_a_group_is_by_its_leads_and_for_its_years(client, hub_a, hub_b):
    lead = PersonFactory(site=hub_a.site, name="Priya Wynn")
    group = make_group(hub_a, year_from=5, year_to=6, leads=[lead], sessions=[on(date(2027, 2, 4))])
    make_article(hub_a, title="By the lead", authors=[lead])
    make_article(hub_a, title="For sixth forms", year_from=12, year_to=13)
    make_article(hub_b, title="Elsewhere", year_from=5, year_to=6)
    make_job(hub_a, title="A primary role", phase="primary")
    make_job(hub_a, title="A college role", phase="post_16")
    page = page_of(client, hub_a, group)
    listed = [link.get_text() for link in page.select("#goes-with ~ ul a")]
    assert listed == ["By the lead", "A primary role"]


def test_other_groups_of_the_project_are_named(client, hub_a):
    project = ProjectFactory()
    here = make_group(hub_a, title="Continuity", group_name="North", project=project)
    make_group(hub_a, title="Continuity", slug="south", group_name="South", project=project)
    page = page_of(client, hub_a, here)
    assert [link.get_text() for link in page.select("#cohorts ~ ul a")] == ["Continuity, South"]


def test_a_flyer_in_a_private_collection_is_not_linked(client, hub_a):
    flyer = make_document(title="Flyer")
    group = make_group(hub_a, flyer=flyer)
    assert flyer.url in read(client, hub_a, group)
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    flyer.collection = private
    flyer.save()
    assert flyer.url not in read(client, hub_a, group)


def test_a_group_with_too_many_sessions_or_places_is_not_drawn(hub_a):
    many = make_group(
        hub_a, capacity=41, stated_confirmed=3, sessions=[on(date(2027, 2, n)) for n in range(1, 14)]
    )
    assert timeline(many) == ""
    assert places_array(many) == ""
    assert timeline_words(many).startswith("13 sessions")


def test_a_private_page_of_the_hub_still_asks_who_reads(client, hub_a):
    from wagtail.models import PageViewRestriction

    group = make_group(hub_a)
    PageViewRestriction.objects.create(page=index_of(hub_a), restriction_type="login")
    answer = client.get(group.get_url_parts()[2], headers={"host": hub_a.site.hostname})
    assert answer.status_code == 302
