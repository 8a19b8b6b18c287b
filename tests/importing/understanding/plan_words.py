"""The words of a page, and where a plan keeps them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any

from bs4 import BeautifulSoup

from wagtail_mathshub.importing.plans import Plan
from wagtail_mathshub.taxonomy.years import year_label
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

_WORD = re.compile(r"[^\W_]+")
# Headings of these are shown by the new page itself; the plan's guesses name the old wording.
_UNDER_HEADINGS = {*TEXT_FIELDS, "outcomes", "sessions", "references", "who_can_apply"}
_SAY_NOTHING = Counter(
    dict.fromkeys(("by", "words", "written", "author", "posted", "and", "click", "here", "download"), 99)
)
_JOIN = [
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
    "online",
    "in",
    "person",
    "face",
    "a",
    "when",
    "where",
]
_SUFFIXES = ("", "st", "nd", "rd", "th", "am", "pm")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def page_words(html: str) -> Counter[str]:
    """The words that a reader of the old page sees."""
    return Counter(words_of(BeautifulSoup(html, "lxml").get_text(" ")))


def kept_words(plans: Sequence[Plan]) -> Counter[str]:
    """The words that plans hold, in fields, rows and bodies."""
    kept = _SAY_NOTHING.copy()
    for plan in plans:
        for text in _texts([dict(plan.fields), dict(plan.rows), plan.body]):
            kept.update(words_of(BeautifulSoup(f"<p>{text}</p>", "lxml").get_text(" ")))
        for guess in plan.guesses:
            if guess.field in _UNDER_HEADINGS and len(guess.source.split()) <= 8:
                kept.update(words_of(guess.source))
        for row in plan.rows.get("sessions", []):
            kept.update(_slot_words(row))
        if plan.fields.get("date"):
            kept.update(_slot_words(dict(plan.fields)))
        for row in plan.rows.get("lessons", []):
            kept.update(_year_words(row))
    return kept


def lost_words(html: str, plans: Sequence[Plan]) -> set[str]:
    """The words of a page that plans hold less often than the page."""
    kept = kept_words(plans)
    return {word for word, count in page_words(html).items() if kept[word] < count}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and not value.startswith("media:"):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))


def _slot_words(slot: dict[str, Any]) -> Counter[str]:
    """Every spelling of a slot's day and times, once for each slot, and the words that join them."""
    found = Counter(dict.fromkeys(_JOIN, 3))
    day: date | None = slot.get("date")
    if day:
        numbers = {str(day.day), f"{day:%d}", str(day.month), f"{day:%m}", f"{day:%Y}", f"{day:%y}"}
        names = {
            f"{day:%A}".lower(),
            f"{day:%a}".lower(),
            f"{day:%B}".lower(),
            f"{day:%b}".lower(),
            "weds",
            "tues",
            "thurs",
            "sept",
        }
        found.update(
            dict.fromkeys({f"{number}{suffix}" for number in numbers for suffix in _SUFFIXES} | names, 2)
        )
    for moment in (slot.get("start"), slot.get("end"), slot.get("arrive_from")):
        if isinstance(moment, time):
            half = moment.hour % 12 or 12
            hours = {
                str(moment.hour),
                f"{moment:%H}",
                str(half),
                f"{half:02}",
                f"{moment:%H%M}",
                f"{moment:%M}",
            }
            found.update(dict.fromkeys({f"{hour}{suffix}" for hour in hours for suffix in _SUFFIXES}, 1))
    return found


def _year_words(row: dict[str, Any]) -> Counter[str]:
    first, last = row["year_from"], row["year_to"]
    if first is None:
        return Counter()
    words = {word for year in range(first, last + 1) for word in words_of(year_label(year))}
    return Counter(dict.fromkeys(words | {f"y{first}", "year"}, 1))
