"""What the elements of a page say about themselves: menus, footers, notices about cookies, the main text."""

from __future__ import annotations

import re
from enum import Enum

from bs4 import Tag

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MENU_ROLES = {"navigation", "search", "menu", "menubar"}
_AROUND_ROLES = {"banner", "contentinfo", "complementary"}
_NOTICE_WORDS = {"cookie", "cookies", "gdpr", "cookiebar", "cookiebanner", "cookieconsent"}
_MENU_WORDS = {
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "skip",
}
_TALK_WORDS = {"respond", "sharedaddy", "addtoany", "addthis", "share-buttons", "social-share", "comments"}
_AROUND_WORDS = {"sidebar", "footer", "header", "masthead", "topbar", "widget"}
# Containers of the text itself in the systems that hubs use, the surest first.
MAIN_SELECTORS = (
    "main article .entry-content",
    ".entry-content",
    "#wsite-content",
    ".sqs-layout",
    "[role=main]",
    "main",
    "#PAGES_CONTAINER",
    "#SITE_PAGES",
    "#main-content",
    "#maincontent",
    "#content",
    ".page-content",
    ".post-content",
    "#main",
)


class Hint(Enum):
    """MENU is never part of a text; AROUND may be, where its words stand on one page alone."""

    NONE = 0
    AROUND = 1
    MENU = 2


def hint_of(element: Tag) -> Hint:
    """What an element's name, role, id and classes say it is."""
    role = str(element.get("role") or "").lower()
    words = words_of(element)
    if element.name == "nav" or role in _MENU_ROLES or words & (_NOTICE_WORDS | _MENU_WORDS | _TALK_WORDS):
        return Hint.MENU
    if element.name in ("header", "footer", "aside") or role in _AROUND_ROLES or words & _AROUND_WORDS:
        return Hint.AROUND
    return Hint.NONE


def is_menu_inside_text(element: Tag) -> bool:
    """Whether an element within the main text is none of it: a menu, a notice about cookies, share buttons."""
    role = str(element.get("role") or "").lower()
    return (
        element.name == "nav"
        or role in _MENU_ROLES
        or bool(words_of(element) & (_NOTICE_WORDS | _TALK_WORDS | {"breadcrumb", "breadcrumbs"}))
    )


def words_of(element: Tag) -> set[str]:
    """The words of an element's id and classes in lower case: "SiteHeader" and "site-header" are site, header."""
    classes = element.get("class") or []
    names = [str(element.get("id") or ""), *([classes] if isinstance(classes, str) else classes)]
    return {word.lower() for name in names for word in _WORDS.findall(name)} | {
        name.lower() for name in names
    }
