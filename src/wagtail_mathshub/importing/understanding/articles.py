"""An article: who wrote it and when, its series, its references."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.importing.plans import Plan, PlanKind, media
from wagtail_mathshub.importing.understanding import facts_in_text
from wagtail_mathshub.importing.understanding.credits import FoundByline, byline_in, named_authors
from wagtail_mathshub.importing.understanding.drafting import SUMMARY_LENGTH, Draft
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.topics import topics_in

SERIES_LENGTH = 120
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_PART = re.compile(
    r"^(?P<before>.*?)[\s,:;(\u2013\u2014-]*\bpart\s+(?P<part>\d{1,2}|one|two|three|four|five|six|seven|eight)\b"
    r"(?:\s+(?:of|/)\s+(?P<parts>\d{1,2}))?",
    re.I,
)
_REFERENCES = re.compile(r"(?:references?|bibliography|sources|further reading)[\s:]*", re.I)


def article(reading: PageReading, confidence: float) -> Plan:
    """The plan for an article."""
    draft = Draft(PlanKind.ARTICLE, reading.title, list(reading.pieces), reading.page.slug)
    byline = byline_in(reading.pieces)
    _authors(draft, reading, byline)
    _date(draft, reading, byline)
    _series(draft, reading)
    _references(draft, reading)
    excerpt = " ".join(reading.page.excerpt.split())
    if excerpt:
        draft.guess("summary", draft.cut(excerpt, SUMMARY_LENGTH, "summary"), 0.9, excerpt)
    if topics := topics_in(reading):
        draft.guess("topics", topics.value, 0.5, topics.source)
    if years := facts_in_text.years_in([reading.title, *reading.page.categories, *reading.page.tags]):
        draft.guess("year_from", years.value[0], 0.6, years.source)
        draft.guess("year_to", years.value[1], 0.6, years.source)
    if reading.page.lead_image:
        draft.fields["lead_image"] = media(reading.page.lead_image)
    return draft.plan(confidence)


def _authors(draft: Draft, reading: PageReading, found: FoundByline | None) -> None:
    if found:
        names, confidence, source = found.byline.authors, 0.9, found.line.text
        if found.is_whole:
            draft.used.add(found.line)
            draft.drop(piece for piece in reading.pieces if piece.lines == [found.line])
    else:
        names = named_authors(reading.page.authors)
        confidence, source = 0.75, ", ".join(reading.page.authors)
    if names:
        draft.guess_rows("authors", [{"name": name} for name in names], confidence, source)


def _date(draft: Draft, reading: PageReading, found: FoundByline | None) -> None:
    published = reading.page.published_at
    day = published.astimezone(LONDON) if published and published.tzinfo else published
    exported = day.date() if day else None
    written = _first_of(found.byline.month) if found and found.byline.month else None
    if written and (exported is None or written < exported.replace(day=1)):
        draft.guess("date", written, 0.85 if exported is None else 0.7, found.line.text if found else "")
        draft.guess("date_precision", "month", 0.9, found.line.text if found else "")
        return
    if exported is None:
        return
    draft.guess("date", exported, 0.9, exported.isoformat())
    draft.guess("date_precision", "day", 0.9, exported.isoformat())
    if written and written > exported:
        message = _("The text says that it was written after the day on which the old site published it.")
        draft.notice("date_contradiction", message, found.line.text if found else "")


def _first_of(month: str) -> date:
    year, number = month.split("-")
    return date(int(year), int(number), 1)


def _series(draft: Draft, reading: PageReading) -> None:
    found = _PART.match(reading.title)
    name = found["before"].strip(" ,:;(-\u2013\u2014") if found else ""
    if not found or not name:
        return
    number = _NUMBERS.get(found["part"].lower()) or int(found["part"])
    draft.guess("series_name", draft.cut(name, SERIES_LENGTH, "series_name"), 0.7, reading.title)
    draft.guess("series_part", number, 0.8, reading.title)
    if found["parts"] and int(found["parts"]) >= number:
        draft.guess("series_parts", int(found["parts"]), 0.8, reading.title)


def _references(draft: Draft, reading: PageReading) -> None:
    for section in reading.sections:
        if not _REFERENCES.fullmatch(section.title) or any(piece.links for piece in section.pieces):
            continue
        is_text = all(
            piece.shape in ("paragraph", "list") and "<img" not in piece.html for piece in section.pieces
        )
        lines = [line.text for piece in section.pieces for line in piece.lines if line not in draft.used]
        if lines and is_text:
            draft.guess("references", "\n".join(lines), 0.9, section.title)
            draft.drop(section.all_pieces)
