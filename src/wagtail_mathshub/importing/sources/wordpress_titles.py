"""What WordPress's pages are called, and by whom they are, as people read it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail_mathshub.clock import LONDON
from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.sources.plain_text import first_words, plain
from wagtail_mathshub.importing.sources.wordpress_items import WordPressItem
from wagtail_mathshub.taxonomy.bylines import parse_byline


def title_of(item: WordPressItem) -> tuple[str, list[Notice]]:
    """The title; for an item without one its first words or its date, with a notice."""
    if title := plain(item.title):
        return title, []
    title = first_words(item.html)
    if not title and item.published_at:
        day = date_format(item.published_at.astimezone(LONDON), "j F Y")
        title = _("Untitled, {day}").format(day=day)
    title = title or _("Untitled")
    message = _("This page had no title. Please give it one.")
    return title, [Notice("title_missing", message, title)]


def authors_of(item: WordPressItem, names: Mapping[str, str]) -> tuple[str, ...]:
    """The people who wrote an item, by the names that readers saw; accounts ("site-admin-1") are none.

    `names` are the display names by login.
    """
    shown = item.authors or [names.get(item.creator.lower(), item.creator)]
    found = [author for name in shown if name for author in parse_byline(f"By {plain(name)}").authors]
    return tuple(dict.fromkeys(found))
