"""Dates and times in the words of the site: "Thursday 4 February", "10am", "noon"."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.utils import formats
from django.utils.translation import gettext as _

from wagtail_mathshub.clock import LONDON


def lower_first(text: str) -> str:
    """A label inside a sentence: a name, or a word in capitals like SENCO, keeps its own."""
    is_name = any(word[:1].isupper() for word in text.split()[1:])
    return text if is_name or text[1:2].isupper() else text[:1].lower() + text[1:]


def day_words(day: date, *, weekday: bool = False, year: bool = False) -> str:
    """A day in words, like "4 February"; with its weekday or year where asked for."""
    pattern = ("l " if weekday else "") + "j F" + (" Y" if year else "")
    return formats.date_format(day, pattern, use_l10n=False)


def short_day_words(day: date, *, year: bool = False) -> str:
    """A day in fewer words: "Thu 4 February", or "Thu 4 Feb 2027" where a table needs the year."""
    return formats.date_format(day, "D j M Y" if year else "D j F", use_l10n=False)


def month_words(day: date) -> str:
    """The month of a day in words, like "September 2026"."""
    return formats.date_format(day, "F Y", use_l10n=False)


def time_words(wall: time) -> str:
    """A wall time in words: "9am", "3.45pm", "noon", "midnight"."""
    if (wall.hour, wall.minute) in ((0, 0), (12, 0)):
        return _("noon") if wall.hour else _("midnight")
    minutes = f".{wall.minute:02}" if wall.minute else ""
    return f"{(wall.hour - 1) % 12 + 1}{minutes}{'am' if wall.hour < 12 else 'pm'}"


def times_words(start: time | None, end: time | None) -> str:
    """From when to when: "10am to 2pm", "from 10am", "until 2pm", "" when neither is known."""
    if start and end:
        return _("{start} to {end}").format(start=time_words(start), end=time_words(end))
    if start:
        return _("from {start}").format(start=time_words(start))
    return _("until {end}").format(end=time_words(end)) if end else ""


def slot_words(day: date | None, start: time | None, end: time | None) -> str:
    """A day with its times: "Thursday 4 February 2027, 10am to 2pm", or that they are to be confirmed."""
    if day is None:
        return _("Date to be confirmed")
    times = times_words(start, end)
    words = day_words(day, weekday=True, year=True)
    return f"{words}, {times}" if times else words


def moment_words(moment: datetime, *, weekday: bool = False, year: bool = False) -> str:
    """A moment in London's words, like "1 December at 9am"; with its weekday or year where asked for."""
    local = moment.astimezone(UTC).astimezone(LONDON)
    day = day_words(local.date(), weekday=weekday, year=year)
    return _("{day} at {time}").format(day=day, time=time_words(local.time()))
