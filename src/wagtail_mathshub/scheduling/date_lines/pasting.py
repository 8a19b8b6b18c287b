"""Read a pasted list: what a line says on its own, and what it says for the lines below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wagtail_mathshub.scheduling.date_lines.cleaning import HIDDEN_LABEL, cleaned, hidden
from wagtail_mathshub.scheduling.date_lines.days import find_days
from wagtail_mathshub.scheduling.date_lines.lines import parse_line
from wagtail_mathshub.scheduling.date_lines.places import cut_unknown
from wagtail_mathshub.scheduling.date_lines.results import ParsedLine, ParsedSession
from wagtail_mathshub.scheduling.date_lines.times import find_times
from wagtail_mathshub.scheduling.warnings import Holiday, slot_warnings
from wagtail_mathshub.taxonomy.academic_years import parse_academic_year

_OPEN_END = re.compile(r"(?:[,:&@(+-]|\b(?:and|at|on|from|to|the|of))\s*$", re.I)
_OPEN_START = re.compile(r"\s*(?:[-,:&@)]\s*\S|(?:and|at|to|until|via|or)\b)", re.I)
_ITEM = re.compile(r"\s*(?:[\u2022\u25cf\u25aa\u2713\u2714*]|-\s|\(?\d{1,2}[.)]\s)")
_DEADLINE = re.compile(r"\b(?:clos(?:es?|ed|ing)|deadline|apply|applications?|register by|sign up)\b", re.I)


def parse_lines(
    text: str, *, academic_year: str | None = None, holidays: Sequence[Holiday] = ()
) -> list[ParsedLine]:
    """Read all lines of `text`; empty ones are left out. Arguments as for `parse_line`.

    A line with times and no date ("Arrive at 9am to start at 09.30-15.30") gives them to the lines
    below that have none, until the next such line.
    """
    parsed = []
    given = ParsedLine(text="")
    for line in joined_lines(text):
        academic_year = academic_year or (None if _has_date(line) else parse_academic_year(line))
        found = parse_line(line, academic_year=academic_year, holidays=holidays)
        if found.sessions:
            found = _with_given(found, given, academic_year, holidays)
        elif found.has_times:
            given = found
        parsed.append(found)
    return parsed


def joined_lines(text: str) -> list[str]:
    """The lines of `text`, with those put together again that a hard break tore apart."""
    lines: list[str] = []
    for line in text.splitlines():
        if not cleaned(line):
            continue
        if lines and not _ITEM.match(line) and _continues(lines[-1], line):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
    return lines


def _continues(before: str, line: str) -> bool:
    if _OPEN_END.search(before) or (_OPEN_START.match(line) and _has_date(before)):
        return len(before) + len(line) < 400
    if _is_bare_label(before):
        return _has_date(line) and not HIDDEN_LABEL.match(hidden(cleaned(line)))
    return _is_bare_time(line) and _has_date(before) and not _has_time(before)


def _has_date(line: str) -> bool:
    return bool(find_days(hidden(cleaned(line)))[1])


def _has_time(line: str) -> bool:
    return bool(find_times(find_days(hidden(cleaned(line)))[0], has_date=True)[1])


def _is_bare_label(line: str) -> bool:
    return bool(HIDDEN_LABEL.fullmatch(hidden(cleaned(line)).rstrip(" :.-")))


def _is_bare_time(line: str) -> bool:
    rest, times = find_times(hidden(cleaned(line)), has_date=True)
    return times.is_pair and not re.search(r"\w", rest)


def _with_given(
    found: ParsedLine, given: ParsedLine, academic_year: str | None, holidays: Sequence[Holiday]
) -> ParsedLine:
    if not given.has_times or _DEADLINE.search(found.text) or _has_unknown_time(found.text):
        return found
    sessions = tuple(_filled(session, given) for session in found.sessions)
    added = [
        warning
        for session in sessions
        for warning in slot_warnings(
            session.date, session.start, session.end, academic_year=academic_year, holidays=holidays
        )
    ]
    return replace(found, sessions=sessions, warnings=tuple(dict.fromkeys([*found.warnings, *added])))


def _has_unknown_time(line: str) -> bool:
    return any("time" in words for _place, words in cut_unknown(cleaned(line))[1])


def _filled(session: ParsedSession, given: ParsedLine) -> ParsedSession:
    if session.date is None or session.start or session.end:
        return session
    arrive = session.arrive_from or given.arrive_from
    return replace(session, start=given.start, end=given.end, arrive_from=arrive)
