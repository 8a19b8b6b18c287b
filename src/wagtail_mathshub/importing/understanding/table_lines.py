"""Rows of a table as lines: "Day 1 - 24/09/2026, 9.30am - Harebell School"."""

from __future__ import annotations

import re

from bs4 import Tag

_COLUMNS = {
    *(
        "session",
        "sessions",
        "day",
        "date",
        "dates",
        "time",
        "times",
        "where",
        "venue",
        "location",
        "place",
        "when",
    ),
    *("and", "workshop", "meeting", "mode", "no", "number", "event", "title"),
}
_COUNTED = re.compile(r"(?:session|day|workshop|meeting|part|module|twilight|webinar)s?", re.I)


def header_of(row: Tag) -> list[str]:
    """The words of a row of column headings; empty for any other row."""
    cells = row.find_all(["th", "td"])
    is_head = bool(row.find_all("th")) and not row.find_all("td")
    if not is_head:
        words = [cell.get_text(" ", strip=True) for cell in cells]
        bold = [cell.find(["strong", "b"]) is not None for cell in cells]
        is_head = len(cells) > 1 and all(bold) and all(word and not re.search(r"\d", word) for word in words)
    return [cell.get_text(" ", strip=True) for cell in cells] if is_head else []


def names_only_slots(header: str) -> bool:
    """Whether the words above the columns are those of dates, times and places, and of nothing else."""
    return set(re.findall(r"\w+", header.lower())) <= _COLUMNS


def row_text(row: Tag, header: list[str]) -> str:
    """A row's cells in one line; a bare number gets the word at the top of its column."""
    texts = []
    for index, cell in enumerate(row.find_all(["th", "td"])):
        text = " ".join(cell.get_text(" ").split())
        name = header[index] if index < len(header) else ""
        if text.isdigit() and _COUNTED.fullmatch(name):
            text = f"{name} {text}"
        texts.append(text)
    return " - ".join(text for text in texts if text and text != "|")
