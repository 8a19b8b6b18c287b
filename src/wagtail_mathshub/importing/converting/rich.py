"""Blocks as the rich text that an editor can open: paragraphs, lists, bold, italic, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from wagtail_mathshub.blocks.inline_maths import faults_of
from wagtail_mathshub.importing.converting.document import (
    BOLD,
    BREAK,
    Block,
    Details,
    Film,
    Frame,
    Gallery,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Run,
    Table,
    joined,
    marked,
    walk,
)
from wagtail_mathshub.importing.converting.markup import inline_html
from wagtail_mathshub.importing.converting.tables import row_lines

MARKS = ("b", "i", "sub", "sup")
# As many levels as the editor indents.
MOST_LEVELS = 5
_INDENT = re.compile(r"(?<=\n) +|^ +|(?<= ) ")


@dataclass
class Rich:
    """Rich text, and the blocks among it that no rich text can hold."""

    change: Callable[[Inlines], Inlines]
    with_captions: bool = False
    parts: list[str] = field(default_factory=list)
    left_over: list[Block] = field(default_factory=list)

    def leave(self, block: Picture | Gallery) -> list[Inlines]:
        """Leave the block over; the captions that have to stand in the text instead."""
        self.left_over.append(block)
        pictures = block.pictures if isinstance(block, Gallery) else ()
        captions = (*(one.caption for one in pictures), block.caption)
        return [caption for caption in captions if caption] if self.with_captions else []

    def say(self, inlines: Inlines, *, is_code: bool = False) -> None:
        """Add a paragraph."""
        self.parts.append(paragraph(inlines if is_code else self.change(inlines)))

    @property
    def html(self) -> str:
        """The rich text."""
        return "".join(self.parts)


def rich(
    blocks: Iterable[Block], change: Callable[[Inlines], Inlines], *, with_captions: bool = False
) -> Rich:
    """The blocks as rich text; `change` is applied to all words but those of code.

    With `with_captions` the captions of pictures stay, where nothing will show the pictures themselves.
    """
    result = Rich(change, with_captions)
    for block in blocks:
        _write(block, result)
    return result


def paragraph(inlines: Inlines) -> str:
    """One paragraph; "" for no words."""
    inside = inline_html(inlines, MARKS, with_files=False)
    return f"<p>{guarded(inside)}</p>" if inside.strip() else ""


def preformatted(block: Preformatted) -> Inlines:
    """The lines of code, their indents kept."""
    spaced = _INDENT.sub(lambda found: "\xa0" * len(found[0]), block.text)
    return joined(((Run(line),) if line else (Run(" "),) for line in spaced.split("\n")), BREAK)


def guarded(html: str) -> str:
    r"""The rich text, with dollars round what stands between \( and \) and is no formula that can be shown."""
    if not faults_of(html):
        return html
    return html.replace("\\(", "$").replace("\\)", "$")


def inline_of(block: Block) -> Inlines | None:
    """The words of a block that is one paragraph in rich text; None for another block."""
    if isinstance(block, Paragraph):
        return block.inlines
    if isinstance(block, Heading):
        return marked(block.inlines, BOLD)
    if isinstance(block, Preformatted):
        return preformatted(block)
    if isinstance(block, Frame | Film):
        return (Run(block.title or block.address, href=block.address),)
    return None


def _write(block: Block, result: Rich) -> None:
    inlines = inline_of(block)
    if inlines is not None:
        result.say(inlines, is_code=isinstance(block, Preformatted))
    elif isinstance(block, Listing):
        result.parts.append(_listing(block, result, 1))
    elif isinstance(block, Picture | Gallery):
        for caption in result.leave(block):
            result.say(caption)
    else:
        _write_inner(block, result)


def _write_inner(block: Block, result: Rich) -> None:
    if isinstance(block, Quote | Details):
        if isinstance(block, Details):
            result.say(marked(block.summary, BOLD))
        for inner in block.blocks:
            _write(inner, result)
        if isinstance(block, Quote) and block.source:
            result.say((Run("— "), *block.source))
    elif isinstance(block, Table):
        result.say(marked(block.caption, BOLD))
        for line in row_lines(block):
            result.say(line)
        for picture in (one for one in walk((block,)) if isinstance(one, Picture | Gallery)):
            for caption in result.leave(picture):
                result.say(caption)


def _listing(block: Listing, result: Rich, level: int) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(_item(item, result, level) for item in block.items)
    return f"<{tag}>{items}</{tag}>" if items else ""


def _item(blocks: tuple[Block, ...], result: Rich, level: int) -> str:
    """An item: its words first, then the lists in it. Words behind a list begin an item of their own."""
    out: list[str] = []
    said: list[Inlines] = []
    nested = ""
    for block in _simple(blocks, result):
        if isinstance(block, Listing):
            nested += _listing(block, result, level + 1) if level < MOST_LEVELS else ""
            if level >= MOST_LEVELS:
                out += [_closed(said, ""), *(_item(item, result, level) for item in block.items)]
                said = []
            continue
        if nested:
            out.append(_closed(said, nested))
            said, nested = [], ""
        said.append(block.inlines)
    out.append(_closed(said, nested))
    return "".join(out)


def _closed(said: list[Inlines], nested: str) -> str:
    inside = inline_html(joined(said, BREAK), MARKS, with_files=False)
    return f"<li>{guarded(inside)}{nested}</li>" if inside.strip() or nested else ""


def _simple(blocks: Iterable[Block], result: Rich) -> list[Paragraph | Listing]:
    """The blocks as paragraphs and lists alone."""
    simple: list[Paragraph | Listing] = []
    for block in blocks:
        inlines = inline_of(block)
        if inlines is not None:
            simple.append(Paragraph(inlines if isinstance(block, Preformatted) else result.change(inlines)))
        elif isinstance(block, Listing):
            simple.append(block)
        elif isinstance(block, Picture | Gallery):
            simple += (Paragraph(caption) for caption in result.leave(block))
        else:
            simple += _simple(_parts(block), result)
    return simple


def _parts(block: Block) -> list[Block]:
    if isinstance(block, Table):
        pictures = (one for one in walk((block,)) if isinstance(one, Picture | Gallery))
        caption = [Paragraph(marked(block.caption, BOLD))] if block.caption else []
        return [*caption, *(Paragraph(line) for line in row_lines(block)), *pictures]
    if isinstance(block, Quote):
        source = [Paragraph((Run("— "), *block.source))] if block.source else []
        return [*block.blocks, *source]
    if isinstance(block, Details):
        return [Paragraph(marked(block.summary, BOLD)), *block.blocks]
    return []
