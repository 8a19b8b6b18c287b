"""A page about a Work Group into its fields, texts and sessions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wagtail_mathshub.importing.findings import Guess
from wagtail_mathshub.importing.plans import Plan, PlanKind
from wagtail_mathshub.importing.understanding import facts_in_text
from wagtail_mathshub.importing.understanding.drafting import Draft, shortened, summarise
from wagtail_mathshub.importing.understanding.offers import read_offer, read_state
from wagtail_mathshub.importing.understanding.outline import html_without
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.sections import Section, sections_of
from wagtail_mathshub.importing.understanding.session_lines import FoundSession, read_sessions
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

LABEL_LENGTH, VENUE_LENGTH, NOTE_LENGTH = 120, 200, 300
_SURE_FROM = 0.6


def work_group(reading: PageReading, confidence: float, *, title: str = "", part: str = "") -> Plan:
    """The plan for one Work Group; `title` where it is one of several on a page."""
    draft = Draft(
        PlanKind.WORK_GROUP, title or reading.title, list(reading.pieces), "" if part else reading.page.slug
    )
    _identity(draft, reading)
    sessions = read_sessions(reading.pieces, reading.year.key, [*reading.common, *reading.for_all])
    if sessions.found:
        rows = [_row(found) for found in sessions.found]
        source = "\n".join(dict.fromkeys(found.sentence.text for found in sessions.found))
        draft.guess_rows("sessions", rows, reading.year.confidence, source)
    draft.notices += sessions.notices
    draft.used |= sessions.used
    heads = [piece.head for piece in reading.pieces if piece.head and draft.used.issuperset(piece.lines)]
    draft.guesses += [Guess("sessions", len(sessions.found), 0.8, head) for head in heads]
    _audience(draft, reading)
    read_offer(draft, reading)
    read_state(draft, reading)
    summarise(
        draft, "" if part else reading.page.excerpt, reading.pieces[1:] if reading.heading else reading.pieces
    )
    _texts(draft, reading.sections)
    _texts(draft, sections_of(reading.common), is_shared=True)
    _drop_headings(draft, reading)
    return draft.plan(confidence, part=part)


def _identity(draft: Draft, reading: PageReading) -> None:
    code, source = reading.code
    if code:
        draft.guess("code", code, 0.95, source)
    year = reading.year
    if year.key:
        draft.guess("academic_year", year.key, year.confidence, year.source)
    draft.notices += reading.year_notices
    titles = [reading.heading, reading.title, reading.slug.replace("-", " "), *reading.headings]
    if strand := facts_in_text.strand_in(titles):
        draft.guess("strand", strand.value, 0.8, strand.source)
    if stage := facts_in_text.stage_in(titles):
        draft.guess("stage", stage.value, 0.8, stage.source)


def _row(found: FoundSession) -> dict[str, object]:
    session = found.session
    venue = ", ".join(filter(None, (session.venue_text, session.postcode)))
    label = re.sub(r"^next (?:session|meeting)\b[:\s]*", "", session.label, flags=re.I)
    return {
        "label": shortened(label, LABEL_LENGTH),
        "date": session.date,
        "start": session.start,
        "end": session.end,
        "mode": session.mode,
        "venue_text": shortened(venue, VENUE_LENGTH),
        "note": shortened(session.note, NOTE_LENGTH),
        "arrive_from": session.arrive_from,
        "status": found.status,
    }


def _audience(draft: Draft, reading: PageReading) -> None:
    who = [
        line.text
        for s in reading.sections
        if s.field_name == "who_can_take_part"
        for p in s.pieces
        for line in p.lines
    ]
    shared = [line.text for piece in reading.common for line in piece.lines]
    about = [reading.heading, reading.title, reading.slug.replace("-", " ")]
    if years := facts_in_text.years_in(
        [reading.heading, reading.title, *who, *reading.headings, *_opening(reading), about[2], *shared]
    ):
        confidence = 0.85 if years.source in about or years.source in who else _SURE_FROM
        draft.guess("year_from", years.value[0], confidence, years.source)
        draft.guess("year_to", years.value[1], confidence, years.source)
    if audiences := facts_in_text.audiences_in(
        [*who, reading.heading, reading.title, *_opening(reading), *shared], reading.facts.audiences
    ):
        draft.guess("audiences", audiences.value, 0.7, audiences.source)
    if leads := facts_in_text.leads_in(reading.texts):
        draft.guess_rows("leads", [{"name": name} for name in leads.value], 0.7, leads.source)


def _opening(reading: PageReading) -> list[str]:
    return [sentence.text for sentence in reading.sentences if not sentence.piece.level][:8]


def _texts(draft: Draft, sections: Sequence[Section], *, is_shared: bool = False) -> None:
    """The six texts: from the page's own sections, or a copy of what all groups of a page share."""
    for section in sections:
        name = section.field_name
        if name == "outcomes" and not is_shared:
            _outcomes(draft, section)
        name = "what_you_will_learn" if name == "outcomes" else name
        if name not in TEXT_FIELDS or not _fits(section) or (is_shared and draft.fields.get(name)):
            continue
        html = "".join(
            html_without(piece, draft.used) for piece in section.pieces if piece not in draft.dropped
        )
        if not html.strip():
            continue
        draft.guess(name, draft.fields.get(name, "") + draft.rich_text(html), 0.85, section.title)
        if not is_shared:
            draft.drop(section.all_pieces)


def _outcomes(draft: Draft, section: Section) -> None:
    if len(section.pieces) == 1 and section.pieces[0].shape == "list" and not section.pieces[0].links:
        outcomes = "\n".join(line.text for line in section.pieces[0].lines)
        draft.guess("outcomes", outcomes, 0.8, section.title)
        draft.drop(section.all_pieces)


def _fits(section: Section) -> bool:
    # Tables and pictures have no place in a column of rich text.
    return all(piece.shape in ("paragraph", "list") and "<img" not in piece.html for piece in section.pieces)


def _drop_headings(draft: Draft, reading: PageReading) -> None:
    labels = {str(row["label"]) for row in draft.rows.get("sessions", [])}
    for section in reading.sections:
        if section.heading is None or section.heading in draft.dropped:
            continue
        is_empty = not any(html_without(p, draft.used) for p in section.pieces if p not in draft.dropped)
        if (
            is_empty
            and section.pieces
            and (section.holds_dates or section.title in labels or section.field_name)
        ):
            draft.guesses.append(Guess("sessions", len(labels), 0.8, section.title))
            draft.drop(section.all_pieces)
    if reading.heading and reading.pieces and reading.heading == draft.title:
        draft.drop(reading.pieces[:1])
