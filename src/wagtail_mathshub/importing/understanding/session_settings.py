"""What a page says of all its sessions: "All at Harrow Lane Academy, 9.30am to 3pm"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from wagtail_mathshub.importing.understanding.date_sentences import DEADLINE, Sentence, names_sessions
from wagtail_mathshub.scheduling.date_lines.cleaning import LINK, cleaned, hidden
from wagtail_mathshub.scheduling.date_lines.places import find_place
from wagtail_mathshub.scheduling.date_lines.times import find_times

_FOR_ALL = re.compile(
    r"(?:all|each|every|both|the (?:sessions|workshops|meetings|days)|sessions?|workshops|meetings|venues?|where|locations?|place|times?|held)\b",
    re.I,
)
MOST_WORDS_OF_A_PLACE = 8
_PLACE = re.compile(
    r"\b(?:school|academy|college|university|hall|centre|hotel|library|church|stadium|museum|campus|building|theatre)\b",
    re.I,
)
_OFFICE = re.compile(r"\b(?:telephone|tel|phone|call|office|opening hours|lunch|tea|coffee|talk)\b", re.I)


@dataclass(frozen=True)
class Setting:
    """Times, mode and place that hold for the sessions around it."""

    arrive: time | None = None
    start: time | None = None
    end: time | None = None
    mode: str = ""
    venue: str = ""

    @property
    def has_times(self) -> bool:
        """Whether it says when a session begins and ends."""
        return bool(self.start and self.end)


def settings_of(sentences: Sequence[Sentence]) -> dict[int, Setting]:
    """The settings by the place of their sentences."""
    found = {place: _setting(sentence) for place, sentence in enumerate(sentences)}
    for place, (before, sentence) in enumerate(pairwise(sentences), start=1):
        found[place] = found[place] or _bare_place(before, sentence)
    return {place: setting for place, setting in found.items() if setting}


def _bare_place(before: Sentence, sentence: Sentence) -> Setting | None:
    """A place on a line of its own below a date."""
    if (
        len(sentence.text.split()) > MOST_WORDS_OF_A_PLACE
        or sentence.piece.level
        or not names_sessions(before)
    ):
        return None
    place = find_place(hidden(cleaned(sentence.text)))
    is_place = bool(place.venue) and not place.words and _PLACE.search(place.venue)
    return Setting(mode=place.mode, venue=place.venue) if is_place else None


def _setting(sentence: Sentence) -> Setting | None:
    text = sentence.text
    if sentence.days or DEADLINE.search(text) or _OFFICE.search(text) or sentence.piece.level:
        return None
    plain = hidden(LINK.sub(" ", cleaned(text))).replace("?", ":", 1)
    rest, times = find_times(plain, has_date=bool(re.match(r"times?\b", plain, re.I)))
    if not (times.is_pair or _FOR_ALL.match(plain) or plain.endswith(":")):
        return None
    place = find_place(rest)
    setting = Setting(times.arrive, times.start, times.end, place.mode, place.venue)
    return setting if setting.has_times or place.mode else None


def setting_for(own: Mapping[int, Setting], at: int, shared: Mapping[int, Setting]) -> Setting:
    """What holds for the sentence at `at`: the nearest above it, else the first below, else what is shared."""
    near = [own[place] for place in sorted(own, key=lambda one: (one > at, abs(one - at)))] + list(
        shared.values()
    )
    timed = next((setting for setting in near if setting.has_times), Setting())
    placed = next((setting for setting in near if setting.mode), Setting())
    return Setting(timed.arrive, timed.start, timed.end, placed.mode, placed.venue)
