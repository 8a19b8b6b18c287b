"""The times that a stretch of a line names: pairs, and single times with their part in the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from wagtail_mathshub.scheduling.date_lines.cleaning import CUT, without
from wagtail_mathshub.scheduling.date_lines.meridiem import WrittenTime, pair, time_pattern, written_time

ARRIVE, START, END, PAIR, SINGLE = "arrive", "start", "end", "pair", "single"
_ONE, _TWO = time_pattern("1"), time_pattern("2")
_FREE = r"(?<![\d\u00a3\ue000-\ue009])(?<!\d[.:/])"
_TO = r"\s*(?:-|to\b|until\b|till?\b)\s*"
_LINK = r"(?:\s+(?:at|is|are|be|from|time|promptly|opens?|open|on|of|date))*\s*[:-]?\s*"
_ARRIVAL = (
    r"\b(?:arriv(?:e|al|als|ing)|registration|register|refreshments|coffee|tea|breakfast|doors|sign[- ]?in)"
)
_STARTS = r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|commenc(?:es|ing|e)|from)"
_ENDS = (
    r"\b(?:until|till?|by|before|ends?|ending|finish(?:es|ing)?|clos(?:es?|ed|ing)|deadline|no later than)"
)

_ARRIVE_FOR = re.compile(rf"{_FREE}{_ONE}\s+(?:arrival\s+)?for(?:\s+an?)?\s+(?={_TWO})", re.I)
_ARRIVE = re.compile(rf"{_ARRIVAL}{_LINK}{_ONE}(?:{_TO}{_TWO})?", re.I)
_ARRIVE_AFTER = re.compile(
    rf"{_FREE}{_ONE}\s+(?:for\s+)?(?:arrivals?|registration|coffee|refreshments)\b", re.I
)
_PAIR = re.compile(
    rf"(?:\b(?:from|between|{_STARTS[2:]}){_LINK})?{_FREE}{_ONE}(?:{_TO}|\s+(?P<both>and)\s+){_TWO}", re.I
)
_START = re.compile(
    rf"{_STARTS}{_LINK}{_ONE}|{_FREE}{_TWO}(?:\s+(?:prompt\s+)?(?:start|onwards)\b|\s?\+)", re.I
)
_END = re.compile(rf"{_ENDS}{_LINK}{_ONE}|{_FREE}{_TWO}\s+(?:finish|end|close|deadline)\b", re.I)
_SINGLE = re.compile(rf"(?P<at>(?:\bat|\btimes?|@)\s*:?\s*)?{_FREE}{_ONE}", re.I)
_EDGE = f",;:()|@{CUT}.-"
_GOES_ON = re.compile(r"(?:online|on zoom|via|zoom|teams|in[- ]person|at\b|@)", re.I)


@dataclass(frozen=True)
class Times:
    """What a stretch of text says about the day. `is_double` where it says two different things."""

    arrive: time | None = None
    start: time | None = None
    end: time | None = None
    single: time | None = None
    is_double: bool = False

    def __bool__(self) -> bool:
        return any((self.arrive, self.start, self.end))

    def merged(self, other: Times) -> Times:
        """These times, with what they leave open taken from `other`."""
        if self == other:
            return self
        start, end = self.start or other.start, self.end or other.end
        return Times(
            self.arrive or other.arrive,
            start,
            end,
            None if start and end else self.single or other.single,
            self.is_double or other.is_double or (self.is_pair and other.is_pair),
        )

    @property
    def is_pair(self) -> bool:
        """Whether both start and end are known."""
        return bool(self.start and self.end)


def find_times(text: str, *, has_date: bool) -> tuple[str, Times]:
    """`text` with its times cut out, and the times. Bare figures count only beside a date."""
    text, arrivals = _cut_arrivals(text)
    pairs, starts, ends, singles = [], [], [], []
    for found in _PAIR.finditer(text):
        first, last = written_time(found, "1"), written_time(found, "2")
        if first and last and _is_pair(found, first, last, has_date=has_date):
            pairs.append(pair(first, last))
            text = without(text, found.start(), found.end())
    for pattern, kept in ((_END, ends), (_START, starts)):
        for found, written in _with_times(pattern, text):
            if _is_time(written, found, is_named=True):
                kept.append(written.readings()[0])
                text = without(text, _cut_from(found), found.end())
    if not (pairs or starts or ends):
        for found, written in _with_times(_SINGLE, text):
            if _is_time(written, found, is_named=bool(found["at"]), has_date=has_date):
                singles.append(written.readings()[0])
                text = without(text, found.start(), found.end())
    return text, _together(arrivals, pairs, starts, ends, singles)


def _cut_from(found: re.Match[str]) -> int:
    # "Applications close 5pm" keeps its verb, which says what happens then.
    if not re.match("clos|deadline", found[0], re.I):
        return found.start()
    return max(found.start(name) for name in ("hour1", "digits1", "word1"))


def _cut_arrivals(text: str) -> tuple[str, list[time]]:
    arrivals = []
    for pattern in (_ARRIVE, _ARRIVE_FOR, _ARRIVE_AFTER):
        for found in pattern.finditer(text):
            written = written_time(found, "1")
            if written is None or (pattern is _ARRIVE_FOR and not _is_time(written, found, is_named=True)):
                continue
            end = found.end()
            if pattern is _ARRIVE and found["hour2"] and not _PAIR.search(text, end):
                # "Arrive 9.30-3.30" names the session itself.
                continue
            arrivals.append(written.readings()[0])
            text = without(text, found.start(), end)
    return text, arrivals


def _with_times(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], WrittenTime]]:
    for found in pattern.finditer(text):
        names = ("1", "2") if "hour2" in pattern.groupindex else ("1",)
        for name in names:
            if found[f"hour{name}"] or found[f"digits{name}"] or found[f"word{name}"]:
                written = written_time(found, name)
                if written:
                    yield found, written


def _is_pair(found: re.Match[str], first: WrittenTime, last: WrittenTime, *, has_date: bool) -> bool:
    if found["both"] and not re.match("between", found[0], re.I):
        return False
    if found["digits1"] and found["digits2"]:
        return not (first.minute % 5 or last.minute % 5 or first.hour == last.hour)
    if first.half or last.half or first.has_minutes or last.has_minutes or found["word1"] or found["word2"]:
        return True
    return has_date and _stands_alone(found)


def _is_time(written: WrittenTime, found: re.Match[str], *, is_named: bool, has_date: bool = False) -> bool:
    if written.half or ("word1" in found.groupdict() and found["word1"]):
        return True
    text = found[0].lower()
    if re.search(r"noon|midday|midnight|\d\s?h(?:rs?|ours)?\b|\d:\d\d", text):
        return True
    if written.has_minutes and written.minute % 5 == 0:
        return is_named or (has_date and "." in text)
    return is_named and not written.has_minutes and 1 <= written.hour <= 20 and _stands_alone(found)


def _stands_alone(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()].rstrip(), found.string[found.end() :].lstrip()
    starts = (
        not before
        or before[-1] in _EDGE
        or bool(re.search(r"(?:\b(?:from|times?|at)|\W\s*\b(?:and|or))$", before, re.I))
    )
    return starts and (not after or after[0] in _EDGE or bool(_GOES_ON.match(after)))


def _together(
    arrivals: list[time],
    pairs: list[tuple[time, time]],
    starts: list[time],
    ends: list[time],
    singles: list[time],
) -> Times:
    arrive = arrivals[0] if arrivals else None
    if pairs:
        start, end = pairs[0]
        is_double = len(set(pairs)) > 1 or any(s not in (start, arrive) for s in starts)
        return Times(arrive, start, end, None, is_double)
    starts = starts or ([] if ends else singles)
    start, end = (starts or [None])[0], (ends or [None])[0]
    is_double = len(set(starts)) > 1 or len(set(ends)) > 1
    single = (start or end) if not (start and end) and not is_double else None
    return Times(arrive, start, end, single, is_double)
