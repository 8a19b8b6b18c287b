"""Files that are broken, or made to cost much time and memory."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.made_files import office, ole, pdf, zipped
from wagtail_mathshub.publishing.file_facts import read_facts
from wagtail_mathshub.publishing.file_formats import FORMATS

BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "9999999999">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]><Properties><Pages>&j;</Pages></Properties>"
)


def pdf_of(*objects, root=b"<< /Type /Catalog /Pages 2 0 R >>"):
    parts = [
        b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate((root, *objects), start=1)
    ]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer << /Root 1 0 R /Size 9999999 >>\nstartxref\n0\n%%EOF"


def bomb_pdf():
    packed = zlib.compress(b"0 " * 50_000_000, 9)
    stream = b"<< /Type /ObjStm /N 9999999 /First 9 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    return pdf_of(stream % (len(packed), packed))


def chained_pdf():
    node = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>"
    return pdf_of(*[node % number for number in range(3, 5_000)])


def many_members():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "")
    data = out.getvalue()
    start = data.index(b"PK\1\2")
    entry = data[start : data.index(b"PK\5\6")]
    entries = entry * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(entries), start, 0)
    return data[:start] + entries + end


HOSTILE = {
    "bomb in app.xml": ("a.docx", lambda: office("wordprocessingml.document", " " * 60_000_000)),
    "bomb in the list of types": ("a.docx", lambda: zipped({"[Content_Types].xml": " " * 60_000_000})),
    "bomb by bzip2": ("a.docx", lambda: zipped({"[Content_Types].xml": " " * 60_000_000}, zipfile.ZIP_BZIP2)),
    "billion laughs": ("a.docx", lambda: office("wordprocessingml.document", BILLION_LAUGHS)),
    "a million members": ("a.zip", many_members),
    "a false length of the list": (
        "a.zip",
        lambda: b"PK\3\4" + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 9, 9, 2**31, 0, 0),
    ),
    "pdf with a bomb": ("a.pdf", bomb_pdf),
    "pdf that is its own child": ("a.pdf", lambda: pdf_of(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>")),
    "deep tree of pages": ("a.pdf", chained_pdf),
    "deep arrays": ("a.pdf", lambda: pdf_of(b"[" * 200_000)),
    "deep dictionaries": ("a.pdf", lambda: pdf_of(b"<< /Kids " * 20_000)),
    "pdf of nothing but a beginning": ("a.pdf", lambda: b"%PDF-1.7"),
    "pdf without an end": ("a.pdf", lambda: b"%PDF-1.7\n" + b"\n" * 5_000_000),
    "many objects": ("a.pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<" * 100_000 + b"\nstartxref\n0\n%%EOF"),
    "many references": ("a.pdf", lambda: pdf_of(b"<< /Type /Pages /Kids [" + b"2 0 R " * 300_000 + b"] >>")),
    "comments without end": ("a.html", lambda: b"<!---->" * 9000 + b"<!--" * 9000),
    "a loop of sectors": ("a.doc", lambda: ole("Nothing").replace(struct.pack("<I", 0xFFFFFFFE), b"\1\0\0\0")),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_cost_little_time_and_memory_and_show_no_pages(case):
    name, make = HOSTILE[case]
    file = io.BytesIO(make())
    tracemalloc.start()
    began = monotonic()
    try:
        found = read_facts(file, name)
        took, (_now, peak) = monotonic() - began, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found.pages is None
    assert took < 15
    assert peak < 80_000_000


WHOLE = [pdf(2), office("wordprocessingml.document", "<Pages>4</Pages>"), ole("WordDocument")]


@pytest.mark.parametrize("data", WHOLE)
def test_a_file_cut_off_anywhere_is_read_without_a_fault(data):
    for length in range(0, len(data), 7):
        assert read_facts(io.BytesIO(data[:length]), "a.pdf").size == length


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    whole=st.sampled_from(WHOLE), place=st.floats(0, 1), junk=st.binary(max_size=40), name=st.text(max_size=9)
)
def test_a_file_with_wrong_bytes_anywhere_is_read_without_a_fault(whole, place, junk, name):
    start = int(place * len(whole))
    data = whole[:start] + junk + whole[start + len(junk) :]
    assert read_facts(io.BytesIO(data), name).format in FORMATS
