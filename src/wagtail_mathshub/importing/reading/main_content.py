"""Where on a page its main text stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bs4 import Tag

from wagtail_mathshub.importing.reading.page_hints import MAIN_SELECTORS, Hint, hint_of
from wagtail_mathshub.importing.reading.text_blocks import TextBlock, text_blocks, text_in

# The main text is the smallest element with so much of the words.
_SHARE = 0.8
_FEWEST_LETTERS = 40
_CONTAINERS = ("div", "section", "td", "article", "main", "form", "center")


@dataclass(frozen=True)
class MainContent:
    """The element with the main text; explicit where the page itself says so."""

    element: Tag
    is_explicit: bool


def main_content(body: Tag, is_repeated: Callable[[str], bool] | None = None) -> MainContent:
    """The element that holds the main text of a page.

    It is what the page marks as such, or else the smallest element around most words that are neither links nor
    repeated on other pages.
    """
    marked = _marked(body)
    if marked is not None:
        return MainContent(marked, is_explicit=True)
    return MainContent(_densest(body, is_repeated), is_explicit=False)


def _marked(body: Tag) -> Tag | None:
    for selector in MAIN_SELECTORS:
        found = [element for element in body.select(selector) if len(text_in(element)) >= _FEWEST_LETTERS]
        # Several of them are a list of posts, or a page in pieces.
        if len(found) == 1:
            return found[0]
    articles = [element for element in body.find_all("article") if len(text_in(element)) >= _FEWEST_LETTERS]
    return articles[0] if len(articles) == 1 else None


def _densest(body: Tag, is_repeated: Callable[[str], bool] | None) -> Tag:
    own = [block for block in text_blocks(body) if _is_own(block, body, is_repeated)]
    weights: dict[int, int] = {}
    elements: dict[int, Tag] = {}
    total = 0
    for block in own:
        size = len(block.text)
        total += size
        for element in (block.element, *block.element.parents):
            weights[id(element)] = weights.get(id(element), 0) + size
            elements[id(element)] = element
            if element is body:
                break
    holding = [elements[key] for key, weight in weights.items() if weight >= _SHARE * total]
    # A lone paragraph is no container: its headings and pictures stand beside it.
    smallest = min(holding, key=_size, default=body)
    while smallest is not body and smallest.name not in _CONTAINERS:
        smallest = smallest.parent or body
    return _with_prose_around(smallest, body, is_repeated) if is_repeated is not None else smallest


def _with_prose_around(element: Tag, body: Tag, is_repeated: Callable[[str], bool]) -> Tag:
    """The largest element around it that adds nothing but prose: sentences on every page are no menu."""
    while element is not body and element.parent is not None and element.parent is not body:
        inside = {id(element), *(id(below) for below in element.find_all(True))}
        added = [block for block in text_blocks(element.parent) if id(block.element) not in inside]
        if any(
            block.is_media or block.is_link_only or _is_short_and_repeated(block, is_repeated)
            for block in added
        ):
            break
        element = element.parent
    return element


def _is_short_and_repeated(block: TextBlock, is_repeated: Callable[[str], bool]) -> bool:
    return is_repeated(block.text) and (len(block.text) < _FEWEST_LETTERS or block.text[-1] not in ".!?")


def _size(element: Tag) -> int:
    return len(element.find_all(True))


def _is_own(block: TextBlock, body: Tag, is_repeated: Callable[[str], bool] | None) -> bool:
    if block.is_media or block.is_link_only:
        return False
    if is_repeated is not None:
        return not is_repeated(block.text)
    for element in (block.element, *block.element.parents):
        if element is body:
            return True
        if hint_of(element) is not Hint.NONE:
            return False
    return True
