"""Pages of an old site that hold nothing of their own: lists of posts, results of a search, log-in forms, errors."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _

from wagtail_mathshub.importing.reading.page_addresses import path_words
from wagtail_mathshub.importing.reading.text_blocks import text_in

_MORE = re.compile(r"^(?:continue reading|read more|read the rest|more)\b", re.IGNORECASE)
_NOT_FOUND = re.compile(
    r"\b(?:404|page not found|page (?:can|could)(?:no|')t be found|nothing (?:was )?found|page (?:does not|doesn't) exist)\b",
    re.IGNORECASE,
)
_LOG_IN = {"login", "log-in", "wp-login", "signin", "sign-in", "lostpassword", "my-account"}
_ARCHIVE_CLASSES = {"archive", "category", "tag", "author", "date", "blog"}
_ARCHIVE_PATHS = {"category", "tag", "author", "feed"}
_FEWEST_EXCERPTS = 2
_MOST_LINKS = 100
_SHARE_OF_EXCERPTS = 0.5


def why_left_out(soup: BeautifulSoup, address: str, title: str) -> str:
    """Why a page is not imported, in words; "" where it is."""
    classes = set(soup.body.get("class") or []) if soup.body is not None else set()
    if "error404" in classes or _NOT_FOUND.search(title):
        return _("It only says that a page was not found.")
    if _LOG_IN & set(path_words(address)[-1:]) or _asks_for_password(soup):
        return _("It is only a form to log in.")
    if classes & {"search", "search-results", "search-no-results"} or re.search(r"[?&]s=", address):
        return _("It only lists what a search has found.")
    if _is_list(soup, address, classes):
        return _("It only lists other pages with the beginnings of their texts.")
    return ""


def _asks_for_password(soup: BeautifulSoup) -> bool:
    if soup.find("input", type="password") is None:
        return False
    main = soup.find("main") or soup.body
    return isinstance(main, Tag) and len(text_in(main)) < 600


def _is_list(soup: BeautifulSoup, address: str, classes: set[str]) -> bool:
    more = [link for link in soup.find_all("a") if _MORE.match(text_in(link))]
    articles = soup.find_all("article")
    if classes & _ARCHIVE_CLASSES or _ARCHIVE_PATHS & set(path_words(address)[:1]):
        return len(articles) > 1 or len(more) >= 1
    if len(more) < _FEWEST_EXCERPTS:
        return False
    # Cards of a home page also end in "Read more": a list of posts is made of little else.
    body = soup.find("main") or soup.select_one("[role=main]") or soup.body
    if not isinstance(body, Tag):
        return False
    inside = sum(_excerpt_size(link, body, more) for link in more[:_MOST_LINKS])
    return inside >= _SHARE_OF_EXCERPTS * max(len(text_in(body)), 1) and _looks_like_posts(soup, more)


def _excerpt_size(link: Tag, body: Tag, more: list[Tag]) -> int:
    """How many letters stand in the largest element around a link that has no other link of its kind."""
    others = {id(other) for other in more if other is not link}
    around = link
    for parent in link.parents:
        if parent is body or any(id(inside) in others for inside in parent.find_all("a")):
            break
        around = parent
    return len(text_in(around))


def _looks_like_posts(soup: BeautifulSoup, more: list[Tag]) -> bool:
    continues = sum(text_in(link).lower().startswith(("continue reading", "read the rest")) for link in more)
    posted = len(
        re.findall(r"\b(?:posted (?:by|on|in)|published on|min read)\b", text_in(soup), re.IGNORECASE)
    )
    return continues >= _FEWEST_EXCERPTS or posted >= _FEWEST_EXCERPTS or len(soup.find_all("article")) > 1
