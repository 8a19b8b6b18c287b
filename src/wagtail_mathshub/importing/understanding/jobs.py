"""An advert: its kind, time, pay, and until when and how to apply."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from wagtail_mathshub.importing.plans import Plan, PlanKind, media
from wagtail_mathshub.importing.understanding.deadlines import closing_in
from wagtail_mathshub.importing.understanding.document_links import is_document
from wagtail_mathshub.importing.understanding.drafting import Draft, shortened, summarise
from wagtail_mathshub.importing.understanding.page_reading import PageReading
from wagtail_mathshub.importing.understanding.pay import pay_in
from wagtail_mathshub.importing.understanding.sign_up import sign_up_in
from wagtail_mathshub.scheduling.date_lines import parse_line

TEXT_LENGTH = 200
_KINDS = (
    ("expression_of_interest", r"\bexpressions? of interest\b"),
    ("secondment", r"\bsecond(?:ment|ed)\b"),
    ("fixed_term", r"\bfixed[- ]term\b|\bmaternity cover\b|\btemporary (?:post|contract)\b"),
    ("permanent", r"\bpermanent\b"),
    ("programme_place", r"\bprogramme place\b|\bplaces? on (?:the|our) programme\b|\btrain (?:as|to be)\b"),
    ("paid_per_day", r"\bdaily rate\b|\bpaid (?:by the|per) day\b"),
)
_PHASES = (
    ("early_years", r"\bearly years\b|\bEYFS\b"),
    ("primary", r"\bprimary\b"),
    ("secondary", r"\bsecondary\b"),
    ("post_16", r"\bpost[- ]16\b|\bsixth form\b"),
)
_COUNT = r"(?:\d+(?:\.\d+)?(?:\s*(?:to|-|\u2013)\s*\d+)?|one|two|three|four|five|half a)"
_TIME = re.compile(
    rf"\b{_COUNT}\s+(?:days?|hours?)\s+(?:a|per|each|in the|every)\s+(?:school |academic )?(?:week|month|year|term)(?:[^.;<]{{0,60}}?term[- ]time(?: plus [a-z]+ weeks?)?|,? term time)?",
    re.I,
)
_FTE = re.compile(
    r"\b(?P<number>0?\.\d{1,2}|1\.0)\s*(?:FTE|full[- ]time equivalent)|\bFTE:?\s*(?P<after>0?\.\d{1,2}|1\.0)",
    re.I,
)
_HEAD = re.compile(
    r"head ?teacher[^.]{0,40}\b(?:endors|support|agree|permission|approv)|\b(?:endors|support|agree|permission)[^.]{0,40}head ?teacher",
    re.I,
)
_LOCATION = re.compile(
    r"^(?:location|place(?: of work)?|base|based at|where)\s*[:-]\s*(?P<place>.{3,200})$", re.I
)
_FROM_TO = re.compile(
    r"\bfrom\s+(?P<start>.{5,35}?)\s+(?:to|until|till|-|\u2013)\s+(?P<end>.{5,35}?)(?=[.;,)]|$)", re.I
)
_START = re.compile(
    r"\b(?:start(?:s|ing)?(?: date)?|commenc\w+)\b\s*(?:on|from|:|-|\u2013)?\s*(?P<start>.{5,40})", re.I
)
_INTERVIEWS = re.compile(r"\binterviews?\b", re.I)
_WHO = re.compile(
    r"who can (?:apply|take part)|who (?:is|are) (?:it|this|we looking) for|who we are looking for|eligibility|person specification",
    re.I,
)


def job(reading: PageReading, confidence: float) -> Plan:
    """The plan for an advert."""
    draft = Draft(PlanKind.JOB, reading.title, list(reading.pieces), reading.page.slug)
    everything = [reading.title, reading.slug.replace("-", " "), *reading.texts]
    kind = _first(_KINDS, everything)
    if kind:
        draft.guess("kind", kind[0], 0.8, kind[1])
    phase = _first(_PHASES, [reading.title]) or _only_phase(reading)
    if phase:
        draft.guess("phase", phase[0], 0.75, phase[1])
    _time(draft, reading)
    _pay(draft, reading)
    _terms(draft, reading)
    _answering(draft, reading)
    _documents(draft, reading)
    summarise(draft, reading.page.excerpt, reading.pieces)
    return draft.plan(confidence)


def _first(patterns: tuple[tuple[str, str], ...], texts: list[str]) -> tuple[str, str] | None:
    for key, pattern in patterns:
        for text in texts:
            if re.search(pattern, text, re.I):
                return key, text
    return None


def _only_phase(reading: PageReading) -> tuple[str, str] | None:
    found = [
        (key, text) for key, pattern in _PHASES for text in reading.texts if re.search(pattern, text, re.I)
    ]
    return found[0] if len({key for key, _text in found}) == 1 else None


def _time(draft: Draft, reading: PageReading) -> None:
    for text in reading.texts:
        if "time_commitment" not in draft.fields and (found := _TIME.search(text)):
            draft.guess("time_commitment", shortened(found[0], TEXT_LENGTH), 0.7, text)
        if "fte" not in draft.fields and (found := _FTE.search(text)):
            draft.guess("fte", Decimal(found["number"] or found["after"]), 0.9, text)
        if "location" not in draft.fields and (found := _LOCATION.match(text)):
            draft.guess("location", found["place"].strip(), 0.8, text)


def _pay(draft: Draft, reading: PageReading) -> None:
    pay = pay_in(reading.texts)
    if pay is None:
        return
    draft.guess("pay_min", pay.low, 0.8, pay.source)
    if pay.high:
        draft.guess("pay_max", pay.high, 0.8, pay.source)
    draft.guess("pay_unit", pay.unit, 0.75, pay.source)
    if pay.to:
        draft.guess("pay_to", pay.to, 0.7, pay.source)
    if pay.is_pro_rata:
        draft.guess("pay_pro_rata", True, 0.9, pay.source)


def _terms(draft: Draft, reading: PageReading) -> None:
    year = reading.year.key
    for text in reading.texts:
        span = _FROM_TO.search(text)
        if (
            span
            and (start := _whole_day(span["start"], year))
            and (end := _whole_day(span["end"], year))
            and start <= end
        ):
            draft.guess("starts", start, 0.8, text)
            draft.guess("ends", end, 0.8, text)
        elif (
            "starts" not in draft.fields
            and (found := _START.search(text))
            and (start := _whole_day(found["start"], year))
        ):
            draft.guess("starts", start, 0.75, text)
        said = _INTERVIEWS.search(text)
        if said and "interviews" not in draft.fields and (day := _whole_day(text[said.start() :], year)):
            draft.guess("interviews", day, 0.8, text)


def _whole_day(text: str, year: str) -> date | None:
    parsed = parse_line(text, academic_year=year or None)
    if any(one.key in ("year_guessed", "no_year") for one in parsed.warnings):
        return None
    return next((session.date for session in parsed.sessions if session.date), None)


def _answering(draft: Draft, reading: PageReading) -> None:
    closing = closing_in(reading.sentences, reading.year.key)
    if closing:
        draft.guess("closes_at", closing.at, 0.85, closing.source)
        draft.notices += closing.notices
        if not re.search(r"\b20\d\d\b", closing.source):
            draft.notices += reading.year_notices
    way = sign_up_in(reading.pieces)
    if way:
        draft.guess("apply_via", "link" if way.url else "email", 0.75, way.source)
        draft.guess("apply_url" if way.url else "apply_email", way.url or way.email, 0.75, way.source)
    if head := next((text for text in reading.texts if _HEAD.search(text)), ""):
        draft.guess("head_endorsement", True, 0.75, head)
    for section in reading.sections:
        if _WHO.fullmatch(section.title.strip(" ?:")) and "who_can_apply" not in draft.fields:
            lines = [line.text for piece in section.pieces for line in piece.lines]
            draft.guess("who_can_apply", "\n".join(lines), 0.85, section.title)
            if all(p.shape == "paragraph" and not p.links and "<img" not in p.html for p in section.pieces):
                draft.drop(section.all_pieces)


def _documents(draft: Draft, reading: PageReading) -> None:
    links = [link for piece in reading.pieces for link in piece.links if is_document(link.address)]
    if links:
        rows = [
            {"document": media(link.address), "title": shortened(link.words, TEXT_LENGTH)} for link in links
        ]
        draft.guess_rows("documents", rows, 0.9, ", ".join(link.words for link in links))
