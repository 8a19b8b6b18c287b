"""A ZIP archive as a stream: each file is read in pieces and sent on, so that none is ever held whole."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from wagtail_mathshub import clock

logger = logging.getLogger(__name__)

PIECE = 64 * 1024
OLDEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
# A file may have grown since its size was noted; from here on it is written so that it may be of any size.
LARGE = 1 << 30


@dataclass(frozen=True)
class Member:
    """One file: its name in the archive, how to open it, its size in bytes as far as it is known, and its time."""

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    size: int
    at: datetime
    packed: bool = False


Closing = Callable[[list[Member]], tuple[str, str]]


class _Outlet:
    """What an archive is written to: a file that only moves on, and hands out what it was given."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is open here."""

    def take(self) -> bytes:
        """All that was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def zip_pieces(members: Iterable[Member], closing: Closing) -> Generator[bytes]:
    """The bytes of an archive of `members`, piece by piece, without a query.

    A file that cannot be opened is left out. `closing` is told which these are, and gives the name and
    the words of a text that comes last. A file that breaks off while it is read ends the stream with its
    error, so that nobody takes the half of it for the whole.
    """
    outlet, missing = _Outlet(), []
    with zipfile.ZipFile(outlet, "w") as archive:
        for member in members:
            if not (yield from _file(archive, outlet, member)):
                missing.append(member)
        name, words = closing(missing)
        archive.writestr(_entry(name, clock.now(), packed=True), words.encode())
    yield outlet.take()


def _file(archive: zipfile.ZipFile, outlet: _Outlet, member: Member) -> Generator[bytes, None, bool]:
    with ExitStack() as opened:
        try:
            source = opened.enter_context(member.open())
            piece = source.read(PIECE)
        except Exception as fault:  # Storages that are no folders have errors of their own.
            logger.warning("“%s” is left out of a ZIP archive: %s", member.name, fault)
            return False
        entry = _entry(member.name, member.at, packed=member.packed)
        with archive.open(entry, "w", force_zip64=member.size >= LARGE) as target:
            while piece:
                target.write(piece)
                yield outlet.take()
                piece = source.read(PIECE)
    return True


def _entry(name: str, at: datetime, *, packed: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(at.astimezone(clock.LONDON).timetuple()[:6], OLDEST))
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = READABLE
    return entry
