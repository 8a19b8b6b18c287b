"""What an advert says of money: "£25,600 to £27,300 a year pro rata", "Schools are paid £350 per day"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PAY = re.compile(
    r"\u00a3\s?(?P<low>\d[\d,]*)(?:\.\d\d)?(?:\s*(?:to|-|\u2013)\s*\u00a3?\s?(?P<high>\d[\d,]*)(?:\.\d\d)?)?"
    r"(?:\s*(?:gross\s+)?(?:(?:for )?(?:per|a|an|each|every|/)\s*(?P<unit>hour|day|month|year|annum)|(?P<annual>p\.?a\.?\b)))?",
    re.I,
)
_UNITS = {"hour": "HOUR", "day": "DAY", "month": "MONTH", "year": "YEAR", "annum": "YEAR"}
_SCHOOL = re.compile(r"\b(?:schools?|release|supply cover|reimburse\w*|backfill)\b", re.I)
_PERSON = re.compile(r"\b(?:salary|scale|pay point|wage|grade|honorarium)\b", re.I)
_LEAST_SALARY = 5000


@dataclass(frozen=True)
class StatedPay:
    """Whole pounds, the unit as vocabularies name it, who gets it ("" where that is not said)."""

    low: int
    high: int | None
    unit: str
    to: str
    is_pro_rata: bool
    source: str


def pay_in(texts: Sequence[str]) -> StatedPay | None:
    """The first pay that texts state."""
    for text in texts:
        found = _PAY.search(text)
        if not found:
            continue
        low, high = _pounds(found["low"]), _pounds(found["high"]) if found["high"] else None
        if not low or (high is not None and high < low):
            continue
        unit = _UNITS.get((found["unit"] or "").lower()) or (
            "YEAR" if found["annual"] or low >= _LEAST_SALARY else "TOTAL"
        )
        return StatedPay(
            low, high, unit, _paid_to(text, low), bool(re.search(r"\bpro[- ]rata\b", text, re.I)), text
        )
    return None


def _pounds(written: str) -> int:
    return int(written.replace(",", ""))


def _paid_to(text: str, low: int) -> str:
    if _SCHOOL.search(text):
        return "school"
    return "person" if _PERSON.search(text) or low >= _LEAST_SALARY else ""
