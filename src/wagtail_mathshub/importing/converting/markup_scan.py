"""What a parser must never be given: markup nested so deep, or attributes so many, that it takes for ever.

Reads tags alone, in one pass and without building anything. What is nested too deep loses its elements and
keeps its words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from wagtail_mathshub.importing.converting.allow_lists import INCOMING_TAGS

MOST_ATTRIBUTES = 200
# How many elements a parser would have to repeat because bold, links and the like were never closed.
MOST_REPEATED = 2_000_000
# A parser looks through all open elements again and again.
MOST_STEPS = 50_000_000
# Each element costs a parser some hundred bytes.
MOST_SIGNS = 250_000
_ATTRIBUTE = r"""[\s/]*+(?:=?[^\s/>=]++|=)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:{_ATTRIBUTE})*+)[\s/]*+>?|<!--|<[!?]"
)
_COMMENT_END = re.compile("--!?>")
_EACH = re.compile(_ATTRIBUTE)
_FORMATTING = {"a", "b", "code", "em", "i", "strong", "tt"}
_VOID = {"br", "embed", "hr", "img", "source"}
# Each ends where the next one begins, closed or not.
_SELF_ENDING = {"p", "li", "dd", "dt", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "caption"}
_RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
# A closing tag has no effect beyond these.
_WALLS = {"table", "object", "template", "button"}
_KNOWN = INCOMING_TAGS | _RAW | {"template"}
# In the place of elements that are not known: nh3 would drop the words in those that SVG and MathML have.
_NOTHING = "<wbr>"


class TooMuch(Exception):
    """The markup is made so that reading it would take for ever."""


@dataclass
class _Open:
    """The elements that are open at a place."""

    most: int
    names: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    formatting: int = 0
    repeated: int = 0
    steps: int = 0


def tamed(html: str, depth: int) -> tuple[str, bool]:
    """The HTML with elements at most `depth` deep, and whether any had to go. Raises TooMuch."""
    if html.count("<") + html.count("&") > MOST_SIGNS:
        raise TooMuch
    kept: list[str] = []
    opened = _Open(depth)
    at, end, was_cut = 0, 0, False
    while tag := _TAG.search(html, at):
        at = tag.end()
        if tag["name"] is None:
            at = _after_comment(html, tag) if tag[0] == "<!--" else at
            continue
        name = tag["name"].lower()
        opened.steps += len(opened.names)
        if opened.steps > MOST_STEPS:
            raise TooMuch
        replaced = _replacement(tag, name, opened)
        if replaced is not None:
            kept += (html[end : tag.start()], replaced)
            end = at
            was_cut = was_cut or replaced in (" <br>", " ")
        if name in _RAW and not tag["close"] and replaced != _NOTHING:
            at = _after_raw(html, name, at)
    return "".join((*kept, html[end:])), was_cut


def _replacement(tag: re.Match[str], name: str, opened: _Open) -> str | None:
    if name not in _KNOWN:
        return _NOTHING
    if tag["close"]:
        return " " if _is_closing_of_dropped(name, opened) else None
    if not _fits(name, opened):
        return " <br>"
    if len(tag["attributes"]) > MOST_ATTRIBUTES:
        return _with_few_attributes(tag)
    return None


def _fits(name: str, opened: _Open) -> bool:
    if name in _VOID or name in _SELF_ENDING or name in _RAW:
        _count_repeated(opened)
        return True
    if len(opened.names) >= opened.most:
        opened.dropped[name] += 1
        return False
    opened.names.append(name)
    opened.counts[name] += 1
    if name in _FORMATTING:
        opened.formatting += 1
    else:
        _count_repeated(opened)
    return True


def _count_repeated(opened: _Open) -> None:
    opened.repeated += opened.formatting
    if opened.repeated > MOST_REPEATED:
        raise TooMuch


def _is_closing_of_dropped(name: str, opened: _Open) -> bool:
    if opened.dropped[name]:
        opened.dropped[name] -= 1
        return True
    if opened.counts[name]:
        _close(name, opened)
    return False


def _close(name: str, opened: _Open) -> None:
    for place in range(len(opened.names) - 1, -1, -1):
        if opened.names[place] == name:
            del opened.names[place]
            opened.counts[name] -= 1
            opened.formatting -= name in _FORMATTING
            return
        if opened.names[place] in _WALLS:
            return


def _with_few_attributes(tag: re.Match[str]) -> str | None:
    found = [attribute[0] for attribute in islice(_EACH.finditer(tag["attributes"]), MOST_ATTRIBUTES + 1)]
    if len(found) <= MOST_ATTRIBUTES:
        return None
    return f"<{tag['name']}{''.join(found[:MOST_ATTRIBUTES])}>"


def _after_comment(html: str, tag: re.Match[str]) -> int:
    start = tag.end()
    if html.startswith((">", "->"), start):
        return html.index(">", start) + 1
    found = _COMMENT_END.search(html, start)
    return found.end() if found else len(html)


def _after_raw(html: str, name: str, at: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)
