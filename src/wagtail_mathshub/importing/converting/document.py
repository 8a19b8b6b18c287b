"""A page's text between HTML and blocks: paragraphs, lists, tables and pictures, without any markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

BOLD, ITALIC, SUB, SUP, CODE = "b", "i", "sub", "sup", "code"
BREAK = "\n"


class Run(NamedTuple):
    """Words of one look. A line break is a run of its own."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    is_file: bool = False


Inlines: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image. `alt` is None where the old page said nothing, and "" where it said that it is decoration."""

    address: str
    alt: str | None = None
    caption: Inlines = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Preformatted:
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    source: Inlines = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each of its items is blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...] = ()
    is_heading: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Gallery:
    pictures: tuple[Picture, ...]
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Something that the old page showed from another website."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Film:
    """A film that is a file of the old site."""

    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """A part to open."""

    summary: Inlines
    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Paragraph | Heading | Preformatted | Quote | Listing | Table | Picture | Gallery | Frame | Film | Details
)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and all that stand inside them, in the order of the page."""
    for block in blocks:
        yield block
        yield from walk(inside(block))


def inside(block: Block) -> tuple[Block, ...]:
    """The blocks that stand directly inside a block."""
    if isinstance(block, Listing):
        return tuple(inner for item in block.items for inner in item)
    if isinstance(block, Table):
        return tuple(inner for row in block.rows for cell in row for inner in cell.blocks)
    if isinstance(block, Quote | Details):
        return block.blocks
    return ()


def words(inlines: Iterable[Run]) -> str:
    """The text alone, line breaks as spaces."""
    return " ".join("".join(run.text for run in inlines).split())


def lines(inlines: Iterable[Run]) -> str:
    """The text alone, with its line breaks."""
    return "".join(run.text for run in inlines).strip()


def marked(inlines: Iterable[Run], mark: str) -> Inlines:
    """The same words with one more mark."""
    return tidy(run._replace(marks=run.marks | {mark}) for run in inlines)


def joined(parts: Iterable[Inlines], separator: str) -> Inlines:
    """The parts in a row, with the separator between them."""
    runs: list[Run] = []
    for part in parts:
        if runs and part:
            runs.append(Run(separator))
        runs.extend(part)
    return tuple(runs)


def links(inlines: Iterable[Run]) -> Iterator[str]:
    """The addresses that the words link to, each once for a stretch of runs."""
    before = ""
    for run in inlines:
        if run.href and run.href != before:
            yield run.href
        before = run.href


def tidy(runs: Iterable[Run]) -> Inlines:
    """Spaces collapsed as a browser shows them, empty runs dropped, runs of one look joined."""
    kept: list[Run] = []
    for run in runs:
        if run.text == BREAK:
            _break(kept)
            continue
        text = _SPACES.sub(" ", run.text)
        if text.startswith(" ") and (not kept or kept[-1].text.endswith((" ", BREAK))):
            text = text[1:]
        if text:
            _append(kept, run._replace(text=text) if text != run.text else run)
    return _trimmed(kept)


_SPACES = re.compile("[ \t\n\r\f]+")


def _append(kept: list[Run], run: Run) -> None:
    last = kept[-1] if kept else None
    if last and last[1:] == run[1:] and last.text != BREAK:
        kept[-1] = last._replace(text=last.text + run.text)
    else:
        kept.append(run)


def _break(kept: list[Run]) -> None:
    if kept and kept[-1].text.endswith(" "):
        kept[-1] = kept[-1]._replace(text=kept[-1].text[:-1])
        if not kept[-1].text:
            kept.pop()
    if kept:
        kept.append(Run(BREAK))


def _trimmed(kept: list[Run]) -> Inlines:
    first, last = 0, len(kept)
    while first < last and not kept[last - 1].text.strip():
        last -= 1
    while first < last and not kept[first].text.strip():
        first += 1
    runs = kept[first:last]
    if runs:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
    return tuple(runs)
