"""Puts frames of H.264, one a second, into the boxes of an MP4 file."""

from __future__ import annotations

import struct

SCALE = 1000
MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def mp4_file(
    frames: list[bytes], sequence: bytes, picture_settings: bytes, size: tuple[int, int], note: str
) -> bytes:
    """The file; `note` is its statement of copyright."""
    samples = [struct.pack(">I", len(frame)) + frame for frame in frames]
    start = _box(b"ftyp", b"isom", struct.pack(">I", 512), b"isomiso2avc1mp41")
    entry = _sample_entry(sequence, picture_settings, size)
    # The movie's size does not depend on the place that it names, so it is made twice.
    place = len(start) + len(_movie(samples, entry, size, note, 0)) + 8
    return start + _movie(samples, entry, size, note, place) + _box(b"mdat", *samples)


def _box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", len(body) + 8) + kind + body


def _full(kind: bytes, *content: bytes, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">I", flags), *content)


def _movie(samples: list[bytes], entry: bytes, size: tuple[int, int], note: str, place: int) -> bytes:
    length = len(samples) * SCALE
    header = _full(
        b"mvhd",
        struct.pack(">4IIH10x", 0, 0, SCALE, length, 0x10000, 0x100),
        MATRIX,
        bytes(24),
        struct.pack(">I", 2),
    )
    track = _full(
        b"tkhd",
        struct.pack(">5I8x4H", 0, 0, 1, 0, length, 0, 0, 0, 0),
        MATRIX,
        struct.pack(">2I", size[0] << 16, size[1] << 16),
        flags=3,
    )
    media = _full(b"mdhd", struct.pack(">4I2H", 0, 0, SCALE, length, _language("eng"), 0))
    handler = _full(b"hdlr", bytes(4), b"vide", bytes(12), b"counters\0")
    source = _box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    picture = _box(b"minf", _full(b"vmhd", bytes(8), flags=1), source, _table(samples, entry, place))
    rights = _full(b"cprt", struct.pack(">H", _language("eng")), note.encode() + b"\0")
    return _box(
        b"moov", header, _box(b"trak", track, _box(b"mdia", media, handler, picture)), _box(b"udta", rights)
    )


def _table(samples: list[bytes], entry: bytes, place: int) -> bytes:
    sizes = [len(sample) for sample in samples]
    return _box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), entry),
        _full(b"stts", struct.pack(">3I", 1, len(samples), SCALE)),
        _full(b"stsc", struct.pack(">4I", 1, 1, len(samples), 1)),
        _full(b"stsz", struct.pack(f">2I{len(sizes)}I", 0, len(sizes), *sizes)),
        _full(b"stco", struct.pack(">2I", 1, place)),
    )


def _sample_entry(sequence: bytes, picture_settings: bytes, size: tuple[int, int]) -> bytes:
    settings = _box(
        b"avcC",
        bytes([1, *sequence[1:4], 0xFF, 0xE1]),
        struct.pack(">H", len(sequence)) + sequence,
        bytes([1]) + struct.pack(">H", len(picture_settings)) + picture_settings,
    )
    look = struct.pack(">6xH16x2H2I4xH32xHh", 1, *size, 0x480000, 0x480000, 1, 24, -1)
    return _box(b"avc1", look, settings)


def _language(code: str) -> int:
    first, second, third = (ord(letter) - 0x60 for letter in code)
    return first << 10 | second << 5 | third
