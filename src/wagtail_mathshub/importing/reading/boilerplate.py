"""Menus, footers and notices about cookies, told from a page's own text by what repeats across the site."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from bs4 import Tag

from wagtail_mathshub.importing.reading.main_content import MainContent, main_content
from wagtail_mathshub.importing.reading.page_hints import Hint, hint_of, is_menu_inside_text
from wagtail_mathshub.importing.reading.text_blocks import TextBlock, fingerprint, prune, text_blocks, text_in
from wagtail_mathshub.taxonomy.bylines import parse_byline

# With fewer pages, nothing can be told from repetition.
FEWEST_PAGES = 3
_POSTED = re.compile(r"(?:posted|published|written) (?:by|on|in)\b.{0,150}$", re.IGNORECASE)
_MOST_COUNTED = 100_000
_LONGEST_QUOTE = 300
_MOST_OF_THE_PAGE = 0.6


@dataclass
class Repetition:
    """On how many pages of a site each block of text stands. Only numbers are kept, and of rare blocks not for long."""

    pages: int = 0
    _counts: Counter[int] = field(default_factory=Counter)

    def add(self, body: Tag) -> None:
        """Count the blocks of a page, each once."""
        self.pages += 1
        self._counts.update({fingerprint(block.text) for block in text_blocks(body)})
        if len(self._counts) > _MOST_COUNTED:
            self._counts = Counter({print_: count for print_, count in self._counts.items() if count > 1})

    @property
    def can_tell(self) -> bool:
        return self.pages >= FEWEST_PAGES

    def is_repeated(self, text: str) -> bool:
        """Whether most pages have this block: at least half of them, and no fewer than three."""
        return self._counts[fingerprint(text)] >= max(FEWEST_PAGES, (self.pages + 1) // 2)


@dataclass(frozen=True)
class OwnText:
    """A page's own text, and the texts that were taken away around it, in reading order."""

    element: Tag
    removed: tuple[str, ...]


def own_text(body: Tag, repetition: Repetition) -> OwnText:
    """Take the site's menus, header, footer and notices out of a page.

    Within the main text only menus and notices about cookies go: a paragraph that is copied to every page stays.
    Outside it goes what repeats, what is a list of links, and, where too few pages are there to tell, whatever
    calls itself header, footer or sidebar. Words that stand on this page alone stay.
    """
    removed = _remove_menus(body)
    main = main_content(body, repetition.is_repeated if repetition.can_tell else None)
    inside = {id(main.element), *(id(element) for element in main.element.find_all(True))}
    for block in list(text_blocks(body)):
        if id(block.element) in inside:
            continue
        if _is_around(block, body, main, repetition):
            removed.append(block.text)
            block.extract()
    prune(body)
    holds_all = not any(id(block.element) not in inside for block in text_blocks(body))
    return OwnText(
        main.element if holds_all else body, tuple(text for text in removed if not text.startswith("["))
    )


def _remove_menus(body: Tag) -> list[str]:
    removed: list[str] = []
    explicit = body.find(["main", "article"]) or body.select_one("[role=main]")
    whole = len(text_in(body))
    for element in body.find_all(True):
        if element.decomposed or element.parent is None:
            continue
        in_text = explicit is not None and any(parent is explicit for parent in element.parents)
        if not (is_menu_inside_text(element) if in_text else hint_of(element) is Hint.MENU):
            continue
        # Systems write words like these on elements around the whole page, too.
        if element.find(["main", "article", "h1"]) or element.name in ("main", "article", "h1"):
            continue
        text = text_in(element)
        if element.name != "nav" and len(text) > _MOST_OF_THE_PAGE * whole:
            continue
        removed += [block.text for block in text_blocks(element)]
        element.decompose()
    return removed


def _is_around(block: TextBlock, body: Tag, main: MainContent, repetition: Repetition) -> bool:
    if block.is_link_only or (_POSTED.match(block.text) and not parse_byline(block.text).authors):
        return True
    if not block.is_media and repetition.can_tell:
        return repetition.is_repeated(block.text)
    if main.is_explicit or repetition.is_repeated(block.text):
        return True
    around = [block.element, *block.element.parents]
    below_body = around[
        : next((index for index, element in enumerate(around) if element is body), len(around))
    ]
    return any(hint_of(element) is not Hint.NONE for element in below_body)


def quoted(texts: list[str]) -> str:
    """Texts below one another, the long ones cut, each once."""
    return "\n".join(dict.fromkeys(text[:_LONGEST_QUOTE] for text in texts))
