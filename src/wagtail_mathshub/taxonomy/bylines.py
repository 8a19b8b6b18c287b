"""By-lines that stand in the text of an article: "By A. Author and B. Writer (September 2020)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 300
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"[\s(\[,/|\u2013\u2014-]*(?:\bon\s+|\bin\s+)?(?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    r"\b(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?\s+(?P<year>(?:19|20)\d\d)\b[\s)\]]*",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"[\s(\[,/|\u2013\u2014-]*\b(?:(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])(?:-\d\d)?"
    r"|(?P<first>0?[1-9]|1[0-2])/(?P<then>(?:19|20)\d\d))\b[\s)\]]*"
)
_BY = re.compile(r"(?:^|[\s,\u2013\u2014-])by\b\s*:?\s*", re.IGNORECASE)
_LABEL = re.compile(r"^(?:authors?|written|words|posted)\s*:\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,\s*and\b|,\s*with\b|,|;|&|\band\b|\bwith\b|\+|\||\n)\s*", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"[\s(\[]*\b(?:posted|published|updated|on|in|from|at|for)\b.*$", re.IGNORECASE | re.DOTALL
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019.-]*")
_PARTICLES = {
    "de",
    "den",
    "der",
    "van",
    "von",
    "da",
    "di",
    "la",
    "le",
    "al",
    "el",
    "bin",
    "binti",
    "ten",
    "ter",
    "y",
    "af",
}
_POST = re.compile(
    r"\b(?:leads?|leader|teacher|headteacher|coordinator|manager|director|specialist|officer|advis[eo]r|consultant|principal"
    r"|school|academy|college|university|hub|trust|team|staff)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\b(?:admin|administrator|webmaster|website|wordpress)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Byline:
    """Who wrote something, in order, and the month as `YYYY-MM` where it is given."""

    authors: tuple[str, ...] = ()
    month: str | None = None


def parse_byline(text: str) -> Byline:
    """Authors and month of a by-line, which may run over two lines; an empty Byline for other text.

    Names of accounts ("site-admin-1") are no authors, nor are the posts and schools that follow a name.
    """
    plain = re.sub(r"[#*_~`>]+|\u00a0", " ", text[: _LONGEST + 1]).strip()
    if not plain or len(plain) > _LONGEST:
        return Byline()
    month, rest = _cut_month(plain)
    by = _BY.search(rest)
    label = _LABEL.match(rest)
    if by:
        names = rest[by.end() :]
    elif label:
        names = rest[label.end() :]
    else:
        names = rest if month else ""
    return Byline(_authors(names, is_sure=bool(by or label)), month)


def _cut_month(text: str) -> tuple[str | None, str]:
    if found := _MONTH.search(text):
        year, number = found["year"], _MONTHS.index(found["name"][:3].lower()) + 1
    elif found := _NUMERIC.search(text):
        year, number = found["year"] or found["then"], int(found["number"] or found["first"])
    else:
        return None, text
    return f"{year}-{number:02}", f"{text[: found.start()]}\n{text[found.end() :]}"


def _authors(text: str, *, is_sure: bool) -> tuple[str, ...]:
    authors: list[str] = []
    for line in (
        line.strip(" \t\r/|-\u2013\u2014") for line in re.sub(r"\([^)\n]*\)?", " ", text).split("\n")
    ):
        if authors and not re.match(r"and\b|&", line):
            break
        parts = _BETWEEN.split(_AFTERWARDS.sub("", line))
        names = [
            part.strip(" .,:;/()") + ("." if part.rstrip().endswith(("Jr.", "Sr.")) else "") for part in parts
        ]
        found = [name for index, name in enumerate(names) if _is_name(name, is_first=index == 0 and is_sure)]
        if not is_sure and len(found) < len([name for name in names if name]):
            return ()
        authors += found
    return tuple(dict.fromkeys(authors))


def _is_name(name: str, *, is_first: bool) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or (len(words) == 1 and not is_first) or _ACCOUNT.search(name):
        return False
    if _POST.search(name) and not is_first:
        return False
    if not all(_WORD.fullmatch(word) for word in words):
        return False
    large = [word for word in words if word.lower() not in _PARTICLES]
    return bool(large) and not any(word[0].islower() for word in large)
