"""A single event: its kind, day and place, and how to book."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.plans import Plan, PlanKind, media
from wagtail_mathshub.importing.understanding import facts_in_text
from wagtail_mathshub.importing.understanding.drafting import Draft, shortened, summarise
from wagtail_mathshub.importing.understanding.held_words import is_held
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.session_lines import FoundSession, read_sessions
from wagtail_mathshub.importing.understanding.sign_up import sign_up_in

VENUE_LENGTH, NAME_LENGTH = 200, 200
KINDS = (
    ("webinar", r"\bwebinars?\b"),
    ("information_event", r"\binformation (?:event|session|meeting|evening)\b|\bbriefing\b|\bopen evening\b"),
    ("network_meeting", r"\bnetworks?\b(?: meetings?)?|\bhub meeting\b"),
    ("showcase", r"\bshowcase\b|\bopen (?:classroom|lesson|day)\b|\bwatch a\b"),
    ("conference", r"\bconference\b|\bmathsconf\b|\bfestival\b"),
)
_INVITED = re.compile(
    r"\bby invitation\b|\binvitation[- ]only\b|\binvited (?:guests|colleagues) only\b", re.I
)
_SPEAKERS = re.compile(r"(?:our |the |keynote |guest )*(?:speakers?|keynotes?|presenters?)[\s:]*", re.I)
_TALK = re.compile(
    r"(?P<name>[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){1,3})(?:\s*(?::|,|-|\u2013|\u2014)\s*(?P<talk>.+))?"
)


def event(reading: PageReading, confidence: float) -> Plan:
    """The plan for an event."""
    draft = Draft(PlanKind.EVENT, reading.title, list(reading.pieces), reading.page.slug)
    for key, pattern in KINDS:
        if re.search(pattern, f"{reading.title} {reading.slug}", re.I):
            draft.guess("kind", key, 0.8, reading.title)
            break
    _slot(draft, reading)
    _terms(draft, reading)
    _speakers(draft, reading)
    summarise(draft, reading.page.excerpt, reading.pieces)
    if reading.page.lead_image:
        draft.fields["lead_image"] = media(reading.page.lead_image)
    return draft.plan(confidence)


def _slot(draft: Draft, reading: PageReading) -> None:
    read = read_sessions(reading.pieces, reading.year.key)
    draft.notices += read.notices
    if not read.found:
        return
    first = read.found[0]
    confidence = reading.year.confidence if len(read.found) == 1 else 0.5
    source = first.sentence.text
    for name in ("date", "start", "end", "mode"):
        if value := getattr(first.session, name):
            draft.guess(name, value, confidence, source)
    if first.session.date and not first.sentence.days[0].year:
        draft.notices += reading.year_notices
    venue = ", ".join(filter(None, (first.session.venue_text, first.session.postcode)))
    if venue:
        draft.guess("venue_text", shortened(venue, VENUE_LENGTH), 0.7, source)
    if first.status != "scheduled":
        draft.guess("status", first.status, 0.8, source)
    if len(read.found) > 1:
        message = _("The page names several days. The first was taken: an event has one.")
        draft.notice("several_days", message, "\n".join(found.sentence.text for found in read.found))
    else:
        _use(draft, first, read.used)


def _use(draft: Draft, found: FoundSession, used: set) -> None:
    # An event has neither a label nor a note: a line with more than the day and place stays in the text.
    bare = replace(found.session, label="", note="")
    if used.issuperset(found.sentence.lines) and is_held(found.sentence.text, [bare]):
        draft.used |= used


def _terms(draft: Draft, reading: PageReading) -> None:
    if capacity := facts_in_text.capacity_in(reading.texts):
        draft.guess("capacity", capacity.value[0], 0.75, capacity.source)
    if invited := next((text for text in reading.texts if _INVITED.search(text)), ""):
        draft.guess("invitation_only", True, 0.85, invited)
    way = sign_up_in(reading.pieces)
    if way and way.url:
        draft.guess("booking_url", way.url, 0.8, way.source)
    if audiences := facts_in_text.audiences_in([reading.title, *reading.texts], reading.facts.audiences):
        draft.guess("audiences", audiences.value, 0.6, audiences.source)


def _speakers(draft: Draft, reading: PageReading) -> None:
    rows = []
    for section in reading.sections:
        if not _SPEAKERS.fullmatch(section.title):
            continue
        for line in [line for piece in section.pieces for line in piece.lines]:
            found = _TALK.fullmatch(line.text)
            if found:
                rows.append(
                    {"name": found["name"][:NAME_LENGTH], "talk": shortened(found["talk"] or "", NAME_LENGTH)}
                )
    if rows:
        draft.guess_rows("speakers", rows, 0.75, ", ".join(row["name"] for row in rows))
