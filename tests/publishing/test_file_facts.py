"""What files really are, told from their bytes, and the words for it."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.made_files import office, ole, pdf, zipped
from wagtail_mathshub.publishing import pdf_pages, zip_contents
from wagtail_mathshub.publishing.file_facts import (
    FileFacts,
    facts_words,
    format_label,
    pages_words,
    read_facts,
    size_words,
)
from wagtail_mathshub.publishing.file_formats import FORMATS, formats_of, name_ending

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def facts(data, name):
    return read_facts(io.BytesIO(data), name)


FILES = [
    ("lesson.pdf", pdf(3), "pdf", 3),
    ("lesson.pdf", b"an old printer's line\r\n" + pdf(1), "pdf", 1),
    ("ribbons.docx", office("wordprocessingml.document", "<P><Pages>4</Pages></P>"), "docx", 4),
    ("ribbons.docx", office("wordprocessingml.document", '<e:P xmlns:e="x"><e:Pages>4</e:Pages></e:P>'), "docx", 4),
    ("ribbons.docx", office("wordprocessingml.document"), "docx", None),
    ("ribbons.dotx", office("wordprocessingml.template", "<Pages>0</Pages>"), "docx", None),
    ("share.pptx", office("presentationml.presentation", "<Slides>7</Slides>"), "pptx", 7),
    ("share.ppsx", office("presentationml.slideshow", **{f"ppt/slides/slide{n}.xml": "" for n in (1, 2)}), "pptx", 2),
    ("table.xlsx", office("spreadsheetml.sheet"), "xlsx", None),
    ("macro.docm", zipped({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}), "docm", None),
    ("text.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt", None),
    ("slides.odp", zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}), "odp", None),
    ("table.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ods", None),
    ("graph.ggb", zipped({"geogebra.xml": "<geogebra/>"}), "ggb", None),
    ("board.notebook", zipped({"imsmanifest.xml": "", "page0.svg": "<svg/>"}), "notebook", None),
    ("all.zip", zipped({"a.txt": "a"}), "zip", None),
    ("empty.zip", zipped({}), "zip", None),
    ("old.doc", ole("WordDocument"), "doc", None),
    ("old.ppt", ole("PowerPoint Document"), "ppt", None),
    ("old.xls", ole("Workbook"), "xls", None),
    ("old.doc", rb"{\rtf1 Hello}", "rtf", None),
    ("ball.csv", b"time,height\n0,1.2\n", "csv", None),
    ("ball.csv", "time,height in £\n0,1.2\n".encode("cp1252"), "csv", None),
    ("ball.csv", "time,height\n0,1.2\n".encode("utf-16"), "csv", None),
    ("ball.csv", b"\xfe\xff" + "time,height\n".encode("utf-16-be"), "csv", None),
    ("ball.csv", ("é" * 40_000).encode(), "csv", None),
    ("notes.txt", "Zählen – counting".encode(), "txt", None),
    ("notes.txt", b"a < b, and so <b> is bold later on", "txt", None),
    ("NOTES", b"no ending", "txt", None),
    ("clap.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nClap\n", "vtt", None),
    ("page.html", b"\xef\xbb\xbf<!-- a --><!-- b -->\n<!DOCTYPE html><p>Hello", "html", None),
    ("page.htm", b"<HTML><body>", "html", None),
    ("array.svg", b'<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>', "svg", None),
    ("array.svg", b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg:svg/>', "svg", None),
    ("feed.xml", b'<?xml version="1.0"?><feed/>', "xml", None),
    ("array.png", PNG, "png", None),
    ("photo.JPG", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "jpeg", None),
    ("turn.gif", b"GIF89a\1\0\1\0", "gif", None),
    ("photo.webp", b"RIFF\x24\0\0\0WEBPVP8 ", "webp", None),
    ("clap.mp4", b"\0\0\0\x18ftypisom\0\0\2\0isomavc1", "mp4", None),
    ("clap.mov", b"\0\0\0\x14ftypqt  \0\0\2\0qt  ", "mov", None),
    ("song.m4a", b"\0\0\0\x18ftypM4A \0\0\2\0M4A isom", "m4a", None),
    ("clap.webm", b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82\x84webm", "webm", None),
    ("song.mp3", b"ID3\4\0\0\0\0\0\0", "mp3", None),
    ("song.mp3", b"\xff\xfb\x90\x64\0\0\0\0", "mp3", None),
    ("song.wav", b"RIFF\x24\0\0\0WAVEfmt ", "wav", None),
    ("tool.exe", b"MZ\x90\0\3\0\0\0", "exe", None),
    ("data.bin2", bytes(range(256)), "unknown", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "key", "pages"), FILES, ids=[f"{row[0]}-{n}" for n, row in enumerate(FILES)]
)
def test_the_bytes_say_what_a_file_is_and_how_many_pages_it_has(name, data, key, pages):
    assert facts(data, name) == FileFacts(key, FORMATS[key].media_type, len(data), pages, suspicious=False)


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("lesson.pdf", PNG, "png"),
        ("lesson.pdf", b"<!doctype html><script>alert(1)</script>", "html"),
        ("lesson.pdf", b"<html>\n%PDF-1.7\n", "html"),
        ("lesson.pdf", b"Just a few words", "txt"),
        ("lesson.pdf", bytes(range(256)), "unknown"),
        ("lesson.pdf", office("wordprocessingml.document"), "docx"),
        ("lesson.docx", b"MZ\x90\0\3\0\0\0\4", "exe"),
        ("lesson.docx", b"\x7fELF\2\1\1", "exe"),
        ("lesson.docx", zipped({"a.exe": "MZ"}), "zip"),
        ("lesson.docx", office("presentationml.presentation"), "pptx"),
        (
            "lesson.docx",
            zipped({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
            "docm",
        ),
        ("lesson.doc", ole("Workbook"), "xls"),
        ("ball.csv", b"<script>alert(1)</script>", "html"),
        ("ball.csv", PNG, "png"),
        ("ball.csv", b"a,b\n\0\1\2\3", "unknown"),
        ("photo.png", b"<svg onload='alert(1)'/>", "svg"),
        ("notes.txt", b"<!--" + b"--><!--" * 5000 + b"--><html>", "html"),
    ],
)
def test_bytes_that_contradict_the_name_are_suspicious(name, data, key):
    found = facts(data, name)
    assert (found.format, found.suspicious) == (key, True)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("all.zip", office("wordprocessingml.document")),
        ("table.dat", PNG),
        ("README", b"<html>"),
        (".pdf", PNG),
        ("lesson.pdf", b""),
        ("lesson.docx", office("wordprocessingml.document")[:200]),
        ("locked.docx", ole("EncryptedPackage")),
    ],
)
def test_a_name_that_promises_nothing_else_and_a_file_cut_off_or_locked_are_not_suspicious(name, data):
    assert not facts(data, name).suspicious


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.docx", "a.csv", "", "a", "a.", "\0.pdf", "a" * 100_000 + ".pdf"]
)
def test_an_empty_file_is_not_known(name):
    assert facts(b"", name) == FileFacts("unknown", "application/octet-stream", 0, None, suspicious=False)


def test_a_pdf_that_needs_a_password_keeps_its_pages_to_itself():
    assert facts(pdf(2, password="counters"), "a.pdf").pages is None
    assert facts(pdf(2, password="", owner="counters"), "a.pdf").pages == 2


def test_a_pdf_is_counted_by_its_pages_and_not_by_what_it_says():
    data = pdf(2)
    lying = data.replace(b"/Count 2", b"/Count 9")
    assert lying != data
    assert facts(lying, "a.pdf").pages == 2


def test_a_pdf_above_the_limit_is_not_looked_through(monkeypatch):
    monkeypatch.setattr(pdf_pages, "LARGEST", 100)
    found = facts(pdf(2), "a.pdf")
    assert (found.format, found.pages, found.suspicious) == ("pdf", None, False)


def test_counting_stops_when_the_time_is_up(monkeypatch):
    monkeypatch.setattr(pdf_pages, "SECONDS", -1.0)
    monkeypatch.setattr(zip_contents, "SECONDS", -1.0)
    assert facts(pdf(2), "a.pdf").pages is None
    assert facts(office("wordprocessingml.document"), "a.docx").format == "unknown"


def test_nothing_is_logged_about_a_broken_pdf(caplog):
    assert facts(pdf(3)[:-200], "a.pdf").format == "pdf"
    assert caplog.records == []


@pytest.mark.parametrize("data", [pdf(2), office("wordprocessingml.document"), PNG, b"", b"PK\3\4", b"text"])
def test_the_place_in_the_file_stays_where_it_was(data):
    file = io.BytesIO(data)
    file.seek(3)
    read_facts(file, "a.pdf")
    assert file.tell() == 3


def test_an_upload_is_read_like_any_file():
    upload = SimpleUploadedFile("lesson.pdf", pdf(3), content_type="text/html")
    assert read_facts(upload, upload.name).pages == 3


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.PDF", "pdf"),
        ("a.tar.gz", "gz"),
        ("a.pdf ", "pdf"),
        (".gitignore", ""),
        ("a", ""),
        ("a.", ""),
        ("", ""),
    ],
)
def test_the_ending_of_a_name_is_what_follows_the_last_dot(name, ending):
    assert name_ending(name) == ending


def test_an_ending_without_meaning_promises_no_format():
    assert formats_of("") == formats_of("qqq") == set()


def test_every_format_has_words_and_a_media_type():
    assert all(format_label(key) and found.media_type.count("/") == 1 for key, found in FORMATS.items())


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("pdf", "PDF"),
        ("docx", "Word document"),
        ("pptx", "PowerPoint"),
        ("csv", "spreadsheet (CSV)"),
        ("mp4", "video (MP4)"),
        ("unknown", "file"),
        ("no such key", "file"),
    ],
)
def test_formats_have_names_that_people_use(key, label):
    assert format_label(key) == label


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 kB"),
        (1, "1 kB"),
        (1_499, "1 kB"),
        (1_500, "2 kB"),
        (310_000, "310 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (1_900_000, "1.9 MB"),
        (1_949_999, "1.9 MB"),
        (1_950_000, "2 MB"),
        (18_400_000, "18.4 MB"),
        (999_949_999, "999.9 MB"),
        (999_950_000, "1 GB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_sizes_are_rounded_to_what_people_say(size, words):
    assert size_words(size) == words


@pytest.mark.parametrize(
    ("key", "number", "words"),
    [("pdf", 1, "1 page"), ("pdf", 3, "3 pages"), ("pptx", 1, "1 slide"), ("pptx", 12, "12 slides")],
)
def test_documents_have_pages_and_presentations_have_slides(key, number, words):
    assert pages_words(key, number) == words


def test_the_facts_in_words_leave_out_what_is_not_known():
    assert facts_words(FileFacts("pdf", "application/pdf", 310_000, 3, False)) == "PDF, 310 kB, 3 pages"
    assert facts_words(FileFacts("csv", "text/csv", 6_000, None, False)) == "spreadsheet (CSV), 6 kB"
