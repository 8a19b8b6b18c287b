"""Lines that begin with a bullet or a tick into lists, and lines that were broken within a sentence joined."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from wagtail_mathshub.importing.reading.text_blocks import BLOCK_NAMES, MEDIA_NAMES

# Word's own bullets lie in Unicode's private area: U+F0B7, U+F0A7, U+F0FC.
_BULLET = re.compile(
    r"^[\s\u00a0]*[\u2022\u25cf\u25e6\u25aa\u25a0\u2023\u2043\u00b7\u2713\u2714\u27a2\u27a4\u25ba\u2756\uf0b7\uf0a7\uf0fc\uf0d8]"
    r"\ufe0f?[\s\u00a0]*"
)
_LINES_OF = ("p", "div", "td", "li", "blockquote", "body", "section")
# Shorter lines may be verse or an address.
_BROKEN_FROM = 35
_MOST_BREAKS = 3000
_ENDS = re.compile(r"[.!?:;,\u2026)\]\"\u201d\u2019]\s*$")
_STARTS_LOW = re.compile(r"^[\s\u00a0]*[a-z]")

Line = list[PageElement]


def make_lists(soup: BeautifulSoup, root: Tag) -> int:
    """Turn lines with bullets into lists. How many items there were."""
    for item in root.find_all("li"):
        _strip_bullet(list(item.children))
    count = 0
    for block in [root, *root.find_all(_LINES_OF)]:
        if block.name != "li" and not _holds_blocks(block):
            count += _make_lists_in(soup, block)
    _join_lists(root)
    return count


def join_broken_lines(root: Tag) -> int:
    """Join lines where one ends without punctuation and the next begins in lower case. How many were joined."""
    count = 0
    for line_break in root.find_all("br", limit=_MOST_BREAKS):
        if line_break.find_parent(["pre", "address", "table"]) is not None:
            continue
        before, after = _text_before(line_break), _text_after(line_break)
        if len(before) >= _BROKEN_FROM and not _ENDS.search(before) and _STARTS_LOW.match(after):
            line_break.replace_with(NavigableString(" "))
            count += 1
    return count


def _make_lists_in(soup: BeautifulSoup, block: Tag) -> int:
    if not any(_BULLET.match(node) for node in _strings(list(block.children))):
        return 0
    lines = _lines(block)
    flags = [_is_bullet(line) for line in lines]
    made: list[Tag] = []
    for line, is_item in zip(lines, flags, strict=True):
        name = "li" if is_item else "p"
        element = soup.new_tag(name)
        for node in line:
            element.append(node.extract())
        if is_item:
            _strip_bullet([element])
        if is_item and made and made[-1].name == "ul":
            made[-1].append(element)
        elif is_item:
            items = soup.new_tag("ul")
            items.append(element)
            made.append(items)
        elif element.get_text(strip=True) or element.find(list(MEDIA_NAMES)):
            made.append(element)
    _replace_content(block, made)
    return flags.count(True)


def _replace_content(block: Tag, made: list[Tag]) -> None:
    block.clear()
    for element in made:
        block.append(element)
    if block.name == "p" and len(made) == 1 and made[0].name == "ul":
        # Renamed where it stands: to put another element there takes as long as there are elements beside it.
        block.name, block.attrs = "ul", {}
        made[0].unwrap()
    elif block.name == "p":
        block.unwrap()


def _lines(block: Tag) -> list[Line]:
    lines: list[Line] = [[]]
    for node in list(block.children):
        # From the front on, so that none has to be looked for.
        node.extract()
        if isinstance(node, Tag) and node.name == "br":
            lines.append([])
        elif isinstance(node, Tag) and node.find("br"):
            _split_inline(node, lines)
        else:
            lines[-1].append(node)
    return lines


def _split_inline(element: Tag, lines: list[Line]) -> None:
    """Lines of `<span>one<br>two</span>`: a span each."""
    parts = _lines(element)
    for index, part in enumerate(parts):
        copy = BeautifulSoup("", "lxml").new_tag(element.name)
        copy.attrs = dict(element.attrs)
        for node in part:
            copy.append(node.extract())
        if index:
            lines.append([])
        lines[-1].append(copy)


def _is_bullet(line: Line) -> bool:
    text = _text(line)
    found = _BULLET.match(text)
    return found is not None and bool(text[found.end() :].strip())


def _strip_bullet(line: Line) -> None:
    for node in _strings(line):
        if not node.strip():
            continue
        if found := _BULLET.match(node):
            node.replace_with(NavigableString(node[found.end() :]))
            if not node[found.end() :].strip():
                _strip_leading_space(line)
        return


def _strip_leading_space(line: Line) -> None:
    for node in _strings(line):
        if node.strip():
            node.replace_with(NavigableString(node.lstrip()))
            return


def _strings(line: Line) -> list[NavigableString]:
    found: list[NavigableString] = []
    for node in line:
        if isinstance(node, Tag):
            found += [inside for inside in node.descendants if isinstance(inside, NavigableString)]
        elif isinstance(node, NavigableString):
            found.append(node)
    return found


def _text(line: Line) -> str:
    return "".join(str(node) for node in _strings(line))


def _holds_blocks(block: Tag) -> bool:
    return block.find(list(BLOCK_NAMES)) is not None


def _join_lists(root: Tag) -> None:
    """Lists that follow each other because each item was a paragraph become one."""
    current: Tag | None = None
    for items in root.find_all("ul"):
        if current is None or current.parent is not items.parent or not _follows(current, items):
            current = items
            continue
        for item in list(items.children):
            current.append(item.extract())
        items.decompose()


def _follows(first: Tag, second: Tag) -> bool:
    node = first.next_sibling
    while node is not None and node is not second:
        if isinstance(node, Tag) or str(node).strip():
            return False
        node = node.next_sibling
    return node is second


def _text_before(line_break: Tag) -> str:
    parts: list[str] = []
    for node in line_break.previous_elements:
        if isinstance(node, Tag) and (node.name == "br" or node.name in BLOCK_NAMES):
            break
        if isinstance(node, NavigableString):
            parts.insert(0, str(node))
        if sum(map(len, parts)) > 4 * _BROKEN_FROM:
            break
    return " ".join("".join(parts).split())


def _text_after(line_break: Tag) -> str:
    for node in line_break.next_elements:
        if isinstance(node, Tag) and (node.name == "br" or node.name in BLOCK_NAMES):
            return ""
        if isinstance(node, NavigableString) and node.strip():
            return str(node)
    return ""
