"""A run of inline content as blocks: a paragraph or heading with its pictures before and after it."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail_mathshub.importing.converting.document import (
    BREAK,
    Block,
    Film,
    Frame,
    Heading,
    Inlines,
    Paragraph,
    Preformatted,
    Run,
    tidy,
    words,
)
from wagtail_mathshub.importing.converting.inline_pictures import InlinePicture


def flowed(
    runs: Sequence[Run | InlinePicture], heading: int, *, is_verbatim: bool, marker: str
) -> list[Block]:
    """The blocks of one stretch of inline content."""
    # A picture in the middle of a sentence does not split the sentence.
    first = next((n for n, run in enumerate(runs) if isinstance(run, Run) and run.text.strip()), len(runs))
    before = [run.picture for run in runs[:first] if isinstance(run, InlinePicture)]
    after = [run.picture for run in runs[first:] if isinstance(run, InlinePicture)]
    spaced = [run if isinstance(run, Run) else Run(" ") for run in runs]
    text = _text(spaced, heading, is_verbatim=is_verbatim, marker=marker)
    return [*before, *text, *after]


def _text(runs: list[Run], heading: int, *, is_verbatim: bool, marker: str) -> list[Block]:
    if is_verbatim:
        return verbatim(runs)
    inlines = tidy(runs)
    if not inlines:
        return []
    if marker:
        return [_marked(inlines, marker)]
    if heading:
        return [Heading(heading, inlines)]
    return [Paragraph(inlines)]


def verbatim(runs: Sequence[Run]) -> list[Block]:
    """Text whose spaces and lines count."""
    text = "".join(run.text for run in runs).strip("\n").rstrip()
    if not text.strip():
        return []
    if any(run.href for run in runs):
        return [Paragraph(tidy(runs))]
    return [Preformatted(text)]


def _marked(inlines: Inlines, marker: str) -> Block:
    href = next((run.href for run in inlines if run.href), "")
    title = words(inlines)
    title = "" if title == href else title
    if not href:
        return Paragraph(inlines)
    return Frame(href, title) if marker == "frame" else Film(href, title)


def captions_of(blocks: Sequence[Block]) -> Inlines:
    """The words of a caption's blocks in one line."""
    runs: list[Run] = []
    for block in blocks:
        inlines = getattr(block, "inlines", ())
        if isinstance(block, Preformatted):
            inlines = (Run(block.text),)
        if runs and inlines:
            runs.append(Run(BREAK))
        runs.extend(inlines)
    return tidy(runs)
