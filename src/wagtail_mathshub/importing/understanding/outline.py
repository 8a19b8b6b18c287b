"""A page's text as pieces with their lines: what headings, paragraphs, lists and tables say, and their HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PageElement

from wagtail_mathshub.importing.understanding.bare_headings import bare_level
from wagtail_mathshub.importing.understanding.table_lines import header_of, row_text

WRAPPERS = {"div", "section", "article", "main", "header", "center", "body", "span"}
BLOCKS = WRAPPERS - {"span"} | {
    "p",
    "ul",
    "ol",
    "table",
    "blockquote",
    "figure",
    "details",
    "dl",
    "pre",
    "hr",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BREAK = re.compile(r"<br\s*/?>", re.I)
_ADDRESS = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Link:
    """A link's words and its absolute address."""

    words: str
    address: str


@dataclass(eq=False)
class Line:
    """What stands on one line, in a list item or in a table's row; `html` is that part alone."""

    text: str
    html: str
    links: tuple[Link, ...] = ()


@dataclass(eq=False)
class Piece:
    """A heading (with its level), paragraph, list, table or other element.

    `level` is 1 to 9: 7 and more for lines that only look like headings; 0 for everything else.
    """

    shape: str
    html: str
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    tag: str = ""
    head: str = ""

    @property
    def text(self) -> str:
        """The lines in one."""
        return " ".join(line.text for line in self.lines)

    @property
    def links(self) -> list[Link]:
        """All links, in order."""
        return [link for line in self.lines for link in line.links]


def outline(html: str) -> list[Piece]:
    """The pieces of safe HTML in the order of the text."""
    body = BeautifulSoup(html, "lxml").body
    return (
        [piece for piece in _pieces(body) if re.search(r"[^\W_]|<img", piece.text or piece.html)]
        if body
        else []
    )


def _pieces(parent: Tag) -> Iterator[Piece]:
    for is_block, nodes in groupby(parent.children, key=_is_block):
        if is_block:
            for node in nodes:
                if isinstance(node, Tag):
                    yield from _block(node)
        else:
            yield from _loose("".join(_written(node) for node in nodes))


def _is_block(node: PageElement) -> bool:
    if not isinstance(node, Tag):
        return False
    return node.name in BLOCKS or node.name in HEADINGS or (node.name == "span" and _holds_blocks(node))


def _holds_blocks(node: Tag) -> bool:
    return node.find([*BLOCKS, *HEADINGS]) is not None


def _block(node: Tag) -> Iterator[Piece]:
    if node.name in HEADINGS:
        lines = [line_of(node)]
        yield Piece("heading", str(node), lines, level=int(node.name[1]), tag=node.name)
    elif node.name in WRAPPERS:
        yield from _pieces(node)
    elif node.name == "p":
        yield from _paragraph(node)
    elif node.name in ("ul", "ol"):
        yield Piece("list", str(node), list(_items(node)), tag=node.name)
    elif node.name == "table" and _is_layout(node):
        for cell in node.find_all(["td", "th"]):
            yield from _pieces(cell)
    elif node.name == "table":
        yield _table(node)
    else:
        yield Piece("other", str(node), lines_of(node.decode_contents()), tag=node.name)


def _loose(html: str) -> Iterator[Piece]:
    if html.strip():
        paragraph = BeautifulSoup(f"<p>{html}</p>", "lxml").p
        if paragraph:
            yield from _paragraph(paragraph)


def _paragraph(node: Tag) -> Iterator[Piece]:
    lines = lines_of(node.decode_contents())
    is_bold = _is_bold(lines[0].html) if lines else False
    is_words = bool(lines) and not lines[0].links
    level = bare_level(lines[0].text, is_bold=is_bold, is_alone=len(lines) == 1) if is_words else 0
    if not level:
        yield Piece("paragraph", str(node), lines, tag="p")
        return
    yield Piece("heading", f"<p>{lines[0].html}</p>", lines[:1], level=level, tag="p")
    if rest := lines[1:]:
        yield Piece("paragraph", paragraph_html(rest), rest, tag="p")


def _is_bold(html: str) -> bool:
    soup = BeautifulSoup(f"<p>{html}</p>", "lxml")
    for node in soup.find_all(["strong", "b"]):
        node.decompose()
    return not soup.get_text(strip=True) and bool(re.search(r"<(?:strong|b)\b", html))


def _items(node: Tag) -> Iterator[Line]:
    for item in node.find_all("li"):
        if item.find(["ul", "ol"]) is None:
            yield line_of(item)
        elif own := "".join(_written(child) for child in item.children if not _is_list(child)).strip():
            yield from lines_of(own)


def _is_list(node: PageElement) -> bool:
    return isinstance(node, Tag) and node.name in ("ul", "ol")


def _is_layout(node: Tag) -> bool:
    return node.find(HEADINGS) is not None or len(node.find_all("tr")) == 1


def _table(node: Tag) -> Piece:
    rows = node.find_all("tr")
    header = header_of(rows[0]) if rows else []
    lines = [Line(row_text(row, header), str(row), links_of(row)) for row in (rows[1:] if header else rows)]
    return Piece(
        "table", str(node), [line for line in lines if line.text], tag="table", head=" ".join(header)
    )


def line_of(node: Tag) -> Line:
    """An element as one line."""
    return Line(words_of(node), node.decode_contents().strip(), links_of(node))


def lines_of(html: str) -> list[Line]:
    """The lines between hard breaks."""
    parts = [BeautifulSoup(f"<div>{part}</div>", "lxml").div for part in _BREAK.split(html)]
    lines = [line_of(_unwrapped(part)) for part in parts if part]
    return [line for line in lines if line.text or "<img" in line.html]


def _unwrapped(part: Tag) -> Tag:
    children = [child for child in part.children if str(child).strip()]
    only = children[0] if len(children) == 1 else None
    return only if isinstance(only, Tag) and only.name == "p" else part


def words_of(node: Tag) -> str:
    """What a reader sees of an element, in one line."""
    return " ".join(node.get_text(" " if node.find(list(BLOCKS)) else "").replace("\n", " ").split())


def links_of(node: Tag) -> tuple[Link, ...]:
    """The links in an element that lead somewhere."""
    found = ((words_of(link), str(link.get("href", "")).strip()) for link in node.find_all("a"))
    return tuple(Link(words, address) for words, address in found if address.startswith(_ADDRESS))


def paragraph_html(lines: Iterable[Line]) -> str:
    """Lines as a paragraph again."""
    return f"<p>{'<br>'.join(line.html for line in lines)}</p>"


def html_without(piece: Piece, used: set[Line]) -> str:
    """A piece's HTML without the lines that have become something else; "" where nothing is left."""
    left = [line for line in piece.lines if line not in used]
    if len(left) == len(piece.lines):
        return piece.html
    if not left and "<img" not in piece.html:
        return ""
    if piece.shape == "paragraph":
        return paragraph_html(left)
    if piece.shape == "list" and piece.html.count("<li") == len(piece.lines):
        items = "".join(f"<li>{line.html}</li>" for line in left)
        return f"<{piece.tag}>{items}</{piece.tag}>"
    return piece.html


def _written(node: PageElement) -> str:
    return (
        escape(str(node), quote=False)
        if type(node) is NavigableString
        else str(node)
        if isinstance(node, Tag)
        else ""
    )
