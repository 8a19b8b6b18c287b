"""Opens whatever somebody brings: recognised by what is in it, not by its name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.findings import Notice
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import Source, SourceKind
from wagtail_mathshub.importing.sources.archives import FileTree
from wagtail_mathshub.importing.sources.feed import FeedSource
from wagtail_mathshub.importing.sources.joined import open_trees
from wagtail_mathshub.importing.sources.recognising import (
    looks_like_feed,
    looks_like_html,
    looks_like_wix,
    looks_like_wxr,
    names_like_html,
    names_like_xml,
)
from wagtail_mathshub.importing.sources.wordpress import WordPressSource

_PAGES_ASKED = 5


def open_source(
    paths: Sequence[Path], *, kind: SourceKind | None = None, address: str = "", limits: Limits = LIMITS
) -> Source:
    """The old site in these files, folders or ZIP files; `kind` says what they are where that is known.

    `address` is that of the old site, for files that do not say it. ImportRefused says in words what is wrong.
    """
    if not paths:
        raise ImportRefused(_("Choose the files of the old site."))
    tree = open_trees(paths, limits)
    try:
        return _open(tree, kind, address, limits)
    except BaseException:
        tree.close()
        raise


def _open(tree: FileTree, kind: SourceKind | None, address: str, limits: Limits) -> Source:
    exports, feeds = _xml_files(tree)
    others = {*exports, *feeds}
    pages = [name for name in _candidates(tree, names_like_html(tree)) if name not in others]
    if kind is None:
        kind = _kind_of(tree, exports, feeds, pages)
    if kind == SourceKind.WORDPRESS:
        if not exports:
            raise ImportRefused(
                _("There is no WordPress export here. In WordPress, make one under Tools, Export.")
            )
        return WordPressSource(tree, address=address, limits=limits, names=exports)
    if kind == SourceKind.FEED or (
        kind == SourceKind.WIX and feeds and not any(looks_like_html(tree, name) for name in pages)
    ):
        if not (feeds or exports):
            raise ImportRefused(_("There is no RSS or Atom feed here."))
        return FeedSource(tree, address=address, limits=limits, names=feeds or exports, kind=kind)
    if kind in (SourceKind.HTML, SourceKind.WIX):
        return _saved_pages(tree, kind, address, limits, feeds)
    raise ImportRefused(_("Files are not read as {kind}.").format(kind=kind.label))


def _kind_of(tree: FileTree, exports: list[str], feeds: list[str], pages: list[str]) -> SourceKind:
    if exports:
        return SourceKind.WORDPRESS
    shown = list(islice((name for name in pages if looks_like_html(tree, name)), _PAGES_ASKED))
    if shown:
        return SourceKind.WIX if any(looks_like_wix(tree, name) for name in shown) else SourceKind.HTML
    if feeds:
        return SourceKind.WIX if any(looks_like_wix(tree, name) for name in feeds) else SourceKind.FEED
    raise ImportRefused(
        _(
            "There is nothing here that can be imported. Bring a WordPress export (an XML file), saved web pages, "
            "or an RSS or Atom feed: as files, in a folder or in a ZIP."
        )
    )


def _saved_pages(tree: FileTree, kind: SourceKind, address: str, limits: Limits, feeds: list[str]) -> Source:
    # Only asked for where they are needed: reading pages brings in far more than reading exports.
    from wagtail_mathshub.importing.sources.html import HtmlSource
    from wagtail_mathshub.importing.sources.wix import WixSource

    source = (WixSource if kind == SourceKind.WIX else HtmlSource)(tree, address=address, limits=limits)
    for name in feeds:
        message = _("{name} is a feed. It was not read, as there are whole pages.").format(name=name)
        source.site.notices.append(Notice("feed_not_read", message, name))
    return source


def _xml_files(tree: FileTree) -> tuple[list[str], list[str]]:
    """The exports of WordPress and the feeds that a tree holds."""
    names = _candidates(tree, names_like_xml(tree))
    exports = [name for name in names if looks_like_wxr(tree, name)]
    return exports, [name for name in names if name not in exports and looks_like_feed(tree, name)]


def _candidates(tree: FileTree, names: list[str]) -> list[str]:
    """Files by the names they should have; where there are only a few, all of them, whatever they are called."""
    return list(tree.names()) if len(tree.names()) <= _PAGES_ASKED else names
