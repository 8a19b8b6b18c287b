"""Looks into the containers of Office's formats from before 2007, and of documents that have a password."""

from __future__ import annotations

import struct
from typing import BinaryIO

MOST_SECTORS = 64
_STREAMS = {
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
    "Workbook": "xls",
    "Book": "xls",
}
_FREE = 0xFFFFFFF0


def look_into_ole(file: BinaryIO) -> str | None:
    """The format of a container; None for one that is broken, locked or holds something else."""
    try:
        found = {_STREAMS[name] for name in _stream_names(file) if name in _STREAMS}
    except (struct.error, OverflowError, ValueError):
        return None
    return found.pop() if len(found) == 1 else None


def _stream_names(file: BinaryIO) -> list[str]:
    file.seek(0)
    header = file.read(512)
    power, sector = struct.unpack_from("<H", header, 30)[0], struct.unpack_from("<I", header, 48)[0]
    if power not in (9, 12):
        return []
    size = 1 << power
    allocation = struct.unpack_from("<109I", header, 76)
    names = []
    for _step in range(MOST_SECTORS):
        if sector >= _FREE:
            break
        entries = _sector(file, sector, size)
        names += [_name(entries[start : start + 128]) for start in range(0, len(entries), 128)]
        sector = _next_sector(file, sector, size, allocation)
    return names


def _next_sector(file: BinaryIO, sector: int, size: int, allocation: tuple[int, ...]) -> int:
    table, place = divmod(sector, size // 4)
    if table >= len(allocation) or allocation[table] >= _FREE:
        return _FREE
    return struct.unpack_from("<I", _sector(file, allocation[table], size), place * 4)[0]


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
