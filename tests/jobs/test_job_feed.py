"""The feed of roles: those that somebody can apply for now, the newest first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import OrganisationFactory, make_document, make_job
from wagtail_mathshub import clock
from wagtail_mathshub.jobs.feed import job_feed
from wagtail_mathshub.publishing.reading import one_reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
CLOSES = datetime(2026, 12, 4, 12, tzinfo=clock.LONDON)


def built(hub):
    return job_feed(hub, "http://alder.example.org/hub/jobs.atom")


def titles(hub):
    return [entry.title for entry in built(hub).entries]


def test_only_roles_that_somebody_can_answer_are_in_it(hub_a):
    make_job(hub_a, title="Open", closes_at=CLOSES)
    make_job(hub_a, title="Closing soon", closes_at=clock.now() + timedelta(hours=1))
    make_job(hub_a, title="Without a closing date")
    make_job(hub_a, title="Closed", closes_at=clock.now() - timedelta(minutes=1))
    make_job(hub_a, title="Filled", closes_at=CLOSES, filled=True)
    make_job(hub_a, title="Withdrawn", closes_at=CLOSES, withdrawn=True)
    assert sorted(titles(hub_a)) == ["Closing soon", "Open", "Without a closing date"]


def test_a_role_leaves_the_feed_in_the_minute_in_which_it_closes(hub_a):
    make_job(hub_a, title="Lead", closes_at=CLOSES)
    with clock.frozen_at(CLOSES - timedelta(seconds=1)):
        assert titles(hub_a) == ["Lead"]
    with clock.frozen_at(CLOSES + timedelta(minutes=1)):
        assert titles(hub_a) == []


def test_the_newest_come_first(hub_a):
    for title, days in (("Middle", 5), ("New", 1), ("Old", 50)):
        make_job(hub_a, title=title, first_published_at=clock.now() - timedelta(days=days))
    make_job(hub_a, title="Nobody knows when")
    assert titles(hub_a) == ["New", "Middle", "Old", "Nobody knows when"]


def test_an_entry_says_pay_time_who_can_apply_and_when_it_closes(hub_a):
    make_job(
        hub_a,
        title="Lead",
        kind="secondment",
        phase="primary",
        summary="In short",
        time_commitment="1 day a week",
        fte="0.20",
        pay_to="school",
        pay_min=300,
        pay_unit="DAY",
        starts=date(2027, 1, 4),
        host=OrganisationFactory(site=hub_a.site, name="Sallow School"),
        location="Sallow Vale",
        who_can_apply="Teachers of the hub",
        head_endorsement=True,
        closes_at=CLOSES,
        body=[("text", r"<p>You know \(a^2\).</p>")],
    )
    entry = built(hub_a).entries[0]
    assert entry.categories == ["Secondment", "Primary"]
    for part in (
        "In short",
        "Closes on Friday 4 December 2026 at noon",
        "1 day a week (0.20 of full time)",
        "£300 a day, paid to your school",
        "From 4 January 2027",
        "Sallow School",
        "Sallow Vale",
        "Teachers of the hub",
        "Your headteacher has to endorse it",
        "<msup><mi>a</mi><mn>2</mn></msup>",
    ):
        assert part in entry.content_html


def test_two_buildings_say_the_same(hub_a):
    make_job(hub_a, closes_at=CLOSES)
    first = built(hub_a)
    with clock.frozen_at(CLOSES - timedelta(hours=1)):
        assert built(hub_a) == first


def test_a_feed_costs_the_same_at_any_length(hub_a):
    def more(first, last):
        for number in range(first, last):
            host, file = OrganisationFactory(site=hub_a.site), make_document()
            body = [{"type": "text", "value": f'<p><a linktype="document" id="{file.pk}">y</a></p>'}]
            make_job(hub_a, title=f"J{number}", host=host, body=body)
        with one_reading():
            built(hub_a)
        with one_reading(), CaptureQueriesContext(connection) as captured:
            assert len(built(hub_a).entries) == last
        return len(captured)

    few = more(0, 3)
    assert more(3, 15) == few <= 10
