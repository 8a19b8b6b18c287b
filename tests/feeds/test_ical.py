"""What the writer of calendars writes, two other programs read back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wagtail_mathshub.feeds.ical import Appointment, Calendar, lines, one_line, sequence_of, write
from wagtail_mathshub.feeds.london_zone import london_zone

LONDON = ZoneInfo("Europe/London")
HOSTILE = [
    "Fractions\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Injected",
    "Fractions\nATTENDEE:mailto:a@example.org",
    "Fractions\u2028END:VCALENDAR\u2029\x85\x0b\x0c\x1c",
    "Null\x00 bell\x07 escape\x1b delete\x7f",
    "x" * 5000,
    "é" * 5000,
    "שברים \u202eReversed\u202c كسور",
    "👩🏽‍🏫 Teachers 🧮" * 30,
    r"Backslashes \n \N \\ \; \, and \\\n",
    'Quotes " and ; and , and : and ^n',
    "  spaces   and\ttabs  ",
    "\ud800 half a character",
    "",
]
hostile = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=300))


def entry(**fields):
    return Appointment(**({"uid": "session-1@x", "summary": "Fractions", "day": date(2027, 2, 4)} | fields))


def written(*entries, **fields):
    return write(Calendar(**({"name": "Alder Hub", "appointments": entries} | fields)))


def read(data):
    """The events as `icalendar` reads them."""
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def read_again(data):
    """The events as `vobject` reads them."""
    return vobject.readOne(data.decode()).contents.get("vevent", [])


CHANGES = [date(2027, 3, 28), date(2027, 10, 31)]
AROUND = [change + timedelta(days=days) for change in CHANGES for days in (-7, -1, 0, 1, 7)]


@pytest.mark.parametrize("day", AROUND)
def test_one_o_clock_is_one_o_clock_around_the_change_of_the_clock(day):
    data = written(entry(day=day, start=time(13), end=time(16)))
    moment = datetime.combine(day, time(13), tzinfo=LONDON)
    for event in (read(data)[0]["DTSTART"].dt, read_again(data)[0].dtstart.value):
        assert event.replace(tzinfo=None) == datetime.combine(day, time(13))
        assert event.astimezone(UTC) == moment.astimezone(UTC)


@pytest.mark.parametrize("day", AROUND)
def test_the_file_itself_says_when_london_changes_its_clock(day):
    # Without a look at what the reading program knows of London.
    zone = london_zone(2026, 2027).to_tz(lookup_tzid=False)
    for hour in (0, 3, 12, 23):
        wall = datetime.combine(day, time(hour))
        assert wall.replace(tzinfo=zone).utcoffset() == wall.replace(tzinfo=LONDON).utcoffset()


def test_the_zone_agrees_with_the_worlds_table_at_every_hour_of_its_years():
    zone = vobject.readOne(written(entry(day=date(2026, 9, 1)), entry(day=date(2029, 7, 1))).decode())
    zone = zone.vtimezone.gettzinfo()
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year < 2030:
        wall = moment.astimezone(LONDON)
        # An hour that the clock does not show, or shows twice, is told apart nowhere.
        if (moment + timedelta(hours=1)).astimezone(LONDON).utcoffset() == wall.utcoffset() and not wall.fold:
            assert wall.replace(tzinfo=zone).utcoffset() == wall.utcoffset(), wall
        moment += timedelta(hours=1)


def test_the_zone_is_there_once_and_bounded():
    data = written(*(entry(uid=str(n), day=date(2027, n, 1), start=time(9)) for n in range(1, 13)))
    zones = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    rules = [part["RRULE"]["UNTIL"][0].year for part in zones[0].walk() if "RRULE" in part]
    assert len(zones) == 1
    assert rules == [2028, 2028]


@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_a_mistaken_year_still_makes_a_file(year):
    data = written(entry(day=date(year, 6, 1), start=time(9)))
    assert read(data)[0]["DTSTART"].dt.year == year
    assert len(data) < 2000


def test_a_time_to_be_confirmed_is_a_day():
    data = written(entry(start=None, end=time(16)))
    assert b"DTSTART;VALUE=DATE:20270204" in data
    assert b"DTEND" not in data
    assert read(data)[0]["TRANSP"] == "TRANSPARENT"
    assert read_again(data)[0].dtstart.value == date(2027, 2, 4)


@pytest.mark.parametrize("end", [None, time(13), time(9)])
def test_no_end_is_made_up(end):
    data = written(entry(start=time(13), end=end))
    assert b"DTEND" not in data
    assert read(data)[0].end == read(data)[0].start


def test_the_file_says_what_it_is_and_how_often_to_ask():
    data = written(description="Sessions\nand events", url="https://alder.example.org/ü?a=1,2")
    for line in (
        b"METHOD:PUBLISH",
        b"NAME:Alder Hub",
        b"X-WR-CALNAME:Alder Hub",
        b"X-WR-TIMEZONE:Europe/London",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
        b"X-WR-CALDESC:Sessions\\nand events",
        b"URL:https://alder.example.org/%C3%BC?a=1,2",
    ):
        assert line in data.split(b"\r\n")
    assert b"METHOD:CANCEL" in written(method="CANCEL")
    assert read(data) == []


def test_the_same_appointments_make_the_same_bytes():
    changed = datetime(2026, 11, 1, 9, 30, 12, 345, tzinfo=UTC)
    assert written(entry(changed_at=changed)) == written(entry(changed_at=changed))
    event = read(written(entry(changed_at=changed)))[0]
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == datetime(2026, 11, 1, 9, 30, 12, tzinfo=UTC)


def test_the_sequence_counts_minutes():
    assert sequence_of(None) == 0
    assert sequence_of(datetime(2019, 1, 1, tzinfo=UTC)) == 0
    assert sequence_of(datetime(2020, 1, 1, 1, 1, 59, tzinfo=UTC)) == 61
    assert sequence_of(datetime(2027, 7, 1, 13, tzinfo=LONDON)) < 2**31


@settings(deadline=None)
@given(title=hostile, text=hostile)
@example(title=HOSTILE[0], text=HOSTILE[0])
@example(title=r"\Natural", text=r"\neq")
def test_no_title_breaks_a_calendar_or_adds_to_it(title, text):
    before, after = entry(uid="a"), entry(uid="b", summary="After")
    data = written(
        before,
        entry(uid=title, summary=title, description=text, location=title, url="https://x.example/" + title),
        after,
        name=title,
        description=text,
    )
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not {*range(32), 127} & {*data.replace(b"\r\n", b"")}
    for events, plain in ((read(data), str), (read_again(data), lambda field: field.value)):
        names = [plain(event["SUMMARY"] if plain is str else event.summary) for event in events]
        assert names == ["Fractions", one_line(title), "After"]
    middle = read(data)[1]
    assert str(middle.get("DESCRIPTION", "")) == lines(text)
    assert str(middle.get("LOCATION", "")) == one_line(title)
    assert data.replace(b"\r\n ", b"").count(b"\r\nX-WR-CALNAME:") == 1
    assert data.count(b"\r\nBEGIN:") == 3 + 1 + 2


def test_what_is_harmless_stays():
    assert one_line("שברים 👩🏽‍🏫  x² ≠ 3;  a,b") == "שברים 👩🏽‍🏫 x² ≠ 3; a,b"
    assert one_line("a\u202eb\x00c\r\nd") == "abc d"
    assert lines("  one\r\n\r\ntwo\x0bthree\t") == "one\n\ntwo\nthree"


def test_the_clock_changes_at_one_in_greenwich():
    # A rule begins by the clock that it ends. Readers of wall times do not notice an hour more or less here.
    written_zone = london_zone(2027, 2027).to_ical().decode()
    summer, winter = written_zone.split("BEGIN:STANDARD")
    assert "DTSTART:20260329T010000\r\n" in summer
    assert "UNTIL=20280326T010000Z" in summer
    assert "DTSTART:20261025T020000\r\n" in winter
    assert "UNTIL=20281029T010000Z" in winter
