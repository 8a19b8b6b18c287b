"""Read one pasted line: "Workshop 1 - Wed 13th Jan - 1300-1630 - Market Hall"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import attrgetter

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.wording import times_words
from wagtail_mathshub.scheduling.date_lines.cleaning import (
    CUT,
    HIDDEN_LABEL,
    LINK,
    MAX_LENGTH,
    cleaned,
    hidden,
    shown,
)
from wagtail_mathshub.scheduling.date_lines.days import NamedDay, find_days
from wagtail_mathshub.scheduling.date_lines.labels import VENUE_LENGTH, clipped, label_and_note, own_labels
from wagtail_mathshub.scheduling.date_lines.places import Place, cut_postcodes, cut_unknown, find_place
from wagtail_mathshub.scheduling.date_lines.resolving import dated, stated_year
from wagtail_mathshub.scheduling.date_lines.results import ParsedLine, ParsedSession
from wagtail_mathshub.scheduling.date_lines.spreading import spread
from wagtail_mathshub.scheduling.date_lines.times import Times, find_times
from wagtail_mathshub.scheduling.warnings import Holiday, LineWarning, slot_warnings
from wagtail_mathshub.taxonomy.academic_years import is_valid_key, parse_academic_year

_OVERRIDES = (
    ("postponed", re.compile(r"\bpostponed\b", re.I)),
    ("cancelled", re.compile(r"\bcancell?ed\b", re.I)),
)
_ONLY_UNKNOWN = re.compile(rf"[\W{CUT}]*")


@dataclass(frozen=True)
class _Line:
    """A cleaned line without its dates, and what it says of each group of dates that stand together."""

    written: str
    groups: list[list[NamedDay]]
    labels: list[tuple[str, str]]
    times: list[Times]
    places: list[Place]


def parse_line(
    text: str, *, academic_year: str | None = None, holidays: Sequence[Holiday] = ()
) -> ParsedLine:
    """Read a line; `holidays` are first day, last day and name. Whatever the text, nothing is raised.

    A date without a year gets the one that it has in `academic_year` ("2026-27"); without that, what
    else the line says of years decides, and at last its weekday.
    """
    plain = cleaned(text)
    body = LINK.sub(lambda found: CUT * len(found[0]), plain)
    body, unknown = cut_unknown(body)
    line = _read(body, unknown)
    known = academic_year if academic_year and is_valid_key(academic_year) else None
    year = known or parse_academic_year(plain) or stated_year([day for group in line.groups for day in group])
    sessions, found = _sessions(line, year)
    if not line.groups and _is_undated_session(body, unknown, line):
        sessions = [_session(line, 0)]
    checked = [
        warning
        for session in sessions
        for warning in slot_warnings(
            session.date, session.start, session.end, academic_year=known, holidays=holidays
        )
    ]
    warnings = [*_line_warnings(text, plain, line), *found, *checked]
    stated = line.times[0] if not sessions else Times()
    return ParsedLine(
        text=text,
        sessions=tuple(sessions),
        warnings=tuple(dict.fromkeys(warnings)),
        override=next((key for key, pattern in _OVERRIDES if pattern.search(plain)), None),
        arrive_from=stated.arrive,
        start=stated.start,
        end=stated.end,
        time=line.times[0].single if line.groups else None,
    )


def _read(body: str, unknown: Sequence[tuple[int, str]]) -> _Line:
    body, codes = cut_postcodes(body)
    written = hidden(body)
    text, days = find_days(written)
    groups = [list(group) for _start, group in groupby(days, key=attrgetter("start"))]
    edges = [0, *(group[0].start for group in groups), len(text)]
    bounds = list(pairwise(edges))
    names, stretches = own_labels([text[start:end] for start, end in bounds])
    cut = [find_times(stretch, has_date=bool(groups)) for stretch in stretches]
    postcodes = [next((code for at, code in codes if start <= at < end), "") for start, end in bounds]
    places = [
        find_place(rest, postcode=code, is_head=index == 0)
        for index, ((rest, _times), code) in enumerate(zip(cut, postcodes, strict=True))
    ]
    count = max(1, len(groups))
    open_times = [
        any(start <= at < end and _is_time(words) for at, words in unknown) for start, end in bounds
    ]
    return _Line(
        written=written,
        groups=groups,
        labels=[label_and_note(places, names, index, count) for index in range(count)],
        times=_spread_times([times for _rest, times in cut], open_times),
        places=spread(places[1:] or [Place()], places[0], Place.merged),
    )


def _spread_times(found: Sequence[Times], open_times: Sequence[bool]) -> list[Times]:
    head, own = found[0], found[1:] or [Times()]
    times = spread(own, head, Times.merged)
    if len(own) == 1:
        return times
    # Among several dates, one that says "TBC" has no share in the times of the others.
    return [
        Times() if is_open and not stated else given
        for given, stated, is_open in zip(times, own, open_times[1:], strict=True)
    ]


def _is_time(unknown: str) -> bool:
    return "time" in unknown or not any(word in unknown for word in ("venue", "location", "place", "date"))


def _sessions(line: _Line, year: str | None) -> tuple[list[ParsedSession], list[LineWarning]]:
    sessions, warnings = [], []
    for index, group in enumerate(line.groups):
        base = _session(line, index)
        written = shown(line.written[group[0].start : group[0].end])
        for named in group:
            day, reasons = dated(named, written, academic_year=year)
            note = written if named.is_week else ""
            sessions.append(replace(base, date=day, note="; ".join(filter(None, (note, base.note)))))
            warnings += reasons
        warnings += _run_warning(group, written)
    return sessions, warnings


def _session(line: _Line, index: int) -> ParsedSession:
    label, note = line.labels[index]
    times, place = line.times[index], line.places[index]
    return ParsedSession(
        label=label,
        start=times.start,
        end=times.end,
        arrive_from=times.arrive,
        mode=place.mode or "tbc",
        venue_text=clipped(place.venue, VENUE_LENGTH) or None,
        postcode=place.postcode,
        note=note,
    )


def _is_undated_session(body: str, unknown: Sequence[tuple[int, str]], line: _Line) -> bool:
    said = " ".join(words for _at, words in unknown)
    if HIDDEN_LABEL.match(hidden(body)):
        return bool(said or line.times[0] or line.places[0])
    return "date" in said or bool(said and _ONLY_UNKNOWN.fullmatch(body) and _is_time(said))


def _run_warning(group: list[NamedDay], written: str) -> list[LineWarning]:
    if not group[-1].in_run or group[-1].day - group[-2].day == 1:
        return []
    sentence = _("{text} is a run of days: only the first and the last were read.")
    return [LineWarning("day_run", sentence.format(text=written))]


def _line_warnings(text: str, plain: str, line: _Line) -> Iterator[LineWarning]:
    if len(text) > MAX_LENGTH:
        sentence = _("Only the first {count} characters of this line were read.")
        yield LineWarning("too_long", sentence.format(count=MAX_LENGTH))
    if LINK.search(plain):
        yield LineWarning("link_left_out", _("A link or code was left out. Put it into the joining link."))
    for times in line.times:
        if times.is_double:
            sentence = _("The line gives two times. The first was taken: {times}.")
            yield LineWarning("two_times", sentence.format(times=times_words(times.start, times.end)))
