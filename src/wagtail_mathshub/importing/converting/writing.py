"""Safe HTML into blocks, rich text and plain text."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.converting.allow_lists import INCOMING
from wagtail_mathshub.importing.converting.document import (
    Block,
    Details,
    Frame,
    Gallery,
    Heading,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Table,
    inside,
    lines,
    words,
)
from wagtail_mathshub.importing.converting.formulas import Formulas, inline_formulas
from wagtail_mathshub.importing.converting.parsing import parsed
from wagtail_mathshub.importing.converting.results import Blocks, RichText
from wagtail_mathshub.importing.converting.rich import rich
from wagtail_mathshub.importing.converting.stream import Stream
from wagtail_mathshub.importing.converting.tables import grid_of, is_layout, line_of
from wagtail_mathshub.importing.findings import Loss, Notice


def blocks_of(html: str, *, reading_only: bool = False) -> Blocks:
    """The stream of a body that shows the same as `html`, which `clean` has made.

    With `reading_only`, only blocks that ReadingBlock has: formulas stay within the text.
    """
    stream = Stream(reading_only=reading_only)
    blocks, losses = parsed(INCOMING.clean(html))
    stream.write_all(blocks)
    return Blocks(
        stream.finished(),
        tuple(dict.fromkeys((*losses, *stream.losses))),
        tuple(dict.fromkeys(stream.notices)),
    )


def rich_text_of(html: str) -> RichText:
    """The same as rich text: paragraphs, lists, bold, italic, links."""
    notices: list[Notice] = []
    blocks, losses = parsed(INCOMING.clean(html))
    result = rich(blocks, partial(inline_formulas, formulas=Formulas(notices)), with_captions=True)
    for block in result.left_over:
        pictures = block.pictures if isinstance(block, Gallery) else (block,)
        losses += [Loss(_("a picture"), one.address) for one in pictures if isinstance(one, Picture)]
    return RichText(result.html, tuple(losses), tuple(notices))


def text_of(html: str) -> str:
    """What a reader sees, a line for each block of text; cells of a table's row stand between tabs."""
    blocks, _losses = parsed(INCOMING.clean(html))
    return "\n".join(line for block in blocks for line in _text(block) if line.strip())


def _text(block: Block) -> list[str]:
    if isinstance(block, Paragraph | Heading):
        return [" ".join(line.split()) for line in lines(block.inlines).split("\n")]
    if isinstance(block, Preformatted):
        return block.text.split("\n")
    if isinstance(block, Table):
        return [words(block.caption), *_table(block)]
    if isinstance(block, Picture | Gallery):
        captions = [one.caption for one in getattr(block, "pictures", ())]
        return [words(caption) for caption in (*captions, block.caption)]
    before = [words(block.summary)] if isinstance(block, Details) else []
    after = [words(block.source)] if isinstance(block, Quote) else []
    title = [block.title or block.address] if isinstance(block, Frame) else [getattr(block, "title", "")]
    return [*before, *title, *(line for inner in inside(block) for line in _text(inner)), *after]


def _table(table: Table) -> list[str]:
    if is_layout(table):
        return [line for inner in inside(table) for line in _text(inner)]
    rows = ([words(line_of(cell)) for cell in row] for row in grid_of(table))
    return ["\t".join(cell for cell in row if cell) for row in rows]
