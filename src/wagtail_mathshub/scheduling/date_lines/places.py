"""How and where: mode, venue and postcode of a stretch of text, and what is left as a label or note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wagtail_mathshub.scheduling.date_lines.cleaning import CUT, LABEL, shown
from wagtail_mathshub.scheduling.date_lines.days import MONTH, WEEKDAY

ONLINE, FACE_TO_FACE, BLENDED, TBC = "online", "face_to_face", "blended", "tbc"
# The (invented) postcodes of examples hold letters that real ones never do.
_POSTCODE = re.compile(
    r"\(?\b(?P<out>[a-z]{1,2}\d[a-z\d]?)\s?(?P<in>\d(?!am|pm|st|nd|rd|th|hr)[a-z]{2})(?![a-z\d])\)?", re.I
)
_UNKNOWN = re.compile(
    r"(?:\b(?:dates?|times?|venues?|locations?|places?)\b[\s,/&:-]{0,3}(?:and\s|is\s|are\s|still\s){0,3}){0,3}"
    r"\(?(?:\bt\.?b\.?[acd]\b\.?|\bto be (?:confirmed|announced|agreed|decided|arranged)\b)\)?"
    r"|\b(?:dates?|times?|venues?|locations?)\b(?:\s(?:and|&)\s\w{4,9})?\s(?:are\s|is\s)?to follow\b",
    re.I,
)
_ONLINE = re.compile(
    r"\bon-?line\b|\bzoom\b|\bwebinars?\b|\bvirtual(?:ly)?\b|\bremote(?:ly)?\b|\bgoogle meet\b|\blive ?stream(?:ed)?\b"
    r"|\b(?:ms|microsoft|on|via|by|using|in) teams\b|(?-i:\bTeams\b)",
    re.I,
)
_IN_PERSON = re.compile(r"\bin[- ]person\b|\bface[- ](?:to|2)[- ]face\b|\bf2f\b|\bon-?site\b", re.I)
_BLENDED = re.compile(r"\bhybrid\b|\bblended\b", re.I)
_MODE_WORDS = re.compile(f"(?:{_ONLINE.pattern}|{_IN_PERSON.pattern}|{_BLENDED.pattern})", re.I)
_MODE_SENTENCE = re.compile(
    rf"\W*(?:(?:{_MODE_WORDS.pattern})|\b(?:on|via|by|in|the|a|an|all|held|live|meeting|session|and|or|only|using|ms"
    r"|microsoft|link|event|delivered|both|either|platform|training|to be)\b|\W)+",
    re.I,
)
_SPLIT = re.compile(rf"{CUT}+|[,;|()\[\]@]|\s-\s?|-\s|^-|-$|:(?=\s|{CUT}|$)|(?<=[a-z]{{3}})[.!?](?:\s|$)")
_AT = re.compile(
    r"^(?:(?:to be )?(?:held|hosted|taking place|based)\b\s*)?(?:at|@|in|by)\b(?!\s*(?:person|least))\s*",
    re.I,
)
_FIELD = re.compile(r"^(?:venue|location|place|where|address)s?\b\s*(?:is|:)?\s*", re.I)
_JOINING = re.compile(
    r"^(?:(?:on|from|and|or|&|to|for|until|is|the|then|starts?|starting|of|followed by)\b\s*)+|"
    r"(?:\s*(?:^|\s)(?:on|from|at|in|and|or|&|to|is|are|will|be|held|the|by|until|via|takes? place|taking place|of))+$",
    re.I,
)
_NOISE = re.compile(
    rf"(?:dates?|times?|when|where|venues?|locations?|day|hrs?|hours|gmt|bst|o'clock|{WEEKDAY}|[ap]m|(?:date|time)s? and (?:date|time)s?)",
    re.I,
)
_PLACE_WORD = re.compile(
    r"\b(?:school|academy|college|university|halls?|centre|center|campus|hotel|library|church|stadium|club|museum|park"
    r"|trust|offices?|building|theatre|house|nursery|infants?|juniors?|primary|high|grammar|hub|room|lane|street|road)\b",
    re.I,
)
_NO_PLACE = re.compile(
    r"\b(?:full|booked|closed?|closes|closing|cancelled|canceled|postponed|free|new|recorded|recording|optional|repeat|lunch|refreshments"
    r"|fractions?|decimals?|number|algebra|geometry|reasoning|ratio|proportion|statistics|probability|multiplication|division"
    r"|addition|subtraction|additive|multiplicative|mastery|maths|mathematics|introduction|launch|welcome|review|celebration"
    rf"|task|session|workshop|day|week|term|twilight|date|time|{MONTH})\b",
    re.I,
)
_SMALL_WORDS = {
    "of",
    "the",
    "and",
    "for",
    "in",
    "on",
    "at",
    "de",
    "le",
    "upon",
    "by",
    "&",
    "st",
    "c",
    "ce",
    "rc",
}


@dataclass(frozen=True)
class Place:
    """What was found; `words` are the remaining pieces of text, as label or note."""

    mode: str = ""
    venue: str = ""
    words: tuple[str, ...] = ()


def find_postcode(text: str) -> tuple[str, str]:
    """`text` with its first postcode cut out, and the postcode in its usual spelling or ""."""
    found = _POSTCODE.search(text)
    if not found:
        return text, ""
    start, end = found.span()
    return text[:start] + "(" + CUT * (end - start - 1) + text[end:], f"{found['out']} {found['in']}".upper()


def cut_unknown(text: str) -> tuple[str, str]:
    """`text` without its "TBC", and the words that said so ("time tbc") in lower case, or ""."""
    said = " ".join(found[0].lower() for found in _UNKNOWN.finditer(text))
    return _UNKNOWN.sub(lambda found: CUT * len(found[0]), text), said


def stated_mode(text: str) -> str:
    """The mode that the words of `text` name, or ""."""
    online, in_person = bool(_ONLINE.search(text)), bool(_IN_PERSON.search(text))
    if _BLENDED.search(text) or (online and in_person):
        return BLENDED
    return ONLINE if online else FACE_TO_FACE if in_person else ""


def find_place(text: str, *, postcode: bool = False, is_head: bool = False) -> Place:
    """Mode, venue and other words of a stretch of text. Before the dates only sure venues count."""
    mode = stated_mode(text)
    venues, words = [], []
    is_joined = False
    for piece, is_led in _pieces(text, keeps_mode=is_head):
        bare = _without_mode(piece)
        is_place = _is_place(bare, is_led=is_led, is_sure=is_head)
        if is_place and (
            mode != ONLINE or re.search(r"\b(?:or|and|&)\b", piece.replace(bare, "")) or postcode
        ):
            venues.append(_FIELD.sub("", _AT.sub("", bare)))
            is_joined = True
        elif bare or is_head:
            words.append(piece)
    if not venues and postcode and words and not is_head:
        venues.append(words.pop(0))
    if mode == ONLINE and is_joined:
        mode = BLENDED
    if venues or postcode:
        mode = mode or FACE_TO_FACE
    return Place(mode, ", ".join(dict.fromkeys(venues)), tuple(words))


def _pieces(text: str, *, keeps_mode: bool) -> Iterator[tuple[str, bool]]:
    led = False
    end = 0
    for found in [*_SPLIT.finditer(text), None]:
        raw = text[end : found.start() if found else len(text)]
        piece = shown(raw).strip(" .,'\"/")
        field = _FIELD.match(piece)
        is_led = led or bool(_AT.match(piece)) or bool(field and field.end() < len(piece))
        led = bool(found and (found[0] == "@" or (field and found[0] == ":" and field.end() == len(piece))))
        end = found.end() if found else len(text)
        trimmed = _JOINING.sub("", piece).strip(" .'\"/-")
        if trimmed and not _NOISE.fullmatch(trimmed) and not _is_only_mode(trimmed, keeps_mode=keeps_mode):
            yield trimmed, is_led


def _is_only_mode(piece: str, *, keeps_mode: bool) -> bool:
    if keeps_mode and LABEL.search(piece):
        return False
    return bool(_MODE_SENTENCE.fullmatch(piece))


def _without_mode(piece: str) -> str:
    if not _MODE_WORDS.search(piece):
        return piece
    rest = _MODE_WORDS.sub(" ", piece)
    rest = re.sub(
        r"^(?:\W|\b(?:via|on|and|or|at|in|using)\b)+|(?:\W|\b(?:via|on|and|or|using)\b)+$", "", rest
    )
    return " ".join(rest.split())


def _is_place(piece: str, *, is_led: bool, is_sure: bool) -> bool:
    if not piece or len(piece) > 120 or LABEL.search(piece):
        return False
    if is_led:
        return not _NO_PLACE.fullmatch(_AT.sub("", piece))
    if is_sure:
        return bool(_PLACE_WORD.search(piece)) and _is_named(piece) and not _NO_PLACE.search(piece)
    return _is_named(piece) and (bool(_PLACE_WORD.search(piece)) or not _NO_PLACE.search(piece))


def _is_named(piece: str) -> bool:
    words = [word.strip("'\".") for word in piece.split()]
    large = [word for word in words if word.lower() not in _SMALL_WORDS]
    return (
        bool(large)
        and len(words) <= 10
        and all(word[:1].isupper() or word[:1].isdigit() for word in large if word)
        and any(word[:1].isupper() for word in large)
    )
