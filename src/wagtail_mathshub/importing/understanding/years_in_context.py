"""The academic year that the dates of a page belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.source_pages import SourcePage
from wagtail_mathshub.importing.understanding.facts import HubFacts
from wagtail_mathshub.scheduling.date_lines.days import NamedDay
from wagtail_mathshub.taxonomy.academic_years import (
    academic_year_of,
    first_year,
    is_valid_key,
    key_of,
    label,
    next_key,
    parse_academic_year,
)
from wagtail_mathshub.taxonomy.codes import code_academic_year

FARTHEST = 4
CONTRADICTION, FROM_PUBLICATION, FROM_WEEKDAYS = (
    "academic_year_contradiction",
    "academic_year_from_publication",
    "academic_year_from_weekdays",
)
_NEXT_YEAR_FROM = 5


@dataclass(frozen=True)
class YearGuess:
    """An academic year ("" where nothing tells), how sure it is and where it came from."""

    key: str = ""
    confidence: float = 0.0
    source: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a page says of its year: by place ("title", "slug", "code", "text"), and its days."""

    keys: dict[str, tuple[str, str]] = field(default_factory=dict)
    days: tuple[NamedDay, ...] = ()


def said_of(*, title: str, slug: str, code: str, texts: Sequence[str], days: Sequence[NamedDay]) -> Said:
    """Gather what the parts of a page say."""
    found = {
        "text": next(((key, text) for text in texts if (key := parse_academic_year(text))), None),
        "title": _stated(title),
        "code": (key, code) if (key := code_academic_year(code)) else None,
        "slug": _stated(slug),
    }
    return Said({place: told for place, told in found.items() if told}, tuple(days))


def _stated(text: str) -> tuple[str, str] | None:
    key = parse_academic_year(text)
    return (key, text) if key else None


def year_of(said: Said, page: SourcePage, facts: HubFacts) -> YearGuess:
    """The academic year: whole dates decide, then what the text says, title, code and slug.

    Weekdays check it, or supply it; what contradicts is a notice. The day of publication is the last resort.
    """
    dated = Counter(academic_year_of(day) for day in _whole_dates(said.days))
    if dated:
        key = max(dated, key=lambda one: (dated[one], one))
        return _checked(YearGuess(key, 0.95, label(key)), said)
    if said.keys:
        key, source = next(iter(said.keys.values()))
        return _by_weekdays(YearGuess(key, 0.85, source), said)
    return _from_publication(said, page) or _from_weekdays(said, facts)


def _whole_dates(days: Sequence[NamedDay]) -> Iterator[date]:
    for named in days:
        day = date_in(named, named.year) if named.year else None
        if day and is_valid_key(academic_year_of(day)):
            yield day


def date_in(named: NamedDay, year: int) -> date | None:
    """The date of a named day in a calendar year; None where there is no such day."""
    try:
        return date(year, named.month, named.day)
    except ValueError:
        return None


def agreement(days: Sequence[NamedDay], key: str) -> tuple[int, int]:
    """How many weekdays of days without a year agree with an academic year, and how many there are."""
    start = first_year(key)
    checked = [named for named in days if named.year is None and named.weekday is not None]
    fitting = [
        day
        for named in checked
        if (day := date_in(named, start if named.month >= 9 else start + 1))
        and day.weekday() == named.weekday
    ]
    return len(fitting), len(checked)


def _by_weekdays(guess: YearGuess, said: Said) -> YearGuess:
    fitting, count = agreement(said.days, guess.key)
    others = [key for key, _source in said.keys.values() if key != guess.key]
    if count >= 2 and fitting * 2 < count:
        nearby = sorted(
            _around(guess.key),
            key=lambda key: (key not in others, abs(first_year(key) - first_year(guess.key))),
        )
        agreeing = next((key for key in nearby if agreement(said.days, key)[0] == count), None)
        if agreeing:
            sentence = _(
                "The page speaks of {stated}, but its weekdays are those of {year}, which was taken."
            )
            notice = Notice(
                CONTRADICTION, sentence.format(stated=label(guess.key), year=label(agreeing)), guess.source
            )
            return YearGuess(agreeing, 0.7, guess.source, (notice,))
    return _checked(guess, said)


def _around(key: str) -> Iterator[str]:
    first = first_year(key)
    yield from (key_of(year) for year in range(first - FARTHEST, first + FARTHEST + 1) if year != first)


def _checked(guess: YearGuess, said: Said) -> YearGuess:
    other = next(((key, source) for key, source in said.keys.values() if key != guess.key), None)
    if other is None:
        return guess
    sentence = _("The page names {other} too. {year} was taken: check the academic year.")
    notice = Notice(CONTRADICTION, sentence.format(other=label(other[0]), year=label(guess.key)), other[1])
    return replace(guess, confidence=guess.confidence - 0.2, notices=(notice,))


def _from_publication(said: Said, page: SourcePage) -> YearGuess | None:
    if page.published_at is None or not said.days:
        return None
    day = (
        page.published_at.astimezone(LONDON).date() if page.published_at.tzinfo else page.published_at.date()
    )
    key = academic_year_of(day)
    if not is_valid_key(key):
        return None
    # From May to August a page announces the year to come, unless its weekdays say otherwise.
    likely = [next_key(key), key] if _NEXT_YEAR_FROM <= day.month < 9 else [key, next_key(key)]
    key = max(likely, key=lambda one: agreement(said.days, one)[0])
    sentence = _("No year is given. {year} was taken, because the page was published then: check the dates.")
    notice = Notice(FROM_PUBLICATION, sentence.format(year=label(key)), day.isoformat())
    fitting, count = agreement(said.days, key)
    return YearGuess(key, 0.6 if count and fitting == count else 0.35, day.isoformat(), (notice,))


def _from_weekdays(said: Said, facts: HubFacts) -> YearGuess:
    if not is_valid_key(facts.academic_year):
        return YearGuess()
    fitting, count = agreement(said.days, facts.academic_year)
    if count < 2 or fitting < count:
        return YearGuess()
    sentence = _("No year is given. {year} was taken, because the weekdays agree: check the dates.")
    notice = Notice(FROM_WEEKDAYS, sentence.format(year=label(facts.academic_year)))
    return YearGuess(facts.academic_year, 0.4, "", (notice,))
