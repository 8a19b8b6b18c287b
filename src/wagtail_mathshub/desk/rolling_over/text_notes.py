"""What in the texts of a page belongs to one year only: the year's name, dates, and calls to apply now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from wagtail_mathshub.taxonomy import academic_years

LONGEST = 50_000
_TAG = re.compile(r"<[^<>]*>")
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
# "Year 5 may" is no date: months are written with a capital.
_DAY = re.compile(
    rf"(?<![\d])(?:[0-3]?\d(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS})\b|(?:{_MONTHS})\s[0-3]?\d(?:st|nd|rd|th)?\b(?!\d)"
    rf"|[0-3]?\d[/.][01]?\d[/.](?:20)?\d\d\b)"
)
_CALENDAR_YEAR = re.compile(r"(?<![\d/-])20\d\d(?![\d])")
_CALL = re.compile(
    r"\b(?:(?:apply|book|sign up|register|enrol|recruiting|recruitment is) (?:now|today|by|open)"
    r"|closing date|fully booked|nearly full|last few places|places (?:still )?(?:left|available|remain\w*)|next session)\b",
    re.IGNORECASE,
)
# These are cleared, shifted or told of by themselves.
_OTHERWISE = frozenset(
    {"title", "draft_title", "slug", "seo_title", "group_name", "code", "academic_year", "override_note"}
    | {"url_path", "path"}
)
_NO_TEXT = (models.URLField, models.EmailField, models.SlugField)


def text_notes(page: Any, from_year: str) -> list[str]:
    """A sentence for each text of `page` that may be right in `from_year` only."""
    notes = []
    for label, text in _texts(page):
        if found := list(_of_one_year(text, from_year)):
            notes.append(
                _("“{name}” names {things}: check it.").format(name=label, things=_(" and ").join(found))
            )
    return notes


def names_year(text: str, from_year: str) -> bool:
    """Whether the text names the academic year, or one of the two calendar years in it."""
    return next(_years(text, from_year), None) is not None


def _texts(page: Any) -> Iterator[tuple[str, str]]:
    for field in page._meta.concrete_fields:
        is_text = isinstance(field, (models.CharField, models.TextField, StreamField))
        if not is_text or isinstance(field, _NO_TEXT) or field.choices or not field.editable:
            continue
        if field.name not in _OTHERWISE and (value := getattr(page, field.name)):
            label = str(field.verbose_name)
            yield label[:1].upper() + label[1:], _plain(value)
    labels = [session.label for session in page.sessions.all() if session.label]
    if labels:
        yield _("Labels of the sessions"), "; ".join(labels)


def _plain(value: Any) -> str:
    parts = [value] if isinstance(value, str) else _strings(value.raw_data)
    return unescape(_TAG.sub(" ", " ".join(parts)[:LONGEST]))


def _strings(data: Any) -> Iterator[str]:
    """All texts in the stored form of a body, which asks for no page or picture that it points to."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in ("id", "type"):
                yield from _strings(value)
    elif hasattr(data, "__iter__"):
        for entry in data:
            yield from _strings(entry)


def _of_one_year(text: str, from_year: str) -> Iterator[str]:
    if found := next(_years(text, from_year), None):
        yield _("the old year ({words})").format(words=found)
    if day := _DAY.search(text):
        yield _("a date ({words})").format(words=day[0])
    if call := _CALL.search(text):
        yield _("“{words}”").format(words=call[0])


def _years(text: str, from_year: str) -> Iterator[str]:
    if from_year in academic_years.years_named(text):
        yield academic_years.label(from_year)
    first = academic_years.first_year(from_year)
    of_it = {str(first), str(first + 1)}
    yield from (found[0] for found in _CALENDAR_YEAR.finditer(text) if found[0] in of_it)
