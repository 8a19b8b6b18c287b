"""The sessions that the lines of a page list, and which lines are wholly held by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.understanding.date_sentences import Sentence, names_sessions, sentences_of
from wagtail_mathshub.importing.understanding.held_words import is_held
from wagtail_mathshub.importing.understanding.outline import Line, Piece
from wagtail_mathshub.importing.understanding.session_settings import Setting, setting_for, settings_of
from wagtail_mathshub.importing.understanding.standard_headings import is_day_heading
from wagtail_mathshub.importing.understanding.table_lines import names_only_slots
from wagtail_mathshub.scheduling.date_lines import ParsedLine, ParsedSession, parse_line
from wagtail_mathshub.scheduling.date_lines.places import cut_unknown

# What the editor's form says of any date: an import need not say it again.
_USUAL = {"bank_holiday", "hub_holiday", "weekend", "link_left_out"}
NO_YEAR = "no_year"


@dataclass(frozen=True)
class FoundSession:
    """A session with the sentence that told of it."""

    session: ParsedSession
    sentence: Sentence
    status: str = "scheduled"


@dataclass
class Reading:
    """Sessions in the order of the text, what to look at, and the lines that are nothing else."""

    found: list[FoundSession] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    used: set[Line] = field(default_factory=set)


def read_sessions(pieces: Sequence[Piece], academic_year: str, common: Sequence[Piece] = ()) -> Reading:
    """The sessions of pieces; what all sessions share may be said there or in `common`."""
    sentences = list(sentences_of(pieces))
    reading = Reading()
    settings = settings_of(sentences)
    shared = settings_of(list(sentences_of(common)))
    headings = _headings_over(pieces)
    faulty: set[Line] = set()
    for place, sentence in enumerate(sentences):
        told, parsed = _sessions_in(sentence, academic_year, reading)
        if parsed and _reasons(parsed):
            faulty.update(sentence.lines)
        setting = setting_for(settings, place, shared)
        for session in told:
            named = replace(session, label=session.label or headings.get(sentence.piece, ""))
            found = FoundSession(_filled(named, setting), sentence, _status(parsed))
            _add(reading, found)
    reading.used = _used_lines(sentences, reading, faulty)
    for piece in pieces:
        if piece.shape == "table" and not (
            reading.used.issuperset(piece.lines) and names_only_slots(piece.head)
        ):
            # A table stays whole: half of one says less than it did.
            reading.used.difference_update(piece.lines)
    return reading


def _headings_over(pieces: Sequence[Piece]) -> dict[Piece, str]:
    over, current = {}, ""
    for piece in pieces:
        if piece.level:
            current = piece.text if is_day_heading(piece.text) else ""
        elif current:
            over[piece] = current
    return over


def _sessions_in(
    sentence: Sentence, academic_year: str, reading: Reading
) -> tuple[list[ParsedSession], ParsedLine | None]:
    if not names_sessions(sentence):
        return _undated(sentence), None
    parsed = parse_line(sentence.text, academic_year=academic_year or None)
    warnings = {warning.key: warning for warning in parsed.warnings}
    if "year_guessed" in warnings or NO_YEAR in warnings:
        # Today's calendar says nothing about an old page.
        message = _("These dates have no year, and nothing on the page tells it. They are left in the text.")
        reading.notices.append(Notice(NO_YEAR, message, sentence.text))
        return [], parsed
    reading.notices += [
        Notice(key, one.message, sentence.text) for key, one in warnings.items() if key not in _USUAL
    ]
    return [session for session in parsed.sessions if session.date], parsed


def _undated(sentence: Sentence) -> list[ParsedSession]:
    if sentence.days or len(sentence.text.split()) > 12 or not cut_unknown(sentence.text)[1]:
        return []
    return [session for session in parse_line(sentence.text).sessions if session.label and not session.date]


def _reasons(parsed: ParsedLine) -> bool:
    return any(warning.key not in _USUAL - {"link_left_out"} for warning in parsed.warnings)


def _status(parsed: ParsedLine | None) -> str:
    return (parsed.override if parsed else None) or "scheduled"


def _filled(session: ParsedSession, setting: Setting) -> ParsedSession:
    if session.date is None:
        return session
    if not (session.start or session.end):
        arrive = session.arrive_from or setting.arrive
        session = replace(session, start=setting.start, end=setting.end, arrive_from=arrive)
    if session.mode == "tbc" and setting.mode:
        session = replace(session, mode=setting.mode, venue_text=session.venue_text or setting.venue or None)
    return session


def _add(reading: Reading, found: FoundSession) -> None:
    for place, other in enumerate(reading.found):
        if _is_same(other.session, found.session):
            fuller = max((other, found), key=lambda one: _fullness(one.session))
            reading.found[place] = fuller
            return
    reading.found.append(found)


def _is_same(one: ParsedSession, other: ParsedSession) -> bool:
    if one.date is None or one.date != other.date:
        return False
    return _agree(one.start, other.start) and _agree(one.end, other.end)


def _agree(one: time | None, other: time | None) -> bool:
    return one is None or other is None or one == other


def _fullness(session: ParsedSession) -> int:
    said = (session.start, session.end, session.venue_text, session.mode != "tbc")
    is_heading = session.label.lower().startswith("next")
    return 2 * sum(map(bool, said)) + bool(session.label) - 2 * is_heading


def _used_lines(sentences: Sequence[Sentence], reading: Reading, faulty: set[Line]) -> set[Line]:
    rows: dict[Line, list[ParsedSession]] = {}
    words: dict[Line, list[str]] = {}
    for found in reading.found:
        for line in found.sentence.lines:
            rows.setdefault(line, []).append(found.session)
    for sentence in sentences:
        for line in sentence.lines:
            words.setdefault(line, []).append(sentence.text)
    held = {
        line
        for line, sessions in rows.items()
        if line not in faulty and not line.links and is_held(" ".join(words[line]), sessions)
    }
    together = [found.sentence.lines for found in reading.found]
    return {line for line in held if all(held.issuperset(lines) for lines in together if line in lines)}
