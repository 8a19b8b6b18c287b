"""Titles and short texts of old sites without their markup."""

from __future__ import annotations

import re
from html import unescape

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE
)
_SHORTCODE = re.compile(r"\[/?[a-z][\w-]*(?:\s[^\[\]]*)?/?\]", re.IGNORECASE)
_MOST_READ = 20_000


def plain(html: str) -> str:
    """The words of a short piece of HTML in one line; text that only looks like HTML ("5 < 6") stays."""
    html = _UNSEEN.sub(" ", _COMMENT.sub(" ", html))
    text = unescape(_TAG.sub(" ", _INLINE_TAG.sub("", html)))
    return " ".join(text.split())


def first_words(html: str, most: int = 60) -> str:
    """The beginning of a text, cut behind a word, with "…" where more follows; "" for one without words."""
    text = plain(_SHORTCODE.sub(" ", html[:_MOST_READ]))
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0][:most].rstrip(" ,;:-\u2013\u2014.") + "\u2026"
