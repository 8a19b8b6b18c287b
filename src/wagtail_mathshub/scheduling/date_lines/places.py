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
_SPLIT = re.compile(
    rf"{CUT}+|[,;|()\[\]@]|\s-\s?|-\s|^-|-$|:(?=\s|{CUT}|$)|(?<=[a-z]{{3}})[.!?](?:\s|$)|\sat\s(?=[A-Z])"
)
_AT = re.compile(
    r"^(?:(?:to be )?(?:held|hosted|taking place|based)\s*(?:at|in|by)?|at|in)\b(?!\s*(?:person|least|between))\s*",
    re.I,
)
_FIELD = re.compile(r"^(?:venue|location|place|where|address)s?\b\s*(?:is|:)?\s*", re.I)
_JOINING = re.compile(
    r"^(?:(?:on|from|and|or|&|to|for|until|is|then|of|followed by)\b\s*)+|"
    r"(?:\s*(?:^|\s)(?:on|from|at|in|and|or|&|to|is|are|will|be|held|the|by|until|via|takes? place|taking place|of))+$",
    re.I,
)
_NOISE = re.compile(
    rf"(?:dates?|times?|when|where|venues?|locations?|the|starts?|starting|join|link|click here|day|hrs?|hours|gmt|bst|o'clock|{WEEKDAY}|(?:date|time)s? and (?:date|time)s?)",
    re.I,
)
_PLACE_WORD = re.compile(
    r"\b(?:school|academy|college|university|halls?|centre|center|campus|hotel|library|church|stadium|club|museum|park"
    r"|trust|offices?|building|theatre|house|nursery|infants?|juniors?|primary|high|grammar|hub|room|lane|street|road)\b",
    re.I,
)
_PLACE_LAST = re.compile(
    r"\b(?:school|academy|college|university|hall|centre|center|campus|hotel|library|church|stadium|museum|building|theatre)$",
    re.I,
)
_NO_PLACE = re.compile(
    r"\b(?:full|booked|closed?|closes|closing|cancelled|canceled|postponed|free|new|recorded|recording|optional|repeat|lunch|refreshments"
    r"|fractions?|decimals?|number|algebra|geometry|reasoning|ratio|proportion|statistics|probability|multiplication|division"
    r"|addition|subtraction|additive|multiplicative|mastery|maths|mathematics|introduction|launch|welcome|review|celebration"
    rf"|task|session|workshop|day|week|term|twilight|date|time|{MONTH})\b",
    re.I,
)
_YEAR_GROUP = re.compile(r"^(?:key stages?|years?|y)\s*\d|\b(?:ks ?\d|reception|eyfs)\b|^nursery$", re.I)
_ALTERNATIVE = re.compile(r"\b(?:or|and)\b|&|/", re.I)
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
    postcode: str = ""
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.mode or self.venue or self.postcode)

    def merged(self, other: Place) -> Place:
        """This place, with what it leaves open taken from `other`; the words stay with each."""
        mode = self.mode or other.mode
        if {self.mode, other.mode} == {ONLINE, FACE_TO_FACE}:
            mode = ONLINE if ONLINE in (self.mode,) else self.mode
        return Place(mode, self.venue or other.venue, self.postcode or other.postcode)


def cut_postcodes(text: str) -> tuple[str, list[tuple[int, str]]]:
    """`text` with its postcodes cut out, and each with its place in the text, in the usual spelling."""
    found = [(code.start(), f"{code['out']} {code['in']}".upper()) for code in _POSTCODE.finditer(text)]
    return _POSTCODE.sub(lambda code: CUT * len(code[0]), text), found


def cut_unknown(text: str) -> tuple[str, list[tuple[int, str]]]:
    """`text` without its "TBC", and the words that said so ("time tbc", in lower case) with their places."""
    said = [(found.start(), found[0].lower()) for found in _UNKNOWN.finditer(text)]
    return _UNKNOWN.sub(lambda found: CUT * len(found[0]), text), said


def stated_mode(text: str) -> str:
    """The mode that the words of `text` name, or ""."""
    online, in_person = bool(_ONLINE.search(text)), bool(_IN_PERSON.search(text))
    if _BLENDED.search(text) or (online and in_person):
        return BLENDED
    return ONLINE if online else FACE_TO_FACE if in_person else ""


def find_place(text: str, *, postcode: str = "", is_head: bool = False) -> Place:
    """Mode, venue and other words of a stretch of text. Before the dates only sure venues count."""
    mode = stated_mode(text)
    venues: list[str] = []
    words: list[str] = []
    pieces = list(_pieces(text, keeps_labels=is_head))
    is_sure = is_head or any(is_led for _piece, is_led in pieces)
    for piece, is_led in pieces:
        bare = _without_mode(piece)
        if not _is_place(bare, is_led=is_led, is_sure=is_sure):
            words.append(piece if is_head else bare or piece)
        elif mode != ONLINE or postcode or _ALTERNATIVE.search(piece.replace(bare, "")):
            venues.append(_FIELD.sub("", _AT.sub("", bare)))
        else:
            words.append(bare)
    if postcode and words and not venues and not is_head:
        venues.append(words.pop(0))
    if venues or postcode:
        mode = BLENDED if mode == ONLINE else mode or FACE_TO_FACE
    return Place(mode, ", ".join(dict.fromkeys(venues)), postcode, tuple(words))


def _pieces(text: str, *, keeps_labels: bool) -> Iterator[tuple[str, bool]]:
    led = False
    end = 0
    for found in [*_SPLIT.finditer(text), None]:
        raw = text[end : found.start() if found else len(text)]
        piece = shown(raw).strip(" .,'\"/")
        field = _FIELD.match(piece)
        is_led = led or bool(field and field.end() < len(piece))
        led = bool(
            found
            and (found[0].strip() in ("@", "at") or (field and found[0] == ":" and field.end() == len(piece)))
        )
        end = found.end() if found else len(text)
        trimmed = _JOINING.sub("", piece).strip(" .'\"/-")
        if (
            trimmed
            and not _NOISE.fullmatch(trimmed)
            and not _is_only_mode(trimmed, keeps_labels=keeps_labels)
        ):
            yield trimmed, is_led


def _is_only_mode(piece: str, *, keeps_labels: bool) -> bool:
    if keeps_labels and LABEL.search(piece):
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
    name = _AT.sub("", piece)
    if _YEAR_GROUP.search(name):
        return False
    if is_led:
        return not _NO_PLACE.fullmatch(name)
    if is_sure and name == piece:
        return bool(_PLACE_LAST.search(piece)) and _is_named(piece) and not _NO_PLACE.search(piece)
    if _PLACE_WORD.search(name) and (_is_named(name) or name != piece):
        return True
    return _is_named(name) and not _NO_PLACE.search(name)


def _is_named(piece: str) -> bool:
    words = [word.strip("'\".") for word in piece.split()]
    large = [word for word in words if word.lower() not in _SMALL_WORDS]
    return (
        bool(large)
        and len(words) <= 10
        and all(word[:1].isupper() or word[:1].isdigit() for word in large if word)
        and any(word[:1].isupper() for word in large)
    )
