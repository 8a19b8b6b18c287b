"""The lessons that headings, links and tables of a page list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail_mathshub.blocks.providers import frame_of
from wagtail_mathshub.importing.plans import media
from wagtail_mathshub.importing.understanding.document_links import FILMS, ending_of, is_document
from wagtail_mathshub.importing.understanding.outline import Line, Link, Piece
from wagtail_mathshub.taxonomy.years import Range, parse_years

TITLE_LENGTH = 200
_GENERIC = re.compile(
    r"(?:click )?here|(?:click here to )?(?:download|view|open|see)(?: (?:it|this|the (?:lesson|file|sheet|slides)))?(?: here)?"
    r"|(?:the )?(?:answers?|worksheets?|slides|powerpoint|pdf|word|presentation|lesson plan|teacher notes|notes|solutions|link|video|film"
    r"|data|resources?|file)(?: \d)?|\W*",
    re.I,
)
_ANSWERS = re.compile(r"\banswers?\b|\bsolutions?\b", re.I)
_CLICK = re.compile(
    r"\s*\b(?:please )?(?:click|download|available|find it|get it)\b[^.]*[\s.]*$|\s*\(\s*\)", re.I
)
_MINUTES = re.compile(r"\b(\d{1,3})\s?(?:minutes|mins)\b", re.I)
_KINDS = {
    "pptx": "presentation",
    "ppt": "presentation",
    "ppsx": "presentation",
    "odp": "presentation",
    "csv": "data",
    "xlsx": "data",
    "xls": "data",
    "ods": "data",
}
_NAMED_KINDS = (
    ("answers", _ANSWERS),
    ("lesson_plan", re.compile(r"\blesson plans?\b", re.I)),
    ("notes", re.compile(r"\b(?:teachers?'? )?notes\b", re.I)),
    ("presentation", re.compile(r"\b(?:slides|powerpoint|presentation)\b", re.I)),
)


@dataclass
class FoundLesson:
    """A lesson: its title, years, the line that named it and its links."""

    title: str
    years: Range | None
    line: Line
    links: list[Link] = field(default_factory=list)

    @property
    def has_answers(self) -> bool:
        """Whether answers are among its files."""
        return any(_ANSWERS.search(link.words) or "answers" in link.address.lower() for link in self.links)

    @property
    def is_wholly_held(self) -> bool:
        """Whether its line says nothing that is not in the lesson."""
        years = re.findall(r"[^\W_]+", self.line.text) if parse_years(self.line.text) else []
        kept = {word.lower() for link in self.links for word in re.findall(r"[^\W_]+", link.words)}
        kept |= set(re.findall(r"[^\W_]+", self.title.lower())) | {"click", "here", "download"}
        kept |= {
            word.lower()
            for word in years
            if re.fullmatch(r"years?|y\d{0,2}|\d{1,2}|ks\d|reception|nursery", word, re.I)
        }
        return all(word.lower() in kept for word in re.findall(r"[^\W_]+", self.line.text))

    def row(self) -> dict[str, Any]:
        """The lesson as a child row."""
        minutes = _MINUTES.search(self.line.text)
        first, last = self.years or (None, None)
        return {
            "title": self.title,
            "year_from": first,
            "year_to": last,
            "topic": "",
            "objective": "",
            "minutes": int(minutes[1]) if minutes else None,
            "has_answers": self.has_answers,
            "materials": [material(link) for link in self.links],
        }


def lessons_in(pieces: Sequence[Piece], years: Range | None) -> list[FoundLesson]:
    """The lessons, each with the years of its own line, of the heading above, or else `years`."""
    found: list[FoundLesson] = []
    above = years
    for piece in pieces:
        if piece.level:
            above = parse_years(piece.text) or years
        for line in piece.lines:
            found += _lessons_on(line, piece, above)
    return found


def _lessons_on(line: Line, piece: Piece, above: Range | None) -> Iterator[FoundLesson]:
    links = [
        link for link in line.links if not link.address.startswith("mailto:") and _is_material(link, line)
    ]
    current: FoundLesson | None = None
    for link in links:
        if _GENERIC.fullmatch(link.words.strip()):
            if current is None:
                current = FoundLesson(_title_beside(line, piece), _years(line, above), line)
                yield current
            current.links.append(link)
        else:
            current = FoundLesson(link.words[:TITLE_LENGTH], _years(line, above), line, [link])
            yield current


def _is_material(link: Link, line: Line) -> bool:
    # A link within a sentence belongs to the sentence; a lesson's link stands nearly alone.
    return is_document(link.address) or len(link.words) * 2 > len(line.text)


def _years(line: Line, above: Range | None) -> Range | None:
    own = (
        parse_years(line.text)
        if re.search(r"\b(?:year|yr|y|ks|key stage|reception|nursery)\s*\d?", line.text, re.I)
        else None
    )
    return own or above


def _title_beside(line: Line, piece: Piece) -> str:
    if piece.shape == "table":
        cells = [cell.strip() for cell in line.text.split(" - ")]
        kept = [cell for cell in cells if not _GENERIC.fullmatch(cell) and not _is_years(cell)]
        return (kept or cells)[0][:TITLE_LENGTH]
    text = line.text
    for link in line.links:
        text = text.replace(link.words, "", 1) if link.words else text
    return (
        _CLICK.sub("", _CLICK.sub("", text)).strip(" .:;,-\u2013()")[:TITLE_LENGTH]
        or line.text[:TITLE_LENGTH]
    )


def _is_years(text: str) -> bool:
    return bool(parse_years(text)) and bool(
        re.fullmatch(r"(?:years?|yrs?|y|ks|key stages?|reception|nursery|[\s\d,&/r-]|and|to)+", text, re.I)
    )


def is_years_heading(text: str) -> bool:
    """Whether a heading names school years and nothing else."""
    return _is_years(text.strip(" :"))


def material(link: Link) -> dict[str, Any]:
    """A link as a file, a film or a link of a lesson."""
    common = {"kind": _kind(link), "title": link.words[:TITLE_LENGTH], "note": "", "licence": ""}
    if ending_of(link.address) in FILMS and is_document(link.address):
        return {
            "type": "video",
            "value": {"document": media(link.address), "url": "", "captions": "", **common},
        }
    if is_document(link.address):
        return {"type": "file", "value": {"document": media(link.address), **common}}
    if frame_of(link.address, "video"):
        return {"type": "video", "value": {"document": None, "url": link.address, "captions": "", **common}}
    return {"type": "link", "value": {"url": link.address, **common}}


def _kind(link: Link) -> str:
    named = next((kind for kind, pattern in _NAMED_KINDS if pattern.search(link.words)), "")
    if named or "answers" in link.address.lower():
        return named or "answers"
    if not is_document(link.address):
        return "other"
    return _KINDS.get(ending_of(link.address), "other" if ending_of(link.address) in FILMS else "worksheet")
