"""The calendars of a hub, as a calendar program reads them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import icalendar
import pytest
import vobject
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from tests.api.conftest import fill
from tests.factories import make_event, make_group, on
from wagtail_mathshub import clock
from wagtail_mathshub.finding.calendars import subscribe_address
from wagtail_mathshub.publishing.installation import install_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
LISTS = ["calendar_ics", "work_groups_ics", "events_ics"]


@pytest.fixture
def ask(client):
    """Asks a calendar of a hub: name and keys of the address in, answer out."""

    def asked(hub, name, /, *keys, method="get", headers=(), **query):
        address = reverse(f"mathshub:{name}", args=keys)
        return getattr(client, method)(address, query, headers={"host": hub.site.hostname, **dict(headers)})

    return asked


@pytest.fixture
def titles(ask):
    """The titles in a calendar."""

    def read(hub, name, /, *keys, **query):
        return [str(event["SUMMARY"]) for event in events_in(ask(hub, name, *keys, **query))]

    return read


def events_in(answer):
    assert answer.status_code == 200, answer.content
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    again = vobject.readOne(answer.content.decode()).contents.get("vevent", [])
    assert [event.summary.value for event in again] == [str(event["SUMMARY"]) for event in events]
    return events


# --- What is in them. ---


def test_the_calendar_of_a_hub_has_sessions_and_events(hub_a, titles):
    make_group(hub_a, title="Fractions", sessions=[on(date(2027, 2, 4), label="Day 1"), on(date(2027, 3, 4))])
    make_event(hub_a, title="Conference", **on(date(2027, 2, 25)))
    assert titles(hub_a, "calendar_ics") == ["Fractions: Day 1", "Conference", "Fractions"]
    assert titles(hub_a, "work_groups_ics") == ["Fractions: Day 1", "Fractions"]
    assert titles(hub_a, "events_ics") == ["Conference"]
    assert titles(hub_a, "calendar_ics", kind="event") == ["Conference"]


@pytest.mark.parametrize("change", [date(2027, 3, 28), date(2027, 10, 31)])
def test_one_o_clock_stays_one_o_clock(hub_a, ask, change):
    days = [change + timedelta(days=n) for n in (-4, 0, 3)]
    group = make_group(hub_a, sessions=[on(day) for day in days])
    answer = ask(hub_a, "work_group_ics", group.pk)
    expected = [datetime(day.year, day.month, day.day, 13, tzinfo=clock.LONDON) for day in days]
    assert [event["DTSTART"].dt for event in events_in(answer)] == expected
    again = vobject.readOne(answer.content.decode()).contents["vevent"]
    assert [event.dtstart.value.utcoffset() for event in again] == [moment.utcoffset() for moment in expected]
    assert {event.dtstart.value.hour for event in again} == {13}


def test_an_entry_keeps_its_name_and_rises_with_each_publication(hub_a, ask):
    group = make_group(hub_a, sessions=[on(date(2027, 2, 4))])
    group.save_revision().publish()
    group.refresh_from_db()
    first = events_in(ask(hub_a, "work_group_ics", group.pk))[0]
    type(group).objects.filter(pk=group.pk).update(
        last_published_at=group.last_published_at + timedelta(hours=1)
    )
    second = events_in(ask(hub_a, "work_group_ics", group.pk))[0]
    assert first["UID"] == second["UID"] == f"session-{group.sessions.get().pk}@{install_id()}"
    assert second["SEQUENCE"] == first["SEQUENCE"] + 60
    assert second["DTSTAMP"].dt == first["DTSTAMP"].dt + timedelta(hours=1)


def test_publishing_again_raises_the_sequence(hub_a, ask):
    group = make_group(hub_a, sessions=[on(date(2027, 2, 4))])
    before = events_in(ask(hub_a, "work_group_ics", group.pk))[0]["SEQUENCE"]
    group.save_revision().publish()
    assert events_in(ask(hub_a, "work_group_ics", group.pk))[0]["SEQUENCE"] > before


def test_a_subscriber_sees_what_was_cancelled_moved_or_postponed(hub_a, ask):
    group = make_group(
        hub_a,
        sessions=[
            on(date(2027, 2, 4), status="cancelled"),
            on(date(2027, 2, 11), status="postponed"),
            on(date(2027, 2, 18), previous_date=date(2027, 2, 17)),
        ],
    )
    for name, keys in (("calendar_ics", ()), ("work_group_ics", (group.pk,))):
        cancelled, postponed, moved = events_in(ask(hub_a, name, *keys))
        assert (cancelled["STATUS"], cancelled["SUMMARY"]) == ("CANCELLED", "Cancelled: Fractions")
        assert postponed["STATUS"] == "TENTATIVE"
        assert "Moved from Wednesday 17 February 2027." in moved["DESCRIPTION"]


def test_a_deleted_session_leaves_the_calendar(hub_a, ask, titles):
    group = make_group(
        hub_a, sessions=[on(date(2027, 2, 4), label="Day 1"), on(date(2027, 3, 4), label="Day 2")]
    )
    group.sessions = [session for session in group.sessions.all() if session.label == "Day 1"]
    group.save_revision().publish()
    assert titles(hub_a, "calendar_ics") == titles(hub_a, "work_group_ics", group.pk) == ["Fractions: Day 1"]


def test_what_has_no_date_is_left_out(hub_a, titles):
    group = make_group(hub_a, sessions=[{"label": "Some day"}])
    event = make_event(hub_a)
    session = group.sessions.get()
    assert titles(hub_a, "calendar_ics") == []
    assert titles(hub_a, "work_group_ics", group.pk) == titles(hub_a, "event_ics", event.pk) == []
    assert titles(hub_a, "session_ics", group.pk, session.pk) == []


def test_a_session_has_a_calendar_of_its_own(hub_a, ask, titles):
    group = make_group(
        hub_a, sessions=[on(date(2027, 2, 4), label="Day 1"), on(date(2027, 3, 4), label="Day 2")]
    )
    other = make_group(hub_a, title="Other", sessions=[on(date(2027, 2, 5))])
    first, second = group.sessions.order_by("sort_order")
    assert titles(hub_a, "session_ics", group.pk, second.pk) == ["Fractions: Day 2"]
    assert ask(hub_a, "session_ics", other.pk, first.pk).status_code == 404


def test_what_is_over_stays_for_some_months(hub_a, titles):
    long_ago, lately = clock.today() - timedelta(days=100), clock.today() - timedelta(days=80)
    make_group(hub_a, sessions=[on(long_ago, label="Old"), on(lately, label="New")])
    make_event(hub_a, title="Old", **on(long_ago))
    make_event(hub_a, title="New", **on(lately))
    assert sorted(titles(hub_a, "calendar_ics")) == ["Fractions: New", "New"]
    assert titles(hub_a, "calendar_ics", starts_after=str(long_ago), kind="event") == ["Old", "New"]
    assert titles(hub_a, "calendar_ics", starts_before=str(lately)) == []
    assert titles(hub_a, "events_ics") == ["New"]
    assert titles(hub_a, "events_ics", past="true") == ["Old", "New"]
    # The list of a Work Group's sessions is whole.
    assert titles(hub_a, "work_groups_ics") == ["Fractions: Old", "Fractions: New"]


def test_an_archived_group_keeps_its_calendar(hub_a, titles):
    group = make_group(hub_a, academic_year="2024-25", sessions=[on(date(2025, 2, 4))])
    assert titles(hub_a, "work_group_ics", group.pk) == ["Fractions"]
    assert titles(hub_a, "work_groups_ics") == []
    assert titles(hub_a, "work_groups_ics", academic_year="2024-25") == ["Fractions"]


# --- Filters. ---


@pytest.fixture
def two_groups(hub_a):
    """One for Year 6, online and open; one for Year 10, face to face and closed. And an event."""
    day = date(2027, 2, 4)
    make_group(
        hub_a, title="Six", year_from=6, year_to=6, apply_via="email", sessions=[on(day, mode="online")]
    )
    make_group(hub_a, title="Ten", year_from=10, year_to=10, sessions=[on(day, mode="face_to_face")])
    make_event(hub_a, title="Event", **on(day, mode="online"))


@pytest.mark.usefixtures("two_groups")
@pytest.mark.parametrize(
    ("query", "groups", "has_event"),
    [
        ({"year": "6"}, ["Six"], True),
        ({"year": ["6", "10"]}, ["Six", "Ten"], True),
        ({"year": "6,10"}, ["Six", "Ten"], True),
        ({"phase": "secondary"}, ["Ten"], True),
        ({"mode": "online"}, ["Six"], True),
        ({"mode": "face_to_face"}, ["Ten"], False),
        ({"recruitment": "open"}, ["Six"], False),
        ({"q": "ten"}, ["Ten"], False),
        ({"year": "", "q": "", "starts_after": ""}, ["Six", "Ten"], True),
        ({"utm_source": "letter", "page": "2", "hub": "birch", "limit": "1"}, ["Six", "Ten"], True),
        ({"audience": "nobody"}, [], False),
        ({"year": "6", "kind": "event"}, [], True),
    ],
)
def test_calendars_take_the_filters_of_the_lists(hub_a, titles, query, groups, has_event):
    of_all = set(titles(hub_a, "calendar_ics", **query))
    assert of_all == {*groups, *(["Event"] if has_event else [])}
    if "kind" not in query:
        assert set(titles(hub_a, "work_groups_ics", **query)) == set(groups)


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("calendar_ics", {"year": "99"}, "year: Write a year"),
        ("calendar_ics", {"kind": "party"}, "kind:"),
        ("work_groups_ics", {"mode": "underwater"}, "mode: underwater is not known."),
        ("work_groups_ics", {"q": "a\0b"}, "null character"),
        ("events_ics", {"starts_after": "soon"}, "starts_after:"),
        ("events_ics", {"kind": "party"}, "kind: party is not known."),
    ],
)
def test_a_wrong_value_is_answered_in_words(hub_a, ask, name, query, said):
    answer = ask(hub_a, name, **query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert said in answer.content.decode()


# --- How they are served. ---


def test_a_calendar_is_shown_or_saved_under_a_safe_name(hub_a, ask):
    group = make_group(hub_a, title='Fün "quoted"\r\nX: \u202e שבר', sessions=[on(date(2027, 2, 4))])
    shown, saved = (
        ask(hub_a, "work_group_ics", group.pk),
        ask(hub_a, "work_group_ics", group.pk, download="1"),
    )
    assert shown["Content-Type"] == "text/calendar; charset=utf-8"
    assert shown["Content-Disposition"].startswith("inline; ")
    name = "filename=\"fun-quoted-x.ics\"; filename*=UTF-8''f%C3%BCn-quoted-x-%D7%A9%D7%91%D7%A8.ics"
    assert saved["Content-Disposition"] == f"attachment; {name}"
    assert "max-age=900" in shown["Cache-Control"]
    assert "public" in shown["Cache-Control"]
    assert "Cookie" not in shown.get("Vary", "")


def test_a_calendar_that_has_not_changed_is_not_sent_again(hub_a, ask):
    group = make_group(hub_a, sessions=[on(date(2027, 2, 4))])
    first = ask(hub_a, "calendar_ics")
    again = ask(hub_a, "calendar_ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    group.title = "Decimals"
    group.save_revision().publish()
    assert ask(hub_a, "calendar_ics", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_calendar_is_written_once(hub_a, ask, monkeypatch):
    group = make_group(hub_a, sessions=[on(date(2027, 2, 4))])
    first = ask(hub_a, "calendar_ics")
    monkeypatch.setattr("wagtail_mathshub.finding.calendars.write", lambda calendar: b"written again")
    assert ask(hub_a, "calendar_ics", utm_source="letter").content == first.content
    group.sessions.update(note="Bring counters.")
    assert ask(hub_a, "calendar_ics").content == b"written again"


def test_a_site_that_keeps_no_answers_keeps_no_calendar(hub_a, ask, monkeypatch, settings):
    settings.WAGTAIL_MATHSHUB = {"API_CACHE_SECONDS": 0}
    ask(hub_a, "calendar_ics")
    monkeypatch.setattr("wagtail_mathshub.finding.calendars.write", lambda calendar: b"written again")
    assert ask(hub_a, "calendar_ics").content == b"written again"


def test_a_site_without_such_pages_has_empty_calendars(hub_a, ask, titles, monkeypatch):
    group = make_group(hub_a, sessions=[on(date(2027, 2, 4))])
    for module in ("events.queries", "workgroups.queries", "finding.agenda"):
        monkeypatch.setattr(f"wagtail_mathshub.{module}.get_model", lambda mixin: None)
    for name in LISTS:
        assert titles(hub_a, name, year="6", audience="ect", q="words") == []
    assert ask(hub_a, "work_group_ics", group.pk).status_code == 404
    assert ask(hub_a, "event_ics", 1).status_code == 404


def test_only_reading_is_possible(hub_a, ask):
    make_group(hub_a, sessions=[on(date(2027, 2, 4))])
    head = ask(hub_a, "calendar_ics", method="head")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == ask(hub_a, "calendar_ics")["ETag"]
    for method in ("post", "put", "delete"):
        assert ask(hub_a, "calendar_ics", method=method).status_code == 405


def test_calendar_programs_are_given_an_address_of_this_host():
    request = RequestFactory().get("/", headers={"host": "alder.example.org:8000"}, secure=True)
    address = reverse("mathshub:calendar_ics") + "?year=6"
    assert subscribe_address(request, address) == "webcal://alder.example.org:8000/hub/calendar.ics?year=6"


def test_templates_have_that_address_as_a_tag():
    template = Template("{% load mathshub %}{% webcal '/hub/events.ics' %}")
    request = RequestFactory().get("/", headers={"host": "alder.example.org"})
    assert template.render(Context({"request": request})) == "webcal://alder.example.org/hub/events.ics"


def test_entries_lead_to_the_front_end_where_a_hub_has_one(hub_a, ask):
    hub_a.front_end_url = "https://www.alder.example"
    hub_a.save()
    make_group(hub_a, sessions=[on(date(2027, 2, 4))])
    event = events_in(ask(hub_a, "calendar_ics"))[0]
    assert event["URL"] == "https://www.alder.example/work-groups/fractions/"


def test_a_host_that_is_no_hub_has_no_calendar(client):
    Site.objects.all().delete()
    assert client.get(reverse("mathshub:calendar_ics")).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_the_number_of_queries_does_not_grow(hub_a, ask, name):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            found.append(len(events_in(ask(hub_a, name))))
        return len(captured)

    found = []
    fill(hub_a)
    queries()
    few = queries()
    for n in range(20):
        make_group(hub_a, title=f"Group {n}", sessions=[on(date(2027, 2, 1 + k)) for k in range(5)])
        make_event(hub_a, title=f"Event {n}", **on(date(2027, 2, 4)))
    assert queries() == few
    assert found[-1] >= found[0] + 20
    assert few <= 15
