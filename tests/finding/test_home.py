"""The home page: chosen pages, or what is open, next and newest."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_article, make_event, make_group, make_job, on
from wagtail_mathshub import clock
from wagtail_mathshub.finding.agenda import coming_up
from wagtail_mathshub.finding.home import sections
from wagtail_mathshub.pages.models import HubHomeChoice, HubHomePage

pytestmark = pytest.mark.django_db


def home(hub):
    return HubHomePage.objects.get(pk=hub.site.root_page_id)


def titles(rows):
    return [row.title for row in rows]


def choose(hub, section, page):
    top = home(hub)
    top.choices.add(HubHomeChoice(section=section, chosen=page))
    top.save()


def test_what_is_open_next_and_newest_comes_by_itself(hub_a, reference_time):
    make_group(hub_a, title="Open", apply_via="email", sessions=[on(date(2027, 2, 4))])
    make_group(hub_a, title="Closed", sessions=[on(date(2027, 2, 5))])
    opens = datetime(2026, 12, 1, 9, tzinfo=clock.LONDON)
    make_group(hub_a, title="Soon", apply_via="email", opens_at=opens, sessions=[on(date(2027, 2, 6))])
    for month in range(1, 6):
        make_article(hub_a, title=f"Article {month}", date=date(2026, month, 1))
    make_job(hub_a, title="Role")
    found = sections(home(hub_a), hub_a)
    assert titles(found["work_groups"]) == ["Open"]
    assert titles(found["opening"]) == ["Soon"]
    assert titles(found["articles"]) == ["Article 5", "Article 4", "Article 3"]
    assert titles(found["jobs"]) == ["Role"]
    assert set(found["indexes"]) == {"work_groups", "events", "articles", "resources", "jobs"}


def test_a_chosen_page_takes_the_place_of_what_is_found(hub_a, reference_time):
    old = make_article(hub_a, title="Old", date=date(2020, 1, 1))
    make_article(hub_a, title="New", date=date(2026, 1, 1))
    choose(hub_a, "articles", old)
    assert titles(sections(home(hub_a), hub_a)["articles"]) == ["Old"]
    old.unpublish()
    assert titles(sections(home(hub_a), hub_a)["articles"]) == ["New"]


def test_a_chosen_role_that_has_closed_gives_way(hub_a, reference_time):
    closed = make_job(hub_a, title="Closed", closes_at=datetime(2026, 11, 1, 12, tzinfo=clock.LONDON))
    make_job(hub_a, title="Open")
    choose(hub_a, "jobs", closed)
    assert titles(sections(home(hub_a), hub_a)["jobs"]) == ["Open"]


def test_the_next_dates_mix_sessions_and_events_that_stand(hub_a, hub_b, reference_time):
    make_group(
        hub_a,
        title="Group",
        sessions=[
            on(date(2026, 10, 1), label="past"),
            on(date(2026, 12, 8), label="Day 2"),
            on(date(2026, 12, 1), status="cancelled"),
        ],
    )
    make_group(hub_a, title="Postponed", override_state="postponed", sessions=[on(date(2026, 12, 2))])
    make_event(hub_a, title="Event", **on(date(2026, 12, 3)))
    make_event(hub_a, title="Off", status="postponed", **on(date(2026, 12, 4)))
    make_event(hub_a, title="Undated")
    make_event(hub_b, title="Elsewhere", **on(date(2026, 12, 4)))
    found = [(row.page.title, row.label) for row in coming_up(hub=hub_a)]
    assert found == [("Event", ""), ("Group", "Day 2")]


def test_a_page_that_its_section_cannot_show_is_refused(hub_a):
    article, top = make_article(hub_a), home(hub_a)
    HubHomeChoice(page=top, section="articles", chosen=article).clean()
    for section, page in (("events", article), ("articles", top)):
        with pytest.raises(ValidationError) as caught:
            HubHomeChoice(page=top, section=section, chosen=page).clean()
        assert "chosen" in caught.value.error_dict
