"""Small files of many formats, made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile

from pypdf import PdfWriter

MAIN = '<Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/>'


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(kind, app="", **members):
    types = f"<Types>{MAIN.format(kind)}</Types>"
    return zipped({"[Content_Types].xml": types, "docProps/app.xml": app} | members)


def pdf(pages, *, password=None, owner=None):
    writer, out = PdfWriter(), io.BytesIO()
    for _number in range(pages):
        writer.add_blank_page(100, 100)
    if password is not None:
        writer.encrypt(password, owner, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def ole(stream):
    """A container of the formats before 2007 that holds one stream."""
    header = bytearray(b"\xff" * 512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 76, 0)
    allocation = struct.pack("<3I", 0xFFFFFFFD, 2, 0xFFFFFFFE).ljust(512, b"\xff")
    entries = [b"".join([word.encode("utf-16-le").ljust(64, b"\0"), struct.pack("<H", 2 * len(word) + 2)])
               for word in ("Root Entry", "Other", "Other", "Other", stream)]  # fmt: skip
    return (
        bytes(header) + allocation + b"".join(entry.ljust(128, b"\0") for entry in entries).ljust(1024, b"\0")
    )
