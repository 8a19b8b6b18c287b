"""Old sites made up of Python objects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image

from wagtail_mathshub.importing.media_files import MediaFile
from wagtail_mathshub.importing.source_pages import SourceKind, SourcePage, SourceSite, Status

OLD = "https://old.example.org"


class MemorySource:
    """A source whose pages are given."""

    def __init__(self, *pages: SourcePage, key: str = "html:old.example.org") -> None:
        self._pages = pages
        self.site = SourceSite(key=key, kind=SourceKind.HTML, title="The old hub", addresses=(OLD,))

    def count(self) -> int:
        return len(self._pages)

    def pages(self) -> Iterator[SourcePage]:
        yield from self._pages

    def close(self) -> None:
        pass


class MemoryStore:
    """Files by their addresses."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self.files = files or {}
        self.asked: list[str] = []

    def find(self, address: str) -> MediaFile | None:
        self.asked.append(address)
        content = self.files.get(address)
        return MediaFile(address.rsplit("/", 1)[-1], content) if content is not None else None

    def close(self) -> None:
        pass


def page(name: str, html: str = "<p>Some words.</p>", **values: object) -> SourcePage:
    """A public page of the old site at /`name`/."""
    given = {
        "id": name,
        "title": name.replace("-", " ").capitalize(),
        "html": html,
        "address": f"{OLD}/{name}/",
        "slug": name,
        "status": Status.PUBLIC,
        "published_at": datetime(2023, 5, 3, 9, 30, tzinfo=UTC),
    } | values
    return SourcePage(**given)


def png(colour: str = "red") -> bytes:
    """A small picture."""
    stream = BytesIO()
    Image.new("RGB", (8, 6), colour).save(stream, "PNG")
    return stream.getvalue()
