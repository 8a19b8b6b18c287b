"""The archive as it is written: nothing held whole, and whole when it is read again."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from wagtail_mathshub.resources import archive
from wagtail_mathshub.resources.archive import PIECE, Member, zip_pieces

AT = datetime(2026, 7, 1, 12, 30, 10, tzinfo=UTC)
MEGABYTE = 1 << 20


class Far:
    """A file of a storage that is no folder: it only reads, makes its bytes up, and counts them."""

    def __init__(self, size):
        self.size, self.given, self.closed = size, 0, False
        self.pattern = bytes(range(256)) * (PIECE // 256)

    def read(self, number):
        data = self.pattern[: min(number, self.size - self.given)]
        self.given += len(data)
        return data


def member(name, data=b"words", **fields):
    @contextmanager
    def opened():
        source = io.BytesIO(data) if isinstance(data, bytes) else data
        yield source
        if isinstance(source, Far):
            source.closed = True

    return Member(name, opened, fields.pop("size", 0), fields.pop("at", AT), **fields)


def gone(name):
    def opened():
        raise FileNotFoundError(name)

    return Member(name, opened, 10, AT)


def text_of(missing):
    return "README.txt", " ".join(["Missing:", *(row.name for row in missing)])


def read(members):
    found = zipfile.ZipFile(io.BytesIO(b"".join(zip_pieces(members, text_of))))
    assert found.testzip() is None
    return found


def test_what_was_put_in_comes_out_again():
    found = read([member("01 Größe.pdf", b"%PDF"), member("02 data.csv", b"a,b\n" * 500, packed=True)])
    assert found.namelist() == ["01 Größe.pdf", "02 data.csv", "README.txt"]
    assert found.read("01 Größe.pdf") == b"%PDF"
    assert found.read("02 data.csv") == b"a,b\n" * 500


def test_only_what_becomes_smaller_is_packed():
    found = read([member("a.pdf", b"a" * 5000), member("b.csv", b"a" * 5000, packed=True)])
    assert found.getinfo("a.pdf").compress_type == zipfile.ZIP_STORED
    assert found.getinfo("b.csv").compress_size < 100


def test_files_have_their_london_time_and_can_be_read_by_all():
    entry = read([member("a.pdf")]).getinfo("a.pdf")
    assert entry.date_time == (2026, 7, 1, 13, 30, 10)
    assert entry.external_attr >> 16 == 0o644


def test_a_file_from_before_there_were_archives_gets_their_first_day():
    found = read([member("a.pdf", at=datetime(1970, 1, 1, tzinfo=UTC))])
    assert found.getinfo("a.pdf").date_time[:3] == (1980, 1, 1)


def test_200_megabytes_take_no_more_memory_than_a_few_pieces():
    files = [Far(100 * MEGABYTE), Far(100 * MEGABYTE)]
    pieces = zip_pieces([member(f"{n}.pdf", far) for n, far in enumerate(files)], text_of)
    tracemalloc.start()
    try:
        sent = sum(len(piece) for piece in pieces)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sent > 200 * MEGABYTE
    assert peak < 2 * MEGABYTE
    assert all(far.closed for far in files)


def test_nothing_is_read_before_it_is_asked_for():
    far = Far(100 * MEGABYTE)
    pieces = zip_pieces([member("a.pdf", far)], text_of)
    assert far.given == 0
    next(pieces)
    assert far.given <= 2 * PIECE
    pieces.close()
    assert far.given <= 2 * PIECE


def test_a_file_that_is_gone_is_left_out_and_named():
    found = read([member("a.pdf"), gone("b.pdf"), member("c.pdf")])
    assert found.namelist() == ["a.pdf", "c.pdf", "README.txt"]
    assert found.read("README.txt") == b"Missing: b.pdf"


def test_a_storage_with_errors_of_its_own_counts_as_gone():
    class ResourceNotFoundError(Exception):
        pass

    class Late(Far):
        def read(self, number):
            raise ResourceNotFoundError

    far = Late(10)
    assert read([member("a.pdf", far)]).namelist() == ["README.txt"]


def test_a_file_that_breaks_off_ends_the_stream_with_its_error():
    class Broken(Far):
        def read(self, number):
            if self.given > 3 * PIECE:
                raise ConnectionError("reset")
            return super().read(number)

    pieces = zip_pieces([member("a.pdf", Broken(MEGABYTE))], text_of)
    with pytest.raises(ConnectionError):
        list(pieces)


def test_files_beyond_four_gigabytes_can_be_read_again(monkeypatch):
    monkeypatch.setattr(archive, "LARGE", 2 * PIECE)
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 3 * PIECE)
    data = bytes(range(256)) * (5 * PIECE // 256)
    found = read([member("a.mp4", data, size=len(data)), member("b.pdf")])
    assert found.read("a.mp4") == data
    assert found.getinfo("a.mp4").extract_version == zipfile.ZIP64_VERSION


def test_an_empty_file_is_a_file_too():
    assert read([member("a.txt", b"")]).getinfo("a.txt").file_size == 0
