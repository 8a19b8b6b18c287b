"""Small pictures, and some that only say that they are large."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image


def picture(format="PNG", size=(4, 3), colour="red"):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, format)
    return out.getvalue()


def moving(frames, size=(4, 3)):
    """A GIF of so many frames."""
    out = io.BytesIO()
    images = [Image.new("RGB", size, (number % 256, number // 256, 0)) for number in range(frames)]
    images[0].save(out, "GIF", save_all=True, append_images=images[1:])
    return out.getvalue()


def png_claiming(width, height):
    """A PNG of a few bytes whose header promises so many pixels."""
    header = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
