"""Read one pasted line: "Workshop 1 - Wed 13th Jan - 1300-1630 - Market Hall"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wagtail_mathshub.publishing.wording import times_words
from wagtail_mathshub.scheduling.date_lines.cleaning import CUT, LABEL, LINK, MAX_LENGTH, cleaned, hidden, shown
from wagtail_mathshub.scheduling.date_lines.days import NamedDay, find_days
from wagtail_mathshub.scheduling.date_lines.labels import VENUE_LENGTH, clipped, label_and_note, own_labels
from wagtail_mathshub.scheduling.date_lines.places import Place, cut_postcodes, cut_unknown, find_place
from wagtail_mathshub.scheduling.date_lines.resolving import dated, stated_year
from wagtail_mathshub.scheduling.date_lines.results import ParsedLine, ParsedSession
from wagtail_mathshub.scheduling.date_lines.spreading import spread
from wagtail_mathshub.scheduling.date_lines.times import Times, find_times
from wagtail_mathshub.scheduling.warnings import Holiday, LineWarning, slot_warnings
from wagtail_mathshub.taxonomy.academic_years import is_valid_key, parse_academic_year

_OVERRIDES = (("postponed", re.compile(r"\bpostponed\b", re.I)), ("cancelled", re.compile(r"\bcancell?ed\b", re.I)))
_ONLY_UNKNOWN = re.compile(rf"[\W{CUT}]*")


@dataclass(frozen=True)
class _Line:
    """A cleaned line without its dates, and what it says of each group of dates that stand together."""

    written: str
    groups: list[list[NamedDay]]
    labels: list[tuple[str, str]]
    times: list[Times]
    places: list[Place]


def parse_line(text: str, *, academic_year: str | None = None, holidays: Sequence[Holiday] = ()) -> ParsedLine:
    """Read a line; `holidays` are first day, last day and name. Whatever the text, nothing is raised.

    A date without a year gets the one that it has in `academic_year` ("2026-27"); without that, what
    else the line says of years decides, and at last its weekday.
    """
    plain = cleaned(text)
    body = LINK.sub(lambda found: CUT * len(found[0]), plain)
    body, unknown = cut_unknown(body)
    line = _read(body)
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


def _read(body: str) -> _Line:
    body, codes = cut_postcodes(body)
    written = hidden(body)
    text, days = find_days(written)
    groups: list[list[NamedDay]] = []
    for day in days:
        if groups and groups[-1][0].start == day.start:
            groups[-1].append(day)
        else:
            groups.append([day])
    edges = [0, *(group[0].start for group in groups), len(text)]
    stretches = [text[start:end] for start, end in zip(edges, edges[1:], strict=False)]
    named, stretches = own_labels(stretches)
    cut = [find_times(stretch, has_date=bool(groups)) for stretch in stretches]
    places = [
        find_place(
            rest,
            postcode=next((code for place, code in codes if start <= place < end), ""),
            is_head=index == 0,
        )
        for index, ((rest, _times), start, end) in enumerate(zip(cut, edges, edges[1:], strict=False))
    ]
    head_times, head_place = cut[0][1], places[0]
    count = max(1, len(groups))
    return _Line(
        written=written,
        groups=groups,
        labels=[label_and_note(places, named, index, count) for index in range(count)],
        times=spread([times for _rest, times in cut[1:]] or [Times()], head_times, Times.merged),
        places=spread(places[1:] or [Place()], head_place, Place.merged),
    )


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
        venue_text=clipped(place.venue, VENUE_LENGTH),
        postcode=place.postcode,
        note=note,
    )


def _is_undated_session(body: str, unknown: str, line: _Line) -> bool:
    if LABEL.match(hidden(body)):
        return bool(unknown or line.times[0] or line.places[0])
    return "date" in unknown or bool(unknown and _ONLY_UNKNOWN.fullmatch(body) and "venue" not in unknown)


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
