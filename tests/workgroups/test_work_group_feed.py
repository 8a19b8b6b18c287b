"""The feed of Work Groups: those that a school can join now, the newly opened first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.blocks.bodies import make_image
from tests.factories import OrganisationFactory, PersonFactory, ProjectFactory, make_group, on
from tests.feeds.feeding import addresses_in
from wagtail_mathshub import clock
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.publishing.reading import one_reading
from wagtail_mathshub.taxonomy.models import Audience
from wagtail_mathshub.workgroups.feed import work_group_feed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
NEXT = [on(date(2027, 2, 4))]


def built(hub):
    return work_group_feed(hub, "http://alder.example.org/hub/work-groups.atom")


def titles(hub):
    return [entry.title for entry in built(hub).entries]


def make(hub, title="Open", **fields):
    usual = {"title": title, "apply_via": "email", "sessions": [dict(row) for row in NEXT]}
    return make_group(hub, **(usual | fields))


def days_ago(number):
    return clock.now() - timedelta(days=number)


def test_only_groups_that_a_school_can_join_are_in_it(hub_a):
    make(hub_a, "Open")
    make(hub_a, "Nearly full", capacity=12, stated_confirmed=11)
    make(hub_a, "Full", capacity=12, stated_confirmed=12, has_waiting_list=False)
    make(hub_a, "Waiting list", capacity=12, stated_confirmed=12)
    make(hub_a, "Opening soon", opens_at=days_ago(-8))
    make(hub_a, "Closed", closes_at=days_ago(1))
    make(hub_a, "By invitation", apply_via="invitation")
    make(hub_a, "No sign-up", apply_via="none")
    make(hub_a, "Cancelled", override_state="cancelled")
    make(hub_a, "Finished", sessions=[on(date(2026, 10, 1))])
    make(hub_a, "Last year's", academic_year="2025-26", sessions=[])
    assert sorted(titles(hub_a)) == ["Nearly full", "Open"]


def test_the_newly_opened_come_first(hub_a):
    make(hub_a, "Opened last week", opens_at=days_ago(7), first_published_at=days_ago(90))
    make(hub_a, "Published yesterday", first_published_at=days_ago(1))
    make(hub_a, "Published long ago", first_published_at=days_ago(60))
    make(hub_a, "Opened today", opens_at=days_ago(0), first_published_at=days_ago(80))
    make(hub_a, "Published after it opened", opens_at=days_ago(70), first_published_at=days_ago(2))
    make(hub_a, "Opened, published nobody knows when", opens_at=days_ago(9))
    make(hub_a, "Nobody knows when")
    assert titles(hub_a) == [
        "Opened today",
        "Published yesterday",
        "Published after it opened",
        "Opened last week",
        "Opened, published nobody knows when",
        "Published long ago",
        "Nobody knows when",
    ]


def test_a_group_appears_when_it_opens_and_is_new_then(hub_a):
    opens = datetime(2026, 12, 1, 9, tzinfo=clock.LONDON)
    make(hub_a, opens_at=opens, first_published_at=days_ago(30), last_published_at=days_ago(20))
    assert titles(hub_a) == []
    with clock.frozen_at(opens):
        entry = built(hub_a).entries[0]
    assert entry.published == entry.updated == opens


def test_an_entry_says_who_when_where_places_and_cost(hub_a):
    ect = Audience.objects.create(key="ect", label="Early career teachers")
    school = OrganisationFactory(site=hub_a.site, name="Sallow School")
    project = ProjectFactory(
        site=hub_a.site, title="Mastery", what_you_will_learn=r"<p>That \(\frac{1}{2}\) is a half</p>"
    )
    sessions = [
        on(date(2027, 2, 4), label="Day 1", organisation=school, joining_link="https://secret.example/1"),
        on(date(2027, 3, 4), None, None, mode="online", status="cancelled"),
        {"mode": "face_to_face"},
    ]
    group = make(
        hub_a,
        project=project,
        sessions=sessions,
        year_from=5,
        year_to=8,
        summary="In short",
        capacity=12,
        stated_confirmed=6,
        non_attendance_charge=75,
        strand="sktm",
        leads=[PersonFactory(site=hub_a.site, name="Ada Hart", public_email="ada@alder.example")],
        closes_at=datetime(2027, 1, 15, 12, tzinfo=clock.LONDON),
        body=[("text", "<p>More words</p>")],
    )
    group.audiences = [ect]
    group.save()
    entry = built(hub_a).entries[0]
    assert entry.authors == ["Ada Hart"]
    assert entry.categories[0] == "Early career teachers"
    for part in (
        "In short",
        "<dd>Years 5 to 8</dd>",
        "<dd>Early career teachers</dd>",
        "<dd>6 of 12 places left</dd>",
        "<dd>15 January 2027 at noon</dd>",
        "<dd>Free, £75 if you miss a session</dd>",
        "<li>Day 1: Thursday 4 February 2027, 1pm to 4pm, Sallow School</li>",
        "<li>Thursday 4 March 2027, online (cancelled)</li>",
        "<li>Date to be confirmed, face to face</li>",
        "What will you learn?",
        "<mfrac>",
        "More words",
    ):
        assert part in entry.content_html
    for hidden in ("secret.example", "ada@alder.example"):
        assert hidden not in repr(entry)


def test_a_session_without_dates_says_so(hub_a):
    make(hub_a, sessions=[])
    assert "Dates to be confirmed." in built(hub_a).entries[0].content_html


def test_links_of_its_project_are_absolute(hub_a):
    text = '<p><a href="/about/">About</a></p>'
    make(hub_a, project=ProjectFactory(site=hub_a.site, expectations=text))
    shown = built(hub_a).entries[0].content_html
    assert addresses_in(shown) == ["http://alder.example.org/about/"]


def test_two_buildings_say_the_same(hub_a):
    make(hub_a, opens_at=days_ago(7))
    first = built(hub_a)
    with clock.frozen_at(clock.now() + timedelta(days=2)):
        assert built(hub_a) == first


def test_a_feed_costs_the_same_at_any_length(hub_a):
    image, audience = make_image(), Audience.objects.create(key="ect", label="ECT")

    def more(first, last):
        for number in range(first, last):
            person = PersonFactory(site=hub_a.site, school=OrganisationFactory(site=hub_a.site))
            project = ProjectFactory(site=hub_a.site, what_is_involved="<p>Much</p>")
            venue = OrganisationFactory(site=hub_a.site)
            sessions = [on(date(2027, 2, 4), organisation=venue), on(date(2027, 3, 4), organisation=venue)]
            group = make(
                hub_a, f"G{number}", leads=[person], project=project, sessions=sessions, lead_image=image
            )
            group.audiences = [audience]
            group.save()
        with one_reading():
            built(hub_a)
        with one_reading(), CaptureQueriesContext(connection) as captured:
            assert len(built(hub_a).entries) == last
        return len(captured)

    few = more(0, 3)
    assert more(3, 15) == few <= 15
    assert WorkGroupPage.objects.count() == 15
