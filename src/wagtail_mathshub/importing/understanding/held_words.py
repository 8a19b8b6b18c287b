"""Whether a line's words are all in the sessions that were read from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wagtail_mathshub.scheduling.date_lines import ParsedSession
from wagtail_mathshub.scheduling.date_lines.cleaning import cleaned
from wagtail_mathshub.scheduling.date_lines.days import MONTH, MONTHS, WEEKDAY, WEEKDAYS

_WORD = re.compile(r"[^\W_]+")
_SAYS_NOTHING = {
    "and",
    "at",
    "on",
    "from",
    "to",
    "until",
    "the",
    "of",
    "am",
    "pm",
    "date",
    "dates",
    "time",
    "times",
    "a",
}
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|am|pm|hrs?)?$")
_MODES = {
    "online": {"online", "on", "line"},
    "face_to_face": {"in", "person", "face"},
    "blended": {"online", "in", "person", "face", "blended", "hybrid"},
}


def is_held(text: str, sessions: Sequence[ParsedSession]) -> bool:
    """Whether nothing but the sessions' own dates, times, places and labels stands in a line."""
    kept = {word for session in sessions for word in _kept_words(session)}
    numbers = {number for session in sessions for number in numbers_of(session)}
    return all(_is_kept(word, kept, numbers, sessions) for word in _WORD.findall(cleaned(text).lower()))


def _kept_words(session: ParsedSession) -> set[str]:
    said = (session.label, session.note, session.venue_text or "", session.postcode)
    return set(_WORD.findall(" ".join(said).lower())) | _SAYS_NOTHING | _MODES.get(session.mode, set())


def _is_kept(word: str, kept: set[str], numbers: set[str], sessions: Sequence[ParsedSession]) -> bool:
    if word in kept:
        return True
    if re.fullmatch(MONTH, word):
        return any(s.date and MONTHS[s.date.month - 1] == word[:3] for s in sessions)
    if re.fullmatch(WEEKDAY, word):
        return any(s.date and WEEKDAYS[s.date.weekday()] == word[:3] for s in sessions)
    found = _ORDINAL.fullmatch(word)
    return bool(found) and found[1] in numbers


def numbers_of(session: ParsedSession) -> set[str]:
    """The figures with which people write a session's date and times."""
    found: set[str] = set()
    if day := session.date:
        found |= {
            str(day.day),
            f"{day.day:02}",
            str(day.month),
            f"{day.month:02}",
            str(day.year),
            f"{day.year % 100:02}",
        }
    for moment in filter(None, (session.start, session.end, session.arrive_from)):
        half = moment.hour % 12 or 12
        found |= {str(moment.hour), f"{moment.hour:02}", str(half), f"{half:02}", f"{moment.minute:02}"}
        found.add(f"{moment.hour:02}{moment.minute:02}")
    return found
