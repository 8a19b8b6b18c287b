"""Plain text from a pasted line, and cutting out of it what has been understood.

What is understood is overwritten by CUT characters, so that places in the text keep their
numbers. Figures that are no date or time (Year 5, £75) are hidden behind other characters.
"""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 1000
CUT = "\x00"
_HIDDEN = {ord("0") + digit: 0xE000 + digit for digit in range(10)}
_SHOWN = {hidden: shown for shown, hidden in _HIDDEN.items()}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032`"), "'")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_BULLET = re.compile(
    r"^[\s\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u25cb\u2713\u2714\u2611\u27a2\u27a4\u25ba\u2192>#|-]+"
)
_NUMBERING = re.compile(
    r"^\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\S)(?!(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec))", re.I
)
LINK = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+"
    r"|\b(?:meeting )?id:?\s*\d[\d ]{5,}\d|\bpass(?:code|word):?\s*\S+",
    re.I,
)

_COUNTED = (
    r"local sessions?|sessions?|workshops?|meetings?|days?|parts?|weeks?|modules?|cohorts?|groups?|twilights?"
    r"|webinars?|events?|units?|conferences?|rounds?|phases?|stages?|rooms?|terms?|no\.?|number|gap tasks?|seminars?"
)
_YEARS = r"years?|yrs?|y|ks|key stages?|ages?|aged|grades?|f"
_NUMBER = r"(?<!\d)\d{1,2}(?!\d)"
_MONTH_NEXT = r"(?:st|nd|rd|th)\b|(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_TIME_NEXT = r"[.:/]\d|\s*[ap]\.?m\b|-\d{1,2}(?:[.:]\d\d)?\s*[ap]\.?m\b|-\d{1,2}[.:]\d\d"
_FREE = rf"(?:ks|y|years?\s)?{_NUMBER}(?!\s*(?:{_MONTH_NEXT})|{_TIME_NEXT})"
_MORE = rf"(?:(?:\s*(?:&|\+|and|to|or)\s*|[-/]){_FREE}|\s*,\s*{_FREE}(?!\s*-\s*\d))"
_CHAIN = rf"{_FREE}[a-d]?{_MORE}{{0,12}}"
_MASKED = r"[\ue000-\ue009]{1,2}[a-d]?"
_PREFIX = rf"(?:\b[a-z']{{1,20}}\s+)?\b(?:{_COUNTED})\s*"
LABEL = re.compile(rf"{_PREFIX}{_CHAIN}(?![a-z\d])", re.I)
HIDDEN_LABEL = re.compile(rf"{_PREFIX}{_MASKED}(?:\s*(?:[,&+/-]|and\b|to\b|or\b)\s*{_MASKED}){{0,12}}", re.I)
_NO_TIMES = (
    re.compile(rf"\b(?:{_YEARS})\s*{_CHAIN}(?![a-z\d])", re.I),
    LABEL,
    re.compile(r"\bNCP\s?\d\d\s?-?\s?\d\d[a-z]?\b", re.I),
    re.compile(r"[\u00a3$\u20ac]\s?\d[\d,.]*"),
    re.compile(r"(?<!\d)(?:\+44|0)\d{2}[\d ]{7,10}\d(?!\d|\s*-)"),
    re.compile(
        r"(?<![\d.:/-])\d{1,3}(?:\.\d)?\s*-?\s*(?:%|(?:minutes?|mins?|hours?|hrs?|half|full|days?|places?|people|schools?"
        r"|teachers?|participants?|delegates?|pupils?|weeks?|sessions?|workshops?|terms?|x)\b)",
        re.I,
    ),
)
_YEAR_PAIR = re.compile(r"(?<![\d.:/-])(20\d\d)\s?[-/.]\s?((?:20)?\d\d)(?!\d|[-/.]\d)")


def cleaned(text: str) -> str:
    """The first MAX_LENGTH characters in one line: no controls, bullets or numbering, plain dashes."""
    plain = unicodedata.normalize("NFKC", text[:MAX_LENGTH]).translate(_DASHES | _QUOTES | _INVISIBLE)
    printable = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in plain[:MAX_LENGTH])
    one_line = " ".join(printable.replace("*", "").replace("_", " ").split())
    return _NUMBERING.sub("", _BULLET.sub("", one_line))


def hidden(text: str) -> str:
    """`text` with the figures hidden that belong to years, labels, prices and the like."""
    for pattern in _NO_TIMES:
        text = pattern.sub(_hide, text)
    return _YEAR_PAIR.sub(_hide_pair, text)


def shown(text: str) -> str:
    """`text` with the hidden figures again, without what was cut out."""
    return " ".join(text.translate(_SHOWN).replace(CUT, " ").split())


def without(text: str, start: int, end: int) -> str:
    """`text` with a stretch cut out, of the same length."""
    return text[:start] + CUT * (end - start) + text[end:]


def _hide(found: re.Match[str]) -> str:
    return found[0].translate(_HIDDEN)


def _hide_pair(found: re.Match[str]) -> str:
    follows = (int(found[1]) + 1) % 100 == int(found[2][-2:])
    return found[0].translate(_HIDDEN) if follows else found[0]
