"""The derived state of a Work Group, in Python and in the database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories import index_of, make_group, on
from wagtail_mathshub import clock
from wagtail_mathshub.hubs.queries import nearly_full_percent
from wagtail_mathshub.pages.models import WorkGroupPage, WorkGroupSession
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia, Mode, OverrideState, SlotStatus
from wagtail_mathshub.workgroups import status_columns
from wagtail_mathshub.workgroups.status import state_of

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=clock.LONDON)
# Days on which London's clocks change, and their neighbours.
CHANGES = [date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
days = st.one_of(
    st.dates(date(2026, 8, 25), date(2027, 9, 10)),
    st.sampled_from([day + timedelta(days=n) for day in CHANGES for n in (-1, 0, 1)]),
)
times = st.one_of(
    st.none(),
    st.times().map(lambda t: t.replace(microsecond=0)),
    st.sampled_from([time(0, 30), time(1, 0), time(1, 30), time(2, 0), time(2, 30), time(13, 0)]),
)
moments = st.one_of(
    st.integers(0, 381 * 24 * 60).map(
        lambda minutes: datetime(2026, 8, 25, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from(
        [
            datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
            for day in CHANGES
            for hour, minute in ((0, 30), (0, 59), (1, 0), (1, 30), (2, 0))
        ]
    ),
)
sessions = st.fixed_dictionaries(
    {
        "date": st.one_of(st.none(), days),
        "start": times,
        "end": times,
        "mode": st.sampled_from(Mode.values),
        "status": st.sampled_from([*SlotStatus.values, "scheduled", "scheduled"]),
    }
)
small = st.one_of(st.none(), st.integers(0, 40))
groups = st.fixed_dictionaries(
    {
        "academic_year": st.sampled_from(["", "2024-25", "2025-26", "2026-27", "2027-28"]),
        "override_state": st.sampled_from(["", "", *OverrideState.values]),
        "override_until": st.one_of(st.none(), days),
        "apply_via": st.sampled_from([*ApplyVia.values, "own_form", "link"]),
        "opens_at": st.one_of(st.none(), moments),
        "closes_at": st.one_of(st.none(), moments),
        "accepts_late_joiners": st.booleans(),
        "has_waiting_list": st.booleans(),
        "capacity": st.one_of(st.none(), st.integers(1, 40)),
        "stated_confirmed": small,
    }
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(fields=groups, rows=st.lists(sessions, max_size=4), now=moments, percent=st.integers(0, 100))
@example(  # 01:30 does not exist on this day: it is 02:30, after the group's end at 02:15.
    fields={
        "academic_year": "2026-27",
        "override_state": "",
        "override_until": None,
        "apply_via": "link",
        "opens_at": None,
        "closes_at": None,
        "accepts_late_joiners": False,
        "has_waiting_list": False,
        "capacity": 7,
        "stated_confirmed": 6,
    },
    rows=[
        {
            "date": date(2027, 3, 28),
            "start": time(1, 30),
            "end": time(2, 15),
            "mode": "online",
            "status": "scheduled",
        }
    ],
    now=datetime(2027, 3, 28, 1, 20, tzinfo=UTC),
    percent=15,
)
def test_the_rules_in_python_and_in_the_database_agree(hub_a, fields, rows, now, percent):
    hub_a.nearly_full_percent = percent
    group = make_group(hub_a, sessions=rows, live=False, **fields)
    try:
        with clock.frozen_at(now):
            state = state_of(group, percent=percent)
            groups = status_columns.with_percent(
                WorkGroupPage.objects.filter(pk=group.pk), nearly_full_percent(hub_a)
            )
            row = status_columns.with_state(groups, now=now).get()
            hidden = groups.filter(status_columns.archived(now))
            left = groups.exclude(status_columns.archived(now))
            assert row.delivery_state == state.delivery.key
            assert row.recruitment_state == state.recruitment.key
            assert row.sessions_mode == state.mode
            assert hidden.exists() == state.archived
            assert left.exists() != state.archived
    finally:
        WorkGroupPage.objects.get(pk=group.pk).delete()


def test_every_state_has_a_label_in_plain_words(hub_a, reference_time):
    state = make_group(hub_a, sessions=[on(date(2027, 1, 20))], apply_via="link").state
    assert (state.delivery.label, state.recruitment.label) == ("Upcoming", "Open")


def test_a_closed_group_says_when_it_closed_in_london_time(hub_a, reference_time):
    closed = datetime(2026, 9, 18, 17, 0, tzinfo=clock.LONDON)
    group = make_group(hub_a, sessions=[on(date(2027, 1, 20))], apply_via="link", closes_at=closed)
    assert group.state.recruitment.reason == "Sign-up closed on 18 September at 5pm."


def test_the_next_session_is_the_third_of_six(hub_a, reference_time):
    days = [
        date(2026, 10, 6),
        date(2026, 11, 3),
        date(2026, 12, 8),
        date(2027, 2, 9),
        date(2027, 3, 23),
        date(2027, 5, 11),
    ]
    state = make_group(hub_a, sessions=[on(day) for day in days]).state
    assert (state.next_session.date, state.next_number, state.sessions_counted) == (date(2026, 12, 8), 3, 6)


def test_a_cancelled_session_does_not_count(hub_a, reference_time):
    rows = [on(date(2026, 12, 8), status="cancelled"), on(date(2027, 1, 12))]
    state = make_group(hub_a, sessions=rows).state
    assert (state.next_session.date, state.next_number, state.sessions_counted) == (date(2027, 1, 12), 1, 1)


def test_an_override_lapses_after_its_last_day(hub_a):
    group = make_group(
        hub_a,
        sessions=[on(date(2027, 1, 20))],
        apply_via="link",
        override_state="full",
        override_until=date(2026, 11, 23),
    )
    late = NOW.replace(hour=23, minute=59)
    assert state_of(group, now=late).recruitment.key == "full"
    assert state_of(group, now=late + timedelta(minutes=1)).recruitment.key == "open"


@pytest.mark.parametrize(
    ("taken", "key"), [(16, "open"), (17, "nearly_full"), (19, "nearly_full"), (20, "full"), (23, "full")]
)
def test_nearly_full_begins_at_the_hubs_share_of_the_places(hub_a, taken, key):
    group = make_group(
        hub_a,
        sessions=[on(date(2027, 1, 20))],
        apply_via="link",
        capacity=20,
        stated_confirmed=taken,
        has_waiting_list=False,
    )
    assert state_of(group, now=NOW).recruitment.key == key


def test_without_a_limit_there_is_no_number_and_no_fullness(hub_a):
    group = make_group(hub_a, sessions=[on(date(2027, 1, 20))], apply_via="link", stated_confirmed=500)
    state = state_of(group, now=NOW)
    assert (state.recruitment.key, state.places.remaining) == ("open", None)


def test_a_session_saved_without_its_page_updates_the_pages_columns(hub_a):
    group = make_group(hub_a, sessions=[on(date(2027, 1, 20))])
    session = WorkGroupSession.objects.get(page=group)
    session.date = date(2027, 2, 3)
    session.save()
    group.refresh_from_db()
    assert group.first_starts_at == datetime(2027, 2, 3, 13, 0, tzinfo=UTC)


def test_a_session_deleted_without_its_page_updates_the_pages_columns(hub_a):
    group = make_group(hub_a, sessions=[on(date(2027, 1, 20))])
    WorkGroupSession.objects.filter(page=group).delete()
    group.refresh_from_db()
    assert (group.first_starts_at, group.last_ends_at) == (None, None)


def test_saving_a_page_with_sessions_writes_its_columns_once(hub_a):
    group = make_group(hub_a, sessions=[on(date(2027, 1, day)) for day in range(4, 10)])
    group = WorkGroupPage.objects.get(pk=group.pk)
    group.sessions = list(group.sessions.all())
    with CaptureQueriesContext(connection) as queries:
        group.save()
    columns = [
        q for q in queries.captured_queries if q["sql"].startswith("UPDATE") and '"last_ends_at"' in q["sql"]
    ]
    assert len(columns) == 1


def test_another_hubs_list_has_its_own_share_of_nearly_full(hub_a, hub_b):
    hub_b.nearly_full_percent = 50
    hub_b.save()
    fields = {
        "apply_via": "link",
        "capacity": 20,
        "stated_confirmed": 12,
        "sessions": [on(date(2027, 1, 20))],
    }
    pages = [make_group(hub, **fields) for hub in (hub_a, hub_b)]
    groups = status_columns.with_percent(WorkGroupPage.objects.all(), nearly_full_percent(None))
    rows = status_columns.with_state(groups, now=NOW)
    states = dict(rows.values_list("pk", "recruitment_state"))
    assert [states[page.pk] for page in pages] == ["open", "nearly_full"]
    assert [page.state.recruitment.key for page in pages] == ["open", "nearly_full"]
    assert index_of(hub_a) != index_of(hub_b)
