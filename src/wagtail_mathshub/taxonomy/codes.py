"""Project codes of the NCETM, in the many ways in which people write them."""

from __future__ import annotations

import re

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
_CODE = re.compile(
    rf"(?<![A-Za-z0-9])NCP\s?(?P<year>[0-9]{{2}})\s?[{_HYPHENS}]?\s?(?P<number>[0-9]{{2}})(?P<letter>[a-z](?![A-Za-z]))?(?!\d)",
    re.IGNORECASE,
)


def parse_code(text: str) -> str | None:
    """The first code in `text` as `NCPyy-nn` with its letter, if any; None without one."""
    found = _CODE.search(text[:1000])
    if not found:
        return None
    letter = (found["letter"] or "").lower()
    return f"NCP{found['year']}-{found['number']}{letter}"


def code_academic_year(code: str) -> str | None:
    """The academic year that a code names: "2026-27" for NCP26-17; None for no code."""
    normal = parse_code(code)
    if normal is None:
        return None
    first = 2000 + int(normal[3:5])
    return f"{first}-{(first + 1) % 100:02}"


def shift_code(code: str, years: int) -> str | None:
    """The code of that many years later, like NCP26-17 for NCP25-17; None for no code."""
    normal = parse_code(code)
    return f"NCP{(int(normal[3:5]) + years) % 100:02}{normal[5:]}" if normal else None


def without_codes(text: str) -> str:
    """`text` with blanks in the place of its codes."""
    return _CODE.sub(" ", text)
