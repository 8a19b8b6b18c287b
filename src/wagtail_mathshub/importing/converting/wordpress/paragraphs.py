"""Paragraphs that are only empty lines, and line breaks that are only line ends."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")
_VERBATIM = {"pre", "script", "style", "textarea", "svg", "math"}
# Only items stand in these.
_STRUCTURE = {
    "ul",
    "ol",
    "dl",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "select",
    "video",
    "audio",
    "object",
}
# Words stand in these without a paragraph.
_LINES = {
    *(
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "figcaption",
        "caption",
        "summary",
    ),
    *("option", "legend", "address"),
}
_FLOW = {
    *(
        "div",
        "blockquote",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "nav",
        "figure",
        "form",
    ),
    *("fieldset", "details", "center", "body"),
}
_BLOCKS = _STRUCTURE | _LINES | _FLOW | {"hr", "iframe", "pre"}
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_BREAK = re.compile(r"<br\s{0,3}/?>$", re.IGNORECASE)
MOST_DEEP = 500


def with_paragraphs(text: str) -> str:
    """The HTML with paragraphs where the text has empty lines, as WordPress shows it."""
    out: list[str] = []
    words: list[str] = []
    stack: list[str] = []
    at = 0
    while tag := _TAG.search(text, at):
        name = (tag["name"] or "").lower()
        words.append(text[at : tag.start()])
        at = tag.end()
        if name in _VERBATIM and not tag["close"]:
            closed = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at)
            at = closed.end() if closed else len(text)
        if name in _BLOCKS:
            out.append(_flowed("".join(words), stack[-1] if stack else ""))
            words = []
            out.append(text[tag.start() : at])
            _follow(stack, name, closes=bool(tag["close"]))
        else:
            words.append(tag[0].replace("\n", " ") + text[tag.end() : at])
    words.append(text[at:])
    out.append(_flowed("".join(words), stack[-1] if stack else ""))
    return "".join(out)


def _follow(stack: list[str], name: str, *, closes: bool) -> None:
    if not closes:
        if name not in ("hr", "iframe", "pre") and len(stack) < MOST_DEEP:
            stack.append(name)
    elif name in stack:
        del stack[len(stack) - 1 - stack[::-1].index(name) :]


def _with_breaks(chunk: str) -> str:
    lines = [line.strip(" \t") for line in chunk.split("\n")]
    ends = ("" if _BREAK.search(line[-10:]) else "<br>" for line in lines[:-1])
    return "".join(line + end for line, end in zip(lines, (*ends, ""), strict=True))


def _flowed(words: str, parent: str) -> str:
    if not words.strip() or parent in _STRUCTURE:
        return words
    chunks = [chunk for chunk in _EMPTY_LINE.split(words.strip()) if chunk.strip()]
    broken = [_with_breaks(chunk.strip()) for chunk in chunks]
    if parent in _LINES:
        return "<br><br>".join(broken)
    return "".join(f"<p>{chunk}</p>\n" for chunk in broken)
