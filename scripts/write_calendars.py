"""Write calendars for a reader that is not written in Python, and beside them what it must read in them.

write_calendars.py FOLDER makes some .ics files and `expected.json` in the folder.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.feeds.ical import CANCELLED, TENTATIVE, Appointment, Calendar, lines, one_line, write

CHANGES = (date(2027, 3, 28), date(2027, 10, 31))
PUBLISHED = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
HOSTILE = (
    "Fractions\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Injected",
    "Fractions\u2028END:VCALENDAR\u2029\x85\x0b\x0c\x1c",
    "Null\x00 bell\x07 escape\x1b delete\x7f",
    "x" * 5000,
    "é" * 5000,
    "שברים \u202eReversed\u202c كسور",
    "👩🏽‍🏫 Teachers 🧮" * 30,
    r"Backslashes \n \N \\ \; \, and \\\n",
    'Quotes " and ; and , and : and ^n',
)


def main(folder: Path) -> None:
    """Write every calendar, and what is expected of each entry by its UID."""
    day = date(2027, 2, 4)
    first = Appointment("moved@x", "Fractions", day, time(13), time(16), changed_at=PUBLISHED)
    moved = Appointment(
        "moved@x",
        "Fractions",
        day + timedelta(days=7),
        time(13),
        time(16),
        changed_at=PUBLISHED + timedelta(days=1),
        description="Moved from Thursday 4 February 2027.",
    )
    calendars = {
        "clock_changes": clock_changes(),
        "before": [first, Appointment("gone@x", "Gone", day, time(9))],
        "after": [
            moved,
            Appointment("cancelled@x", "Cancelled: Algebra", day, time(9), time(10), CANCELLED),
            Appointment("postponed@x", "Postponed: Algebra", day, time(9), None, TENTATIVE),
            Appointment("day@x", "Some time", day),
        ],
        "hostile": [
            Appointment(f"hostile-{n}@x", text, day, time(13), time(16), description=text, location=text)
            for n, text in enumerate(HOSTILE)
        ],
    }
    for name, entries in calendars.items():
        (folder / f"{name}.ics").write_bytes(write(Calendar(HOSTILE[0], entries, description=HOSTILE[0])))
    expected = {name: [read(entry) for entry in entries] for name, entries in calendars.items()}
    (folder / "expected.json").write_text(json.dumps(expected))


def clock_changes() -> list[Appointment]:
    """One o'clock on the days around both changes of the clock, and on those Sundays."""
    days = [change + timedelta(days=n) for change in CHANGES for n in (-7, -1, 0, 1, 7)]
    return [Appointment(f"{day}@x", "Fractions", day, time(13), time(16)) for day in days]


def read(entry: Appointment) -> dict[str, object]:
    """What a reader must find in an entry."""
    moment = datetime.combine(entry.day, entry.start, tzinfo=LONDON) if entry.start else None
    return {
        "uid": entry.uid,
        "summary": one_line(entry.summary),
        "description": lines(entry.description),
        "location": one_line(entry.location),
        "status": entry.status,
        "date": entry.day.isoformat(),
        "hour": entry.start.hour if entry.start else None,
        "seconds": int(moment.timestamp()) if moment else None,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
