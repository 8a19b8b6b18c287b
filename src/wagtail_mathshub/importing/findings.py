"""What an import has to say about a page: what it guessed, what looks wrong, and what was lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Guess:
    """A field that was worked out from text: its value, how sure that is (0 to 1), and the words it came from."""

    field: str
    value: Any
    confidence: float
    source: str


@dataclass(frozen=True)
class Notice:
    """Something that a person should look at: a stable code, a sentence, and the words it is about."""

    code: str
    message: str
    source: str = ""


@dataclass(frozen=True)
class Loss:
    """Something of the old page that is not on the new one: what it was, and a piece of it."""

    what: str
    source: str = ""
