"""Headings that old sites wrote as bold paragraphs or as bare lines."""

from __future__ import annotations

import re

from bs4 import NavigableString, Tag

from wagtail_mathshub.importing.reading.text_blocks import HEADING_NAMES, text_in
from wagtail_mathshub.taxonomy.bylines import parse_byline

_MOST_LETTERS, _MOST_WORDS = 80, 12
_BARE_LETTERS, _BARE_WORDS = 50, 7
# So much text must follow: a name above a post or a school is no heading.
_SECTION, _BARE_SECTION = 40, 100
_ENDS = re.compile(r"[.!?:][\"'\u201d\u2019)]*$")
_NOT_IN_HEADINGS = re.compile(
    r"[@;|/]|https?:|\b\d{1,2}[.:]\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\d\s*(?:am|pm)\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
# The questions that the pages of Work Groups answer, in whatever case they stand.
_STANDARD = re.compile(
    r"(?:who (?:can|should) (?:take part|apply|attend)|who is (?:it|this) for|what(?:'s| is| does it| will be) involved?e?|what is it"
    r"|what will (?:you|i|participants|they) learn|what are the (?:benefits|expectations|costs|intended outcomes)|what is the cost"
    r"|how much does it cost|what (?:should|do) (?:you|i) (?:need to )?do next|when and where|when is it|where is it|the wider context"
    r"|intended outcomes|expected outcomes|next steps|how (?:do i|to) (?:apply|book|sign up)|dates and (?:times|venues?)"
    r"|work group (?:dates|leads?|sessions))\s*[?:]?",
    re.IGNORECASE,
)


def make_headings(root: Tag) -> int:
    """Turn short paragraphs that stand above a section into headings. How many there were."""
    level = _level_below(root)
    made = 0
    for paragraph in root.find_all(["p", "div"]):
        if paragraph.name == "div" and paragraph.find(True) is not None and not _is_bold(paragraph):
            continue
        if paragraph.find_parent(["li", "td", "th", "blockquote", "figure", "table"]) is not None:
            continue
        if _is_heading(paragraph):
            _become(paragraph, level)
            made += 1
    return made


def _is_heading(paragraph: Tag) -> bool:
    text = text_in(paragraph)
    if not text or len(text) > _MOST_LETTERS or paragraph.find(["img", "iframe", "br", "p", "div", "ul"]):
        return False
    following = _following(paragraph)
    if following is None or following.name in HEADING_NAMES:
        return False
    if _STANDARD.fullmatch(text):
        return True
    return _could_head(text) and (
        _heads_in_bold(paragraph, text, following) or _heads_bare(paragraph, text, following)
    )


def _could_head(text: str) -> bool:
    if text[-1] in ".,!\u2026" or _NOT_IN_HEADINGS.search(text) or ":" in text[:-1] or "," in text:
        return False
    return (text[0].isupper() or text[0].isdigit()) and not parse_byline(text).authors


def _heads_in_bold(paragraph: Tag, text: str, following: Tag) -> bool:
    if not _is_bold(paragraph) or len(text.split()) > _MOST_WORDS:
        return False
    return following.name in ("ul", "ol", "table", "dl") or (
        len(text_in(following)) >= _SECTION
        and _ENDS.search(text_in(following)) is not None
        and not _is_bold(following)
    )


def _heads_bare(paragraph: Tag, text: str, following: Tag) -> bool:
    """A line without any mark is a heading where prose stands before it and after it."""
    if paragraph.find(True) is not None or len(text) > _BARE_LETTERS or len(text.split()) > _BARE_WORDS:
        return False
    before = paragraph.find_previous_sibling(True)
    return (
        len(text.split()) > 1
        and before is not None
        and before.name in ("p", "div", "ul", "ol")
        and len(text_in(before)) >= _BARE_SECTION
        and following.name in ("p", "div")
        and len(text_in(following)) >= _BARE_SECTION
        and text_in(following)[0] not in "\"'\u201c\u2018"
        and text_in(before)[-1] not in "\"'\u201d\u2019:"
    )


def _following(element: Tag) -> Tag | None:
    """The next element with words after a paragraph, also where each stands in a <div> of its own."""
    here: Tag | None = element
    for _step in range(4):
        if here is None:
            return None
        for sibling in here.next_siblings:
            if isinstance(sibling, Tag) and text_in(sibling):
                return sibling
        here = here.parent
    return None


def _is_bold(element: Tag) -> bool:
    """Whether every word of it is bold."""
    words = [
        node for node in element.find_all(string=True) if isinstance(node, NavigableString) and node.strip()
    ]
    return bool(words) and all(_in_bold(node, element) for node in words)


def _in_bold(node: NavigableString, within: Tag) -> bool:
    for parent in node.parents:
        if parent.name in ("b", "strong") or "font-weight:bold" in str(parent.get("style") or "").replace(
            " ", ""
        ):
            return True
        if parent is within:
            return False
    return False


def _level_below(root: Tag) -> str:
    levels = [int(heading.name[1]) for heading in root.find_all(HEADING_NAMES) if text_in(heading)]
    return f"h{min(max(min(levels) + 1, 2), 4)}" if levels else "h2"


def _become(paragraph: Tag, level: str) -> None:
    for bold in paragraph.find_all(["b", "strong", "span", "u"]):
        bold.unwrap()
    paragraph.name, paragraph.attrs = level, {}
