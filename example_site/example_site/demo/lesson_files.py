"""Invented files for the lessons of the demo, each of which says that it is invented."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

from example_site.demo.office_files import PAGE_BREAK, docx, pptx
from example_site.demo.pdf_files import pdf_pages
from example_site.demo.videos import mp4, vtt

NOTE = "Invented for the demo of wagtail-mathshub."
BEATS = ["Clap", "Clap", "Stamp"] * 3


def lesson_file(name: str, kind: str, lesson_title: str, year_words: str) -> bytes:
    """A file of the kind "pdf", "docx", "pptx", "csv", "mp4" or "vtt" for a lesson. ValueError for another."""
    if kind not in MAKERS:
        raise ValueError(f"{name}: the demo makes no files of the kind {kind!r}")
    return MAKERS[kind](lesson_title, year_words)


def csv_table(rows: list[list[object]]) -> bytes:
    """A table with a mark at its start, by which Excel reads its letters right."""
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _plan(title: str, years: str) -> list[list[str]]:
    """What a lesson is about, page by page; the first line of each is its heading."""
    return [
        [
            f"{title} ({years})",
            "Start with something everybody can see and touch: counters, cubes or strips of paper.",
            "Ask: What do you notice? What stays the same? What changes?",
            "Let pairs talk for two minutes before anyone answers.",
            "Collect three answers that differ, and compare them.",
        ],
        [
            "Tasks",
            "1. Make an example of your own. Draw it.",
            "2. Change one thing. What happens to the rest?",
            "3. Find an example that does not work, and say why.",
            "4. Write one sentence that is always true.",
        ],
        [
            "Notes for the teacher",
            "Look for pupils who say what they see, then for those who say why it must be so.",
            "If it is too easy: ask for all the ways, and how we know that there are no more.",
            "If it is too hard: use smaller numbers, and the same question.",
            NOTE,
        ],
    ]


def _pdf(title: str, years: str) -> bytes:
    return pdf_pages(_plan(title, years))


def _pptx(title: str, years: str) -> bytes:
    return pptx(title, [[title, years, NOTE], *_plan(title, years)])


def _docx(title: str, years: str) -> bytes:
    first, *others = _plan(title, years)
    return docx(title, [years, *first[1:], *(line for page in others for line in (PAGE_BREAK, *page))])


def _csv(title: str, years: str) -> bytes:
    # A ball let go at two metres: each bounce is four fifths as high as the one before.
    heights = [(bounce, round(200 * 0.8**bounce, 1)) for bounce in range(12)]
    return csv_table([["bounce", "height in cm"], *map(list, heights), [f"{title}, {years}. {NOTE}"]])


def _mp4(title: str, years: str) -> bytes:
    return mp4(f"{title}, {years}. {NOTE}", beats=len(BEATS))


def _vtt(title: str, years: str) -> bytes:
    return vtt(BEATS, f"{title}, {years}. {NOTE}")


MAKERS: dict[str, Callable[[str, str], bytes]] = {
    "pdf": _pdf,
    "pptx": _pptx,
    "docx": _docx,
    "csv": _csv,
    "mp4": _mp4,
    "vtt": _vtt,
}
