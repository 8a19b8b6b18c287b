"""Long texts kept on the disk while a source is open, so that they may be had in any order without filling memory."""

from __future__ import annotations

import tempfile
import weakref
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text lies: its first byte and how many bytes it has."""

    start: int
    size: int


class Spool:
    """Texts in a temporary file that is gone when it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="mathshub-import-")  # noqa: SIM115 - it lives until close()
        self._closing = weakref.finalize(self, self._file.close)
        self._end = 0

    def put(self, text: str) -> Place:
        """Keep a text."""
        data = text.encode("utf-8", "replace")
        place = Place(self._end, len(data))
        self._file.seek(self._end)
        self._file.write(data)
        self._end += len(data)
        return place

    def get(self, place: Place) -> str:
        """The text at a place."""
        self._file.seek(place.start)
        return self._file.read(place.size).decode()

    def close(self) -> None:
        """Let go of the file, which otherwise goes with the last who knows it."""
        self._closing()
