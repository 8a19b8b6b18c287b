"""Words by which a text urges its readers to act now: wrong from the moment at which they no longer can."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags

NOW = r"(?:now|today|soon|here|online now)"
# The list that all rules use. A space stands for any space, a hyphen may stand for a space.
URGING = (
    rf"(?:apply|sign[ -]?up|register|enrol|book|join us) {NOW}",
    r"book (?:your|a) place",
    r"(?:secure|reserve|save) your place",
    r"(?:few|some|last|more) places (?:are )?(?:still )?(?:left|available|remaining)",
    r"places (?:are )?(?:still )?available",
    r"(?:applications|registration|recruitment|sign[ -]?up|booking) (?:is|are) (?:now )?(?:open|live)",
    r"now recruiting",
    r"(?:we are )?(?:still|currently) recruiting",
    r"open for applications",
    r"(?:don.?t|do not) miss out",
)
_URGING = re.compile(
    r"\b(?:" + "|".join(pattern.replace(" ", r"\s+") for pattern in URGING) + r")\b", re.IGNORECASE
)
Texts = Iterable[tuple[Any, str]]


def urging_words(html: str) -> str:
    """The first words in a text or rich text that urge to act now, as they are written; "" for none."""
    # Tags part words only where they begin a new line of text.
    plain = unescape(strip_tags(html.replace("</", " </").replace("<br", " <br")))
    found = _URGING.search(plain)
    return " ".join(found[0].split()) if found else ""


def urging_in(texts: Texts) -> tuple[tuple[str, str], ...]:
    """Where each text that urges stands, with its words; `texts` are names of places and what stands there."""
    found = ((str(place), urging_words(text)) for place, text in texts if text)
    return tuple((place, words) for place, words in found if words)


def strings_in(raw: Any) -> Iterator[str]:
    """Every text in the stored JSON of a body."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        yield from (text for value in raw.values() for text in strings_in(value))
    elif isinstance(raw, list):
        yield from (text for value in raw for text in strings_in(value))


def body_text(raw: Any) -> str:
    """All texts of a body's stored JSON, one on each line."""
    return "\n".join(strings_in(raw))
