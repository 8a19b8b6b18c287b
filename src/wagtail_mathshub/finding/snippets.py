"""A passage of a page round the first word that was looked for, with such words marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.blocks.data import children

LENGTH = 200
BEFORE = 60
# A page has no passage that is worth the time beyond this.
MOST_READ = 50_000


def summary_of(page: Any) -> str:
    """What lists say of the page: its summary, or else its introduction."""
    return getattr(page, "summary", "") or getattr(page, "intro", "")


def snippet_of(page: Any, words: list[str]) -> SafeString:
    """The first passage of the page that holds one of `words`, or else its first words, as safe HTML."""
    wanted = pattern_of(words)
    first, left = "", MOST_READ
    for text in texts_of(page):
        if found := wanted.search(folded(text[: max(0, left)])):
            return marked(passage(text, found.start()), wanted)
        first, left = first or text, left - len(text)
    return marked(passage(first, 0), wanted)


def texts_of(page: Any) -> Iterator[str]:
    """The texts of a page that the search reads, the summary or introduction first."""
    for text in _raw_texts(page):
        if plain := " ".join(unicodedata.normalize("NFC", text[:MOST_READ]).split()):
            yield plain


def _raw_texts(page: Any) -> Iterator[str]:
    yield summary_of(page)
    names = [entry.field_name for entry in page.get_search_fields() if isinstance(entry, index.SearchField)]
    columns = {field.name: field for field in page._meta.concrete_fields}
    for name in names:
        if name in columns and name not in ("title", "summary", "intro"):
            yield from _texts_of_field(columns[name], getattr(page, name))


def _texts_of_field(field: Any, value: Any) -> Iterator[str]:
    if isinstance(field, StreamField):
        yield from texts_of_block(field.stream_block, stored(value))
    elif isinstance(field, RichTextField):
        yield get_text_for_indexing(value or "")
    elif isinstance(field, models.TextField):
        yield str(value or "")


def texts_of_block(block: blocks.Block, raw: Any) -> Iterator[str]:
    """What people wrote into a block, read from the stored JSON."""
    if isinstance(block, blocks.RichTextBlock):
        yield get_text_for_indexing(str(raw or ""))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield str(raw or "")
    elif raw:
        for child, value in children(block, raw):
            yield from texts_of_block(child, value)


def passage(text: str, start: int) -> str:
    """About 200 characters of `text` round the place `start`, cut between words."""
    if len(text) <= LENGTH:
        return text
    begin = max(0, min(start - BEFORE, len(text) - LENGTH))
    if begin:
        begin = text.find(" ", begin, start) + 1 or start
    end = begin + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin) if " " in text[begin:end] else end
    return ("…" if begin else "") + text[begin:end].strip() + ("…" if end < len(text) else "")


def marked(text: str, wanted: re.Pattern[str]) -> SafeString:
    """The text as HTML, with every word that was looked for in a <mark>."""
    parts, done = [], 0
    for found in wanted.finditer(folded(text)):
        parts += [
            escape(text[done : found.start()]),
            f"<mark>{escape(text[found.start() : found.end()])}</mark>",
        ]
        done = found.end()
    return mark_safe("".join([*parts, escape(text[done:])]))  # noqa: S308 - all of it escaped above


def pattern_of(words: list[str]) -> re.Pattern[str]:
    """Words that begin like one of `words`; a letter or a number by itself is a whole word."""
    longest_first = sorted({folded(word) for word in words}, key=len, reverse=True)
    ways = [
        re.escape(word) + (r"(?!\w)" if len(word) == 1 or word.isdigit() else r"\w*+")
        for word in longest_first
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})")


def folded(text: str) -> str:
    """The text without accents and capitals, character for character."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return plain if len(plain) == 1 else character
