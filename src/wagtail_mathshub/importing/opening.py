"""What somebody brings to an import, opened: the old site, and where its files come from."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from wagtail_mathshub.importing.fetching.allowed import allowed_hosts
from wagtail_mathshub.importing.fetching.asking import Asker
from wagtail_mathshub.importing.fetching.keeping import Keeping, KeptAnswers
from wagtail_mathshub.importing.limits import LIMITS, Limits
from wagtail_mathshub.importing.media.downloads import DownloadStore
from wagtail_mathshub.importing.media.several import Stores
from wagtail_mathshub.importing.media.uploads import UploadsStore
from wagtail_mathshub.importing.media_files import MediaStore
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import Source, SourceKind
from wagtail_mathshub.importing.sources.archives import FileTree, open_tree
from wagtail_mathshub.importing.sources.opening import open_source

# Wix keeps the pictures of all its sites there.
WIX_HOSTS = ("static.wixstatic.com",)


@dataclass(frozen=True)
class Brought:
    """Files, folders and ZIP files of the old site, or the address at which to read it.

    `address` is that of the old site where the files do not say it. `media` are folders or ZIP files with its
    uploads; with `download` what is not there is asked for at the old site itself, and at `hosts`, where it may
    keep its files. With `keeping` the pages of a site that is read over the net are kept, so that reading it can go
    on later.
    """

    paths: Sequence[Path] = ()
    address: str = ""
    kind: SourceKind | None = None
    media: Sequence[Path] = ()
    download: bool = False
    hosts: Sequence[str] = ()
    keeping: Keeping | None = None


class Opened(NamedTuple):
    """An old site, and where its files come from."""

    source: Source
    store: MediaStore


@contextmanager
def opened(brought: Brought, limits: Limits = LIMITS) -> Generator[Opened]:
    """The old site while it is read. ImportRefused says in words what is wrong with what was brought."""
    missing = [path for path in (*brought.paths, *brought.media) if not path.exists()]
    if missing:
        raise ImportRefused(_("There is no file or folder {path}.").format(path=missing[0]))
    source = _source(brought, limits)
    try:
        store = _store(brought, source, limits)
        try:
            yield Opened(source, store)
        finally:
            store.close()
    finally:
        source.close()


def _source(brought: Brought, limits: Limits) -> Source:
    if brought.kind != SourceKind.CRAWL:
        return open_source(brought.paths, kind=brought.kind, address=brought.address, limits=limits)
    if not brought.address:
        raise ImportRefused(_("Give the address of the old site, like https://www.example.org/."))
    # Reading a site over the net brings in far more than reading files.
    from wagtail_mathshub.importing.sources.crawl import CrawlSource

    asker = Asker(allowed_hosts(brought.address), limits=limits)
    if brought.keeping is None:
        return CrawlSource(brought.address, asker=asker, limits=limits)
    kept = KeptAnswers(asker, brought.keeping)
    return CrawlSource(brought.address, asker=kept, limits=limits, sleep=kept.sleep)


def _store(brought: Brought, source: Source, limits: Limits) -> MediaStore:
    # A saved site has its files beside its pages; a crawled one is asked for them.
    beside = [path for path in brought.paths if path.is_dir() or path.suffix.lower() == ".zip"]
    trees: list[FileTree] = [open_tree(path, limits) for path in (*brought.media, *beside)]
    stores: list[MediaStore] = [UploadsStore(tree, limits=limits) for tree in trees]
    if brought.download or brought.kind == SourceKind.CRAWL:
        own = [*source.site.addresses, *([brought.address] if brought.address else [])]
        builders = WIX_HOSTS if source.site.kind == SourceKind.WIX else ()
        stores.append(DownloadStore(Asker(allowed_hosts(*own, *brought.hosts, *builders), limits=limits)))
    return Stores(stores)
