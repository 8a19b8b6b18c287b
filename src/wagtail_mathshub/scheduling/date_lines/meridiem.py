"""Wall times as people write them: "9.30", "3pm", "1300", "noon", and pairs that share one am or pm."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

NOON = 12
_WORDS = {"noon": 12, "midday": 12, "midnight": 0}


@dataclass(frozen=True)
class WrittenTime:
    """A time as written; `half` is "a", "p" or "" where neither am nor pm is said."""

    hour: int
    minute: int = 0
    half: str = ""
    has_minutes: bool = False
    is_exact: bool = False

    def readings(self) -> list[time]:
        """The times that this can mean, the likelier one first."""
        if self.is_exact or self.hour > NOON:
            return [time(self.hour, self.minute)]
        morning, afternoon = (time(self.hour % NOON + shift, self.minute) for shift in (0, NOON))
        if self.half:
            return [morning if self.half == "a" else afternoon]
        # Teachers meet at two in the afternoon, never at two in the morning.
        early = 1 <= self.hour <= 6 or self.hour == NOON
        return [afternoon, morning] if early else [morning, afternoon]


def time_pattern(name: str) -> str:
    """A regular expression for one time; its groups end in `name`."""
    return (
        rf"(?:(?P<word{name}>(?:12(?:[.:]00)?\s?)?(?:noon|midday|midnight))\b"
        rf"|(?P<hour{name}>\d{{1,2}})(?:[.:](?P<minute{name}>[0-5]\d)(?::[0-5]\d)?)?(?!\d|[.:/]\d)"
        rf"(?:\s?(?P<half{name}>[ap])\.?\s?m(?![a-z])\.?)?"
        rf"|(?P<digits{name}>\d{{3,4}})(?!\d)(?:\s?(?P<late{name}>[ap])\.?m(?![a-z])\.?)?(?P<unit{name}>\s?(?:hrs?|hours|h)\b\.?)?)"
    )


def written_time(found: re.Match[str], name: str) -> WrittenTime | None:
    """The time that the groups of `time_pattern(name)` hold; None where there is no such time."""
    if found["word" + name]:
        return WrittenTime(_WORDS[re.split(r"[\s\d]", found["word" + name].lower())[-1]], is_exact=True)
    digits, half = found["digits" + name], (found["half" + name] or found["late" + name] or "").lower()
    if digits:
        hour, minute = int(digits[:-2]), int(digits[-2:])
        is_exact = len(digits) == 4 and not half
    else:
        written = found["hour" + name]
        hour, minute = int(written), int(found["minute" + name] or 0)
        is_exact = hour == 0 or (written.startswith("0") and not half)
    if hour > 23 or minute > 59:
        return None
    return WrittenTime(hour, minute, half, bool(digits or found["minute" + name]), is_exact)


def pair(first: WrittenTime, last: WrittenTime) -> tuple[time, time]:
    """Start and end: an am or pm on one of them decides the other where that keeps them in order."""
    shares = bool(last.half and not first.half and first.hour)
    starts = (replace(first, is_exact=False) if shares else first).readings()
    ends = last.readings()
    if shares:
        # The start of "3.30-5pm" is in the afternoon, that of "9.30-3.30pm" is not.
        starts = sorted(starts, reverse=last.half == "p")
    for start in starts:
        for end in sorted(ends):
            if start < end:
                return start, end
    return starts[0], ends[0]
