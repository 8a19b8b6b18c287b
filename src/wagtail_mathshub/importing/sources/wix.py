"""Saved Wix pages: their own bars, counters and lists of other posts taken out, pictures in their full size."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.reading.page_hints import words_of
from wagtail_mathshub.importing.reading.text_blocks import (
    HEADING_NAMES,
    TextBlock,
    drop_invisible,
    text_blocks,
    text_in,
)
from wagtail_mathshub.importing.source_pages import SourceKind
from wagtail_mathshub.importing.sources.html import HtmlSource

_PICTURE = re.compile(r"^(?P<original>.*/media/[^/]+\.(?:jpe?g|png|gif|webp|avif))/v1/[^?#]*", re.IGNORECASE)
_FONT_SIZE = re.compile(r"font-size\s*:\s*(\d+(?:\.\d+)?)px", re.IGNORECASE)
_HEADING_CLASS = re.compile(r"font_([0-6])$")
_HEADING_PIXELS = 22
_LONGEST_HEADING = 90
_COUNTER = re.compile(
    r"(?:top of page|bottom of page|\d+ min(?:ute)?s? read|\d+ (?:views?|likes?|comments?|shares?)"
    r"|\d+ (?:like|view)s?\. post (?:not )?marked as liked|post not marked as liked|write a comment\.{0,3}|log in|see all"
    r"|use tab to navigate through the menu items\.|skip to main content|copy of .{0,3})",
    re.IGNORECASE,
)
_COUNTERS = re.compile(rf"(?:{_COUNTER.pattern})(?:\s*(?:{_COUNTER.pattern}))*", re.IGNORECASE)
_BREADCRUMB = re.compile(r"[^>.!?\n]{2,60}(?: > [^>.!?\n]{2,60}){1,5}")
_OTHER_POSTS = re.compile(
    r"(?:recent posts|related posts|comments|commenting (?:on this post )?(?:isn't|has been) .*)",
    re.IGNORECASE,
)
_MOST_OTHER_POSTS = 1500


class WixSource(HtmlSource):
    """The pages of a Wix site that somebody has saved."""

    kind = SourceKind.WIX

    def prepare(self, soup: BeautifulSoup) -> list[Notice]:
        """Take out what Wix adds, and make headings and pictures what they look like."""
        drop_invisible_in(soup)
        _show_originals(soup)
        _mark_headings(soup)
        removed = _drop_other_posts(soup) + _drop_counters(soup)
        if not removed:
            return []
        message = _("Wix's own counters and lists of other posts were left out.")
        return [Notice("wix_additions", message, "\n".join(dict.fromkeys(removed)))]


def drop_invisible_in(soup: BeautifulSoup) -> None:
    """Scripts and styles of the body; the head is still to be read."""
    if soup.body is not None:
        drop_invisible(soup.body)


def original_picture(address: str) -> str:
    """The address of a picture as it was uploaded: without Wix's "/v1/fill/w_600,h_400/name.jpg"."""
    found = _PICTURE.match(address)
    return found["original"] if found else address


def _show_originals(soup: BeautifulSoup) -> None:
    for picture in soup.find_all(["img", "source"]):
        for name in ("src", "data-src"):
            if picture.get(name):
                picture[name] = original_picture(str(picture[name]))
        if picture.name == "img" and "/media/" in str(picture.get("src") or ""):
            # The smaller sizes beside it are the same picture.
            picture.attrs.pop("srcset", None)


def _mark_headings(soup: BeautifulSoup) -> None:
    """Paragraphs in the type of a heading become one; what Wix calls a heading but is a long text becomes none."""
    for paragraph in soup.find_all("p"):
        text = text_in(paragraph)
        if (
            text
            and len(text) <= _LONGEST_HEADING
            and text[-1] not in ".,;"
            and _looks_like_heading(paragraph)
        ):
            paragraph.name = "h2"
    for heading in soup.find_all(HEADING_NAMES):
        text = text_in(heading)
        if len(text) > 2 * _LONGEST_HEADING:
            heading.name = "p"
        elif text and not heading.find_parent(HEADING_NAMES):
            for span in heading.find_all("span"):
                span.unwrap()


def _looks_like_heading(paragraph: Tag) -> bool:
    if any(_HEADING_CLASS.search(name) for name in paragraph.get("class") or []):
        return True
    words = [node for node in paragraph.find_all(string=True) if str(node).strip()]
    return bool(words) and all(_is_large(node, paragraph) for node in words)


def _is_large(node: NavigableString, paragraph: Tag) -> bool:
    """Whether the innermost size around some words is that of a heading."""
    for parent in node.parents:
        if found := _FONT_SIZE.search(str(parent.get("style") or "")):
            return float(found[1]) >= _HEADING_PIXELS
        if parent is paragraph:
            return False
    return False


def _drop_counters(soup: BeautifulSoup) -> list[str]:
    if soup.body is None:
        return []
    account = soup.find("meta", property="article:author")
    name = str(account.get("content")).strip() if account is not None else ""
    blocks = [block for block in text_blocks(soup.body) if not block.is_media]
    found = [
        block for block in blocks if _COUNTERS.fullmatch(block.text) or _BREADCRUMB.fullmatch(block.text)
    ]
    found += [block for block in blocks if name and block.text == name]
    texts = [block.text for block in found]
    for block in found:
        block.extract()
    return texts


def _drop_other_posts(soup: BeautifulSoup) -> list[str]:
    """The "Recent Posts" and "Comments" below a post, each with the box around it."""
    removed: list[str] = []
    for title in soup.find_all(["h2", "h3", "h4", "h5", "p", "span", "div"]):
        if title.decomposed or not _OTHER_POSTS.fullmatch(text_in(title)):
            continue
        box = _box_around(title)
        if box is not None:
            removed += [block.text for block in text_blocks(box) if not block.is_media]
            box.decompose()
    return removed


def _box_around(title: Tag) -> Tag | None:
    """The largest element around a title that holds no other text than a list of links."""
    box: Tag | None = None
    for element in (title, *title.parents):
        if element.name in ("main", "article", "body") or element.find(["article", "h1"]):
            break
        blocks = [block for block in text_blocks(element) if not block.is_media]
        own = [block for block in blocks if not block.is_link_only and not _is_of_list(block)]
        if own or len(text_in(element)) > _MOST_OTHER_POSTS:
            break
        box = element
    return box


def _is_of_list(block: TextBlock) -> bool:
    if _OTHER_POSTS.fullmatch(block.text) or _COUNTER.fullmatch(block.text) or block.text.isdigit():
        return True
    around = (block.element, *block.element.parents)
    return any(
        words_of(element) & {"recent", "related", "comments"}
        for element in around[:6]
        if element.name != "[document]"
    )
