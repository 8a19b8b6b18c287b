"""A collection of lessons for year groups."""

from __future__ import annotations

import re

from wagtail_mathshub.importing.plans import Plan, PlanKind, media
from wagtail_mathshub.importing.understanding.credits import byline_in
from wagtail_mathshub.importing.understanding.drafting import Draft
from wagtail_mathshub.importing.understanding.lessons import FoundLesson, is_years_heading, lessons_in
from wagtail_mathshub.importing.understanding.outline import html_without
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.topics import topics_in
from wagtail_mathshub.scheduling.date_lines.days import MONTH
from wagtail_mathshub.taxonomy.years import parse_years

PERIOD_LENGTH = 60
_PERIOD = re.compile(
    rf"\b{MONTH}(?:\s+20\d\d)?\s*(?:-|\u2013|to)\s*{MONTH}\s+20\d\d\b|\b20\d\d[/-](?:20)?\d\d\b|\b(?:autumn|spring|summer)(?: term)? 20\d\d\b",
    re.I,
)
_COMPILED = re.compile(
    r"\b(?:[Cc]ompiled|[Pp]ut together|[Cc]ollected|[Mm]ade|[Ww]ritten) by ([A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)+)"
)


def collection(reading: PageReading, confidence: float) -> Plan:
    """The plan for a collection of lessons."""
    draft = Draft(PlanKind.COLLECTION, reading.title, list(reading.pieces), reading.page.slug)
    lessons = lessons_in(reading.pieces, parse_years(reading.title))
    if lessons:
        rows = [lesson.row() for lesson in lessons]
        if topics := topics_in(reading):
            rows = [row | {"topic": topics.value[0]} for row in rows]
        draft.guess_rows("lessons", rows, 0.8, "\n".join(lesson.line.text for lesson in lessons))
    _use(draft, reading, lessons)
    _period(draft, reading)
    _compilers(draft, reading)
    _introduction(draft, reading)
    if reading.page.lead_image:
        draft.fields["lead_image"] = media(reading.page.lead_image)
    return draft.plan(confidence)


def _use(draft: Draft, reading: PageReading, lessons: list[FoundLesson]) -> None:
    lines = dict.fromkeys(lesson.line for lesson in lessons)
    for line in lines:
        held = [lesson for lesson in lessons if lesson.line is line]
        links = sum(len(lesson.links) for lesson in held)
        together = FoundLesson(
            " ".join(one.title for one in held), None, line, [link for one in held for link in one.links]
        )
        if links == len(line.links) and together.is_wholly_held:
            draft.used.add(line)
    for piece in reading.pieces:
        if piece.shape == "table" and draft.used.issuperset(piece.lines) and piece.head:
            # The words above the columns are nowhere else.
            draft.used.difference_update(piece.lines)
    for section in reading.sections:
        is_empty = section.pieces and not any(html_without(piece, draft.used) for piece in section.pieces)
        if section.heading and is_empty and is_years_heading(section.title):
            draft.drop(section.all_pieces)


def _period(draft: Draft, reading: PageReading) -> None:
    for text in [reading.title, *reading.texts[:5]]:
        if found := _PERIOD.search(text):
            draft.guess("period", found[0][:PERIOD_LENGTH], 0.7, text)
            return


def _compilers(draft: Draft, reading: PageReading) -> None:
    byline = byline_in(reading.pieces[:2])
    for text in reading.texts:
        if found := _COMPILED.search(text):
            draft.guess_rows("compilers", [{"name": found[1]}], 0.8, text)
            return
    if byline:
        draft.guess_rows(
            "compilers", [{"name": name} for name in byline.byline.authors], 0.7, byline.line.text
        )


def _introduction(draft: Draft, reading: PageReading) -> None:
    texts = []
    for piece in reading.pieces:
        if (
            piece.level
            or piece.shape != "paragraph"
            or piece.links
            or "<img" in piece.html
            or len(piece.lines) != 1
        ):
            break
        if draft.used.intersection(piece.lines):
            break
        texts.append(piece.text)
        draft.drop([piece])
    if texts:
        draft.guess("intro", "\n\n".join(texts), 0.8, texts[0])
