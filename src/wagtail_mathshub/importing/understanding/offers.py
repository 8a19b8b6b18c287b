"""On what terms a page offers something: cost, places, sign-up, and whether it takes place at all."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.understanding import facts_in_text
from wagtail_mathshub.importing.understanding.deadlines import closing_in, opening_in
from wagtail_mathshub.importing.understanding.drafting import Draft, shortened
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.sign_up import missing_email, sign_up_in
from wagtail_mathshub.scheduling.date_lines import parse_line

NOTE_LENGTH = 300
NO_EMAIL = "email_missing"
_STATES = (
    (
        "full",
        re.compile(
            r"\b(?:now|is|are|fully?)\s+(?:now\s+)?(?:full|booked)\b|\bfully booked\b|\bno places left\b",
            re.I,
        ),
    ),
    ("nearly_full", re.compile(r"\b(?:nearly|almost) full\b|\b(?:few|limited) places (?:left|remain)", re.I)),
    (
        "closed",
        re.compile(
            r"\b(?:applications?|registration|recruitment|sign[- ]?up) (?:is|are|has|have)?\s*(?:now )?closed\b",
            re.I,
        ),
    ),
)


def read_offer(draft: Draft, reading: PageReading) -> None:
    """Cost, places, sign-up and deadlines of a Work Group."""
    texts = [*reading.texts, *(line.text for piece in reading.common for line in piece.lines)]
    costs = [
        line.text
        for s in reading.sections
        if s.field_name == "cost_note"
        for p in s.pieces
        for line in p.lines
    ]
    if free := facts_in_text.free_in([*costs, *texts]):
        draft.guess("cost_free", True, 0.8, free.source)
    if funding := facts_in_text.funding_in(texts):
        draft.guess("funding_to_school", funding.value, 0.7, funding.source)
    if charge := facts_in_text.charge_in(texts):
        draft.guess("non_attendance_charge", charge.value, 0.7, charge.source)
    if capacity := facts_in_text.capacity_in(reading.texts):
        draft.guess("capacity", capacity.value[0], 0.75, capacity.source)
        draft.guess("capacity_unit", capacity.value[1], 0.6, capacity.source)
    read_sign_up(draft, reading)
    read_deadlines(draft, reading)


def read_sign_up(draft: Draft, reading: PageReading) -> None:
    """Where to sign up."""
    way = sign_up_in(reading.pieces) or sign_up_in(reading.common)
    if way and way.url:
        draft.guess("apply_via", "link", 0.8, way.source)
        draft.guess("apply_url", way.url, 0.8, way.source)
    elif way:
        draft.guess("apply_via", "email", 0.8, way.source)
        draft.guess("apply_email", way.email, 0.8, way.source)
    elif asked := missing_email([*reading.pieces, *reading.common]):
        message = _("The page asks to write an email, but the old site did not give the address. Fill it in.")
        draft.notice(NO_EMAIL, message, asked)


def read_deadlines(draft: Draft, reading: PageReading) -> None:
    """From when to when people can sign up."""
    if closing := closing_in(reading.sentences, reading.year.key):
        draft.guess("closes_at", closing.at, 0.75, closing.source)
        draft.notices += closing.notices
    opening = opening_in(reading.sentences, reading.year.key)
    if opening and not (closing and closing.at <= opening.at):
        draft.guess("opens_at", opening.at, 0.7, opening.source)
        draft.notices += opening.notices


def read_state(draft: Draft, reading: PageReading) -> None:
    """What the page says of the group as a whole: postponed, cancelled, full."""
    for sentence in reading.sentences:
        if sentence.days or len(sentence.text.split()) > 25:
            continue
        state = parse_line(sentence.text).override or next(
            (key for key, pattern in _STATES if pattern.search(sentence.text)), ""
        )
        if state and not re.search(r"\bif\b|\bonce\b|\bwhen\b", sentence.text, re.I):
            draft.guess("override_state", state, 0.75, sentence.text)
            draft.guess("override_note", shortened(sentence.text, NOTE_LENGTH), 0.75, sentence.text)
            return
