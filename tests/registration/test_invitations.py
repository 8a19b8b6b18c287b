"""Calendar files of emails, read back by two programs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import icalendar
import pytest
import vobject

from tests.factories import on
from tests.registration.applying import confirmed
from tests.registration.mailing import LINK, MAKE, NOON, group_of, look, only, published, ready, with_place
from wagtail_mathshub import clock
from wagtail_mathshub.feeds.ical import Appointment, Calendar, Party, sequence_of, write
from wagtail_mathshub.pages.models import WorkGroupPage
from wagtail_mathshub.publishing.installation import install_id
from wagtail_mathshub.registration.mailing.emails import email_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_time")]
JUST_NOW = NOON - timedelta(minutes=5)


def files(email):
    """The calendars of an email, as `icalendar` reads them; `vobject` has to read them too."""
    found = []
    for _name, text, kind in email.attachments:
        calendar = icalendar.Calendar.from_ical(text)
        assert kind == f"text/calendar; method={calendar['METHOD']}"
        assert vobject.readOne(text).method.value == calendar["METHOD"]
        found.append(calendar)
    return found


def events(calendar):
    return calendar.walk("VEVENT")


def changed(group, **fields):
    """The email about Day 1 with these fields changed."""
    session = group.sessions.get(label="Day 1")
    for name, value in fields.items():
        setattr(session, name, value)
    session.save()
    published(group, JUST_NOW)
    assert look() == 1
    return email_of(only("dates_changed"))


def test_a_place_brings_all_dates_in_one_file_to_be_kept(hub_a):
    group = group_of(ready(hub_a))
    confirmed(group)
    (calendar,) = files(email_of(only("confirmed")))
    assert calendar["METHOD"] == "PUBLISH"
    first, second = events(calendar)
    assert first["DTSTART"].dt == datetime(2027, 2, 4, 13, 0, tzinfo=clock.LONDON)
    assert second["DTSTART"].dt == datetime(2027, 6, 10, 13, 0, tzinfo=clock.LONDON)
    assert f"Join online: {LINK}" in first["DESCRIPTION"]
    assert "Join" not in second["DESCRIPTION"]
    assert second["LOCATION"] == "Market Hall"
    for event in (first, second):
        assert "ATTENDEE" not in event


def test_without_a_date_there_is_no_file(hub_a):
    confirmed(group_of(ready(hub_a), sessions=[on(None, None, None, label="Day 1")]))
    email = email_of(only("confirmed"))
    assert email.attachments == []
    assert "attached" not in email.body
    assert "Date to be confirmed" in email.body


def test_a_moved_session_is_one_request_that_replaces_the_first_entry(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    email = changed(group, date=date(2027, 2, 11))
    (calendar,) = files(email)
    (event,) = events(calendar)
    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == f"session-{group.sessions.get(label='Day 1').pk}@{install_id()}"
    assert event["SEQUENCE"] == sequence_of(JUST_NOW) > sequence_of(NOON - timedelta(days=30))
    assert event["DTSTART"].dt == datetime(2027, 2, 11, 13, 0, tzinfo=clock.LONDON)
    assert event["ORGANIZER"] == "mailto:office@hub.example.org"
    assert event["ATTENDEE"] == f"mailto:{email.to[0]}"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert f"Join online: {LINK}" in event["DESCRIPTION"]


def test_two_changed_sessions_are_two_files(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    second = group.sessions.get(label="Day 2")
    second.venue_text = "Corn Exchange"
    second.save()
    calendars = files(changed(group, start=time(14)))
    assert [len(events(calendar)) for calendar in calendars] == [1, 1]
    assert events(calendars[1])[0]["LOCATION"] == "Corn Exchange"


def test_a_cancelled_session_leaves_the_calendar(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    email = changed(group, status="cancelled", note="The trainer is ill.")
    (calendar,) = files(email)
    assert calendar["METHOD"] == "CANCEL"
    assert events(calendar)[0]["STATUS"] == "CANCELLED"
    assert LINK not in calendar.to_ical().decode()
    assert "CANCELLED: Day 1" in email.body
    assert "The trainer is ill." in email.body


def test_a_session_without_a_date_for_now_leaves_the_calendar_under_its_old_date(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    (calendar,) = files(changed(group, status="postponed", date=None))
    (event,) = events(calendar)
    assert calendar["METHOD"] == "CANCEL"
    assert event["DTSTART"].dt == datetime(2027, 2, 4, 13, 0, tzinfo=clock.LONDON)


def test_a_deleted_session_leaves_the_calendar(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    session = group.sessions.get(label="Day 1")
    uid = session.uid
    session.delete()
    published(group, JUST_NOW)
    assert look() == 1
    (calendar,) = files(email_of(only("dates_changed")))
    assert (calendar["METHOD"], events(calendar)[0]["UID"]) == ("CANCEL", uid)


def test_a_cancelled_group_is_a_cancellation_for_each_session(hub_a):
    MAKE["cancelled"](ready(hub_a))
    calendars = files(email_of(only("cancelled")))
    assert [calendar["METHOD"] for calendar in calendars] == ["CANCEL", "CANCEL"]
    assert len({events(calendar)[0]["UID"] for calendar in calendars}) == 2


def test_who_only_waits_gets_no_file_when_the_group_is_cancelled(hub_a):
    group = group_of(ready(hub_a), capacity=1)
    with_place(group)
    confirmed(group, "waits@school.example.org")
    WorkGroupPage.objects.filter(pk=group.pk).update(override_state="cancelled")
    published(group, JUST_NOW)
    assert look() == 2
    assert only("cancelled").to == "waits@school.example.org"
    assert email_of(only("cancelled")).attachments == []


def test_a_postponed_group_is_tentative_and_comes_back_as_confirmed(hub_a):
    group = group_of(ready(hub_a))
    with_place(group)
    WorkGroupPage.objects.filter(pk=group.pk).update(override_state="postponed")
    published(group, JUST_NOW)
    assert look() == 1
    email = email_of(only("dates_changed"))
    assert email.subject == "Postponed: Fractions"
    statuses = [(one["METHOD"], events(one)[0]["STATUS"]) for one in files(email)]
    assert statuses == [("REQUEST", "TENTATIVE")] * 2
    WorkGroupPage.objects.filter(pk=group.pk).update(override_state="")
    with clock.frozen_at(NOON + timedelta(hours=1)):
        published(group, NOON + timedelta(minutes=50))
        assert look() == 1
        email = email_of(only("dates_changed"))
    assert email.subject == "It goes ahead: Fractions"
    assert [events(one)[0]["STATUS"] for one in files(email)] == ["CONFIRMED"] * 2


def test_names_break_out_of_no_invitation():
    hostile = 'Eve"; X=1\r\nATTENDEE:mailto:b@example.org'
    invited = Appointment(
        uid="session-1@x",
        summary="Fractions",
        day=date(2027, 2, 4),
        organiser=Party("office@hub.example.org\r\nX:1", hostile),
        attendee=Party("eve@school.example.org", hostile),
    )
    data = write(Calendar(name="Alder", appointments=[invited], method="REQUEST"))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:eve@school.example.org"
    assert event["ATTENDEE"].params["CN"] == "Eve'; X=1 ATTENDEE:mailto:b@example.org"
    assert event["ORGANIZER"] == "mailto:office@hub.example.orgX:1"
    again = vobject.readOne(data.decode()).vevent
    assert again.attendee.value == "mailto:eve@school.example.org"
