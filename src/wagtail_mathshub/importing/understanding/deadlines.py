"""Until when, and from when on, something can be answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.understanding.date_sentences import DEADLINE, OPENING, Sentence
from wagtail_mathshub.scheduling.date_lines import parse_line

NO_CLOSING_TIME = "no_closing_time"
_LAST_MINUTE = time(23, 59)
_MENTIONED = {"weekday_mismatch", "impossible_date", "year_guessed", "no_year"}


@dataclass(frozen=True)
class Moment:
    """An aware London moment, the words that named it, and what is odd about it."""

    at: datetime
    source: str
    notices: tuple[Notice, ...] = ()


def closing_in(sentences: Sequence[Sentence], academic_year: str) -> Moment | None:
    """The moment at which sign-up or an advert closes; the last minute of its day where no time is said."""
    for sentence in sentences:
        found = DEADLINE.search(sentence.text)
        if not found or not sentence.days:
            continue
        day, at, notices = _day_and_time(_after(sentence.text, found), academic_year)
        if day is None:
            continue
        if at is None:
            message = _("No time is given for closing: the end of that day was taken.")
            notices.append(Notice(NO_CLOSING_TIME, message, sentence.text))
        return Moment(datetime.combine(day, at or _LAST_MINUTE, tzinfo=LONDON), sentence.text, tuple(notices))
    return None


def opening_in(sentences: Sequence[Sentence], academic_year: str) -> Moment | None:
    """The moment from which people can answer; the first of its day where no time is said."""
    for sentence in sentences:
        found = OPENING.search(sentence.text)
        if not found or not sentence.days:
            continue
        day, at, notices = _day_and_time(sentence.text[found.start() :], academic_year)
        if day:
            return Moment(datetime.combine(day, at or time.min, tzinfo=LONDON), sentence.text, tuple(notices))
    return None


def _after(text: str, found: re.Match[str]) -> str:
    rest = text[found.start() :]
    return rest if parse_line(rest).sessions else text


def _day_and_time(text: str, academic_year: str) -> tuple[date | None, time | None, list[Notice]]:
    parsed = parse_line(text, academic_year=academic_year or None)
    notices = [Notice(one.key, one.message, text) for one in parsed.warnings if one.key in _MENTIONED]
    if any(one.code in ("year_guessed", "no_year") for one in notices):
        return None, None, []
    session = next((one for one in parsed.sessions if one.date), None)
    if session is None:
        return None, None, []
    return session.date, parsed.time or session.end or session.start, notices
