"""A view of a file that gives up after so many bytes or seconds, for libraries that set no limits themselves."""

from __future__ import annotations

import io
from time import monotonic
from typing import BinaryIO


class TooMuchToRead(Exception):
    """A file asks for more bytes or more time than finding out its facts is worth."""


class CappedReader:
    """Reads `file` from its start; raises TooMuchToRead once `most_bytes` or `seconds` are used up.

    Only reading is watched, so `most_at_once` bounds the work that is done between two reads.
    """

    def __init__(self, file: BinaryIO, *, most_bytes: int, most_at_once: int, seconds: float) -> None:
        self._file = file
        self._most_at_once = most_at_once
        self._left = most_bytes
        self._deadline = monotonic() + seconds
        file.seek(0)

    def read(self, size: int | None = -1) -> bytes:
        """Up to `size` bytes, or the rest of the file."""
        if monotonic() > self._deadline:
            raise TooMuchToRead
        most = min(self._left, self._most_at_once) + 1
        wanted = most if size is None or size < 0 else size
        # Asked before it is read: a false length in the file must not fill the memory.
        if wanted > most:
            raise TooMuchToRead
        data = self._file.read(wanted)
        if len(data) == most:
            raise TooMuchToRead
        self._left -= len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the file."""
        self._file.seek(offset, whence)
        return self._file.tell()

    def tell(self) -> int:
        """The place in the file."""
        return self._file.tell()

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True
