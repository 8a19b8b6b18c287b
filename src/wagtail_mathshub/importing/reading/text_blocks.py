"""The blocks of text of a page: what stands in one paragraph, item, cell or heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

BLOCK_NAMES = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
MEDIA_NAMES = frozenset(["audio", "embed", "iframe", "img", "object", "video"])
HEADING_NAMES = ("h1", "h2", "h3", "h4", "h5", "h6")
_KEPT_EMPTY = MEDIA_NAMES | {"br", "hr", "source", "track", "input", "td", "th"}
# What the reader of a page never sees, or what cannot be kept.
_INVISIBLE = ("script", "style", "template", "svg", "canvas", "head", "title", "meta", "link", "base")


@dataclass
class TextBlock:
    """Text that stands directly in one block element, or something to look at or hear, and its nodes."""

    element: Tag
    nodes: list[NavigableString | Tag] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words with single spaces; of a picture its file name in brackets."""
        return " ".join("".join(_words(node) for node in self.nodes).split())

    @property
    def is_media(self) -> bool:
        return isinstance(self.nodes[0], Tag)

    @property
    def is_link_only(self) -> bool:
        """Whether every word of it is part of a link."""
        return all(_is_in_link(node, self.element) for node in self.nodes if _words(node).strip())

    def extract(self) -> None:
        """Take it out of the page."""
        for node in self.nodes:
            node.extract()


def drop_invisible(root: Tag) -> None:
    """Take out what no reader sees: scripts, styles, comments, drawings without words."""
    for element in root.find_all(_INVISIBLE):
        element.decompose()
    for node in root.find_all(string=True):
        if isinstance(node, PreformattedString):
            node.extract()


def text_blocks(root: Tag) -> Iterator[TextBlock]:
    """The blocks of text and the pictures below an element, in reading order; empty ones are left out."""
    current: TextBlock | None = None
    for node in list(root.descendants):
        if isinstance(node, Tag):
            if node.name not in MEDIA_NAMES:
                continue
            block = TextBlock(node, [node])
        elif isinstance(node, NavigableString):
            around = _block_around(node, root)
            if around is None:
                continue
            if current is not None and current.element is around:
                current.nodes.append(node)
                continue
            block = TextBlock(around, [node])
        else:
            continue
        if current is not None and current.text:
            yield current
        current = block
    if current is not None and current.text:
        yield current


def prune(root: Tag) -> None:
    """Take out elements that are left with nothing in them."""
    kept: set[int] = set()
    for node in root.descendants:
        if (node.name in _KEPT_EMPTY) if isinstance(node, Tag) else str(node).strip():
            for element in (node, *node.parents):
                kept.add(id(element))
                if element is root:
                    break
    for element in root.find_all(True):
        if id(element) not in kept and not element.decomposed:
            element.decompose()


def fingerprint(text: str) -> int:
    """A number for a text, the same in another case or spacing."""
    plain = " ".join(text.casefold().split())
    return int.from_bytes(blake2b(plain.encode(errors="replace"), digest_size=8).digest(), "big")


def text_in(element: Tag) -> str:
    """The words inside an element with single spaces."""
    return " ".join(element.get_text(" ").split())


def _block_around(node: NavigableString, root: Tag) -> Tag | None:
    """The block element that a text stands in; None for the words inside a picture or a player."""
    around = node.parent
    while around is not None and around is not root and around.name not in BLOCK_NAMES:
        if around.name in MEDIA_NAMES:
            return None
        around = around.parent
    return around


def _is_in_link(node: NavigableString | Tag, block: Tag) -> bool:
    if node is block:
        return node.find_parent("a") is not None
    for parent in node.parents:
        if parent.name == "a":
            return True
        if parent is block:
            return block.find_parent("a") is not None
    return False


def _words(node: NavigableString | Tag) -> str:
    if isinstance(node, Tag):
        address = str(node.get("src") or node.get("data-src") or node.get("data") or node.name)
        # The same picture has another relative address in another folder.
        return f"[{address.rpartition('/')[2]}]"
    return str(node)
