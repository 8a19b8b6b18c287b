"""Filters as a teacher thinks, and counts that agree with the list they describe."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.api.conftest import fill
from tests.factories import make_article, make_event, make_group, make_job, on
from wagtail_mathshub import clock
from wagtail_mathshub.hubs.models import HubTerm
from wagtail_mathshub.taxonomy.models import Audience, LocalAuthority

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]


@pytest.fixture
def groups(hub_a):
    """Five Work Groups, each different in what the filters ask."""
    ect, area = (
        Audience.objects.create(key="ect", label="ECTs"),
        LocalAuthority.objects.create(key="elm", label="Elm"),
    )
    HubTerm.objects.create(
        settings=hub_a,
        academic_year="2026-27",
        term="spring",
        first_day=date(2027, 1, 2),
        last_day=date(2027, 3, 25),
    )
    spring, summer = [on(date(2027, 2, 4), mode="online")], [on(date(2027, 6, 8), mode="face_to_face")]
    rows = {
        "early": make_group(
            hub_a, title="Early", year_from=-1, year_to=0, sessions=spring, apply_via="email"
        ),
        "primary": make_group(
            hub_a, title="Primary", year_from=1, year_to=6, sessions=summer, apply_via="email", strand="sktm"
        ),
        "link": make_group(hub_a, title="Link", year_from=5, year_to=8, sessions=spring, code="NCP26-17"),
        "full": make_group(
            hub_a,
            title="Full",
            year_from=12,
            year_to=13,
            sessions=summer,
            apply_via="email",
            capacity=3,
            stated_confirmed=3,
            closes_at=datetime(2027, 1, 8, 12, tzinfo=clock.LONDON),
        ),
        "old": make_group(hub_a, title="Old", academic_year="2025-26", sessions=[on(date(2026, 1, 1))]),
    }
    rows["early"].audiences = [ect]
    rows["full"].local_authorities = [area]
    for name in ("early", "full"):
        rows[name].save()
    return rows


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"Early", "Primary", "Link", "Full"}),
        ({"year": "6"}, {"Primary", "Link"}),
        ({"year": "r,12"}, {"Early", "Full"}),
        ({"year": ["r", "12"]}, {"Early", "Full"}),
        ({"phase": "secondary"}, {"Link"}),
        ({"phase": "secondary,post_16"}, {"Link", "Full"}),
        ({"key_stage": "ks2"}, {"Primary", "Link"}),
        ({"audience": "ect"}, {"Early"}),
        ({"strand": "sktm"}, {"Primary"}),
        ({"mode": "online"}, {"Early", "Link"}),
        ({"term": "spring"}, {"Early", "Link"}),
        ({"academic_year": "2025-26"}, {"Old"}),
        ({"academic_year": "current"}, {"Early", "Primary", "Link", "Full"}),
        ({"academic_year": "next"}, set()),
        ({"archived": "true"}, {"Old"}),
        ({"recruitment": "open,waiting_list"}, {"Early", "Primary", "Full"}),
        ({"recruitment": "closed"}, {"Link"}),
        ({"delivery": "upcoming"}, {"Early", "Primary", "Link", "Full"}),
        ({"starts_after": "2027-03-01"}, {"Primary", "Full"}),
        ({"starts_before": "2027-03-01"}, {"Early", "Link"}),
        ({"closes_before": "2027-02-01"}, {"Full"}),
        ({"code": "NCP26-17"}, {"Link"}),
        ({"area": "elm"}, {"Early", "Primary", "Link", "Full"}),
        ({"area": "oak"}, {"Early", "Primary", "Link"}),
        ({"q": "prim"}, {"Primary"}),
        ({"year": "6", "mode": "online"}, {"Link"}),
    ],
)
def test_work_groups_are_narrowed_down(ask, hub_a, groups, query, titles):
    data = ask(hub_a, "work-groups", **query).json()
    assert {item["title"] for item in data["items"]} == titles
    assert data["count"] == len(titles)


def test_the_order_is_the_one_asked_for(ask, hub_a, groups):
    def titles(order):
        return [item["title"] for item in ask(hub_a, "work-groups", order=order).json()["items"]]

    assert titles("start") == ["Early", "Link", "Full", "Primary"]
    assert titles("-start") == ["Full", "Primary", "Early", "Link"]
    assert titles("title") == ["Early", "Full", "Link", "Primary"]
    assert titles("closing")[0] == "Full"


FACETS = [
    "year",
    "phase",
    "key_stage",
    "audience",
    "strand",
    "mode",
    "recruitment",
    "delivery",
    "academic_year",
    "area",
    "term",
]


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("query", [{}, {"year": "6"}, {"mode": "online", "recruitment": "open"}])
def test_each_count_of_a_facet_is_the_count_of_the_list_with_that_option(ask, hub_a, groups, facet, query):
    counts = ask(hub_a, "work-groups", facets=facet, **query).json()["facets"][facet]
    assert counts or facet in ("audience", "area")
    for option, count in counts.items():
        assert ask(hub_a, "work-groups", **(query | {facet: option})).json()["count"] == count, option


def test_a_year_that_is_over_is_counted_although_the_list_leaves_it_out(ask, hub_a, groups):
    counts = ask(hub_a, "work-groups", facets="academic_year").json()["facets"]["academic_year"]
    assert counts == {"2025-26": 1, "2026-27": 4}


@pytest.mark.parametrize(("path", "facet"), [("jobs", "state"), ("events", "state")])
def test_what_is_over_is_counted_where_its_state_can_be_asked_for(ask, hub_a, path, facet):
    make_job(hub_a, title="Open", closes_at=datetime(2027, 1, 8, 12, tzinfo=clock.LONDON))
    make_job(hub_a, title="Closed", closes_at=datetime(2026, 11, 1, 12, tzinfo=clock.LONDON))
    make_event(hub_a, title="Conference", **on(date(2027, 2, 25)))
    make_event(hub_a, title="Past", **on(date(2026, 10, 1)))
    counts = ask(hub_a, path, facets=facet).json()["facets"][facet]
    assert sum(counts.values()) == 2
    for option, count in counts.items():
        assert ask(hub_a, path, **{facet: option}).json()["count"] == count, option


def test_a_term_is_that_of_the_hub_whose_group_it_is(ask, hub_a, hub_b):
    for hub, first, last in (
        (hub_a, date(2027, 1, 4), date(2027, 3, 19)),
        (hub_b, date(2027, 1, 11), date(2027, 4, 2)),
    ):
        HubTerm.objects.create(
            settings=hub, academic_year="2026-27", term="spring", first_day=first, last_day=last
        )
        make_group(hub, title=f"{hub.key} early", sessions=[on(date(2027, 1, 5))])
        make_group(hub, title=f"{hub.key} late", sessions=[on(date(2027, 3, 30))])

    def titles(hub):
        found = ask(hub_a, "work-groups", term="spring", hub=hub).json()["items"]
        return {item["title"] for item in found}

    assert titles("alder") == {"alder early"}
    assert titles("birch") == {"birch late"}
    assert titles("all") == {"alder early", "birch late"}


def test_a_cursor_goes_through_the_calendar_once(client, ask, hub_a):
    day = on(date(2027, 2, 4))
    for number in range(3):
        make_group(hub_a, title=f"G{number}", sessions=[day, on(date(2027, 2, 5 + number))])
        make_event(hub_a, title=f"E{number}", **day)
    every = [item["uid"] for item in ask(hub_a, "sessions", limit=100).json()["items"]]
    seen, answer = [], ask(hub_a, "sessions", limit=2).json()
    assert answer["count"] == len(every) == 9
    while True:
        seen += [item["uid"] for item in answer["items"]]
        if not answer["next"]:
            break
        answer = client.get(answer["next"], headers={"host": hub_a.site.hostname}).json()
    assert seen == every


def test_the_calendar_holds_sessions_and_events_of_a_range(ask, hub_a, groups):
    make_event(hub_a, title="Conference", **on(date(2027, 2, 25)))
    make_event(hub_a, title="Past", **on(date(2026, 10, 1)))
    data = ask(hub_a, "sessions", starts_after="2027-02-01", starts_before="2027-03-01").json()
    assert [(item["kind"], item["page"]["title"]) for item in data["items"]] == [
        ("work_group", "Early"),
        ("work_group", "Link"),
        ("event", "Conference"),
    ]
    assert data["items"][0]["starts_at"] == "2027-02-04T13:00:00+00:00"
    assert ask(hub_a, "sessions", kind="event").json()["count"] == 1
    assert ask(hub_a, "sessions", limit=1, offset=1).json()["items"][0]["page"]["title"] == "Link"


def test_a_closed_job_leaves_the_list_and_is_found_by_its_state(ask, hub_a):
    make_job(hub_a, title="Open", closes_at=datetime(2027, 1, 8, 12, tzinfo=clock.LONDON))
    closed = make_job(hub_a, title="Closed", closes_at=datetime(2026, 11, 1, 12, tzinfo=clock.LONDON))

    def titles(**query):
        return [item["title"] for item in ask(hub_a, "jobs", **query).json()["items"]]

    assert titles() == ["Open"]
    assert titles(state="closed") == ["Closed"]
    assert titles(state="open,closed") == ["Closed", "Open"]
    detail = ask(hub_a, f"jobs/{closed.pk}").json()
    assert (detail["state"]["key"], detail["apply_url"]) == ("closed", "")


def test_articles_and_lessons_are_narrowed_down(ask, hub_a):
    fill(hub_a)
    make_article(hub_a, title="Other", date=date(2026, 9, 1), date_precision="month")

    def count(path, **query):
        return ask(hub_a, path, **query).json()["count"]

    assert count("articles", topic="algebra") == 1
    assert count("articles", author="first-person") == 1
    assert count("articles", month="2026-09") == 1
    assert count("articles", month="2026-99") == 0
    assert count("lessons", topic="algebra", year="7") == 1
    assert count("collections", topic="algebra", licence="CC-BY-4.0") == 1
    assert count("collections", licence="CC0-1.0") == 0
    assert count("people", who="board") == 0
    assert count("organisations", role="venue", area="fenmarsh") == 1
    (other,) = ask(hub_a, "articles", month="2026-09").json()["items"]
    assert (other["date"], other["date_words"]) == ("2026-09", "September 2026")
