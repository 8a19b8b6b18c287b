"""The demo's own files: whole, the same each time, and what their names say."""

from __future__ import annotations

import csv
import io
import struct
import zipfile

import pytest
from example_site.demo import files
from example_site.demo.content import content
from example_site.demo.lesson_files import BEATS, MAKERS, NOTE
from example_site.demo.videos import nal
from lxml import etree
from pypdf import PdfReader
from wagtail.models import Collection

from wagtail_mathshub.publishing.file_facts import read_facts

TITLE, YEARS = "Sums & <shares>: \\(what if?\\)", "Years 2 and 3"
PAGES = {"pdf": 3, "docx": 3, "pptx": 4}
LESSONS = [
    (found["name"], found["type"], lesson["title"])
    for collection in content()["resource_collections"]
    for lesson in collection["lessons"]
    for found in lesson["files"]
]


def made(kind, title=TITLE):
    return files.lesson_file(f"share.{kind}", kind, title, YEARS)


def texts(data):
    """The words in every part of an Office file, which is well-formed XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: "".join(etree.fromstring(archive.read(name)).itertext()) for name in archive.namelist()}


def boxes(data):
    """The boxes of an MP4 file or of one of its boxes, by name."""
    found, place = {}, 0
    while place < len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        found[kind.decode()] = data[place + 8 : place + length]
        place += length
    assert place == len(data)
    return found


@pytest.mark.parametrize(("name", "kind", "title"), LESSONS)
def test_every_file_that_a_lesson_of_the_demo_names_can_be_made(name, kind, title):
    facts = read_facts(io.BytesIO(files.lesson_file(name, kind, title, YEARS)), name)
    assert (facts.format, facts.suspicious, facts.pages) == (kind, False, PAGES.get(kind))
    assert facts.size < 300_000


@pytest.mark.parametrize("kind", MAKERS)
def test_the_same_lesson_gives_the_same_bytes_and_another_title_other_ones(kind):
    assert made(kind) == made(kind)
    assert made(kind) != made(kind, "Another lesson")


def test_a_kind_that_the_demo_cannot_make_is_refused():
    with pytest.raises(ValueError, match=r"share\.xyz"):
        made("xyz")


def test_a_pdf_holds_its_lines_page_by_page():
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made("pdf")), strict=True).pages]
    assert len(pages) == 3
    assert pages[0].startswith(f"{TITLE} ({YEARS})")
    assert NOTE in pages[2]
    assert len(PdfReader(io.BytesIO(files.pdf(["One", "Two"])), strict=True).pages) == 1


def test_a_word_document_holds_its_paragraphs_and_says_how_many_pages_it_has():
    found = texts(made("docx"))
    assert found["word/document.xml"].startswith(TITLE + YEARS)
    assert NOTE in found["word/document.xml"]
    assert found["docProps/app.xml"] == "3"


def test_a_powerpoint_holds_a_part_for_each_slide():
    found = texts(made("pptx"))
    assert found["ppt/slides/slide1.xml"] == TITLE + YEARS + NOTE
    assert "ppt/slides/slide4.xml" in found
    assert found["docProps/app.xml"] == "4"


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_every_link_between_the_parts_of_an_office_file_leads_to_a_part(kind):
    with zipfile.ZipFile(io.BytesIO(made(kind))) as archive:
        root = zipfile.Path(archive)
        for name in [name for name in archive.namelist() if name.endswith(".rels")]:
            folder = name.split("_rels/")[0]
            for link in etree.fromstring(archive.read(name)):
                target = folder + link.get("Target")
                while "/../" in target:
                    before, _up, after = target.partition("/../")
                    target = f"{before.rpartition('/')[0]}/{after}"
                assert (root / target).is_file(), f"{name} links to {target}"


def test_a_table_is_read_again_as_it_was_written():
    rows = [["pupil", "£"], ['says "four, five"', "4"]]
    assert list(csv.reader(io.StringIO(files.csv_table(rows).decode("utf-8-sig")))) == rows
    assert NOTE in made("csv").decode("utf-8-sig")


def test_a_video_names_the_place_of_its_frames_one_a_second():
    data = made("mp4")
    movie = boxes(boxes(data)["moov"])
    media = boxes(boxes(movie["trak"])["mdia"])
    table = boxes(boxes(media["minf"])["stbl"])
    count = struct.unpack_from(">I", table["stsz"], 8)[0]
    sizes = struct.unpack_from(f">{count}I", table["stsz"], 12)
    place = struct.unpack_from(">I", table["stco"], 8)[0]
    assert (count, sum(sizes)) == (len(BEATS), len(boxes(data)["mdat"]))
    for size in sizes:
        assert struct.unpack_from(">IB", data, place) == (size - 4, 0x65)
        place += size
    assert NOTE.encode() in movie["udta"]


@pytest.mark.parametrize(
    ("payload", "written"),
    [
        (b"\0\0\1", b"\0\0\3\1"),
        (b"\0\0\0\0\0", b"\0\0\3\0\0\3\0"),
        (b"\0\0\4\0\1", b"\0\0\4\0\1"),
    ],
)
def test_no_bytes_within_a_unit_of_the_video_look_like_the_start_of_the_next(payload, written):
    assert nal(0x65, payload) == b"\x65" + written


def test_captions_follow_one_another_by_the_second():
    captions = files.vtt(["Clap"] * 61, "A note").decode().split("\n\n")
    assert captions[:3] == ["WEBVTT", "NOTE A note", "00:00.000 --> 00:01.000\nClap"]
    assert captions[62] == "01:00.000 --> 01:01.000\nClap\n"
    assert NOTE in made("vtt").decode()


def test_a_document_is_made_once_for_its_title_in_a_collection(db):
    here, there = (Collection.get_first_root_node().add_child(name=name) for name in ("Here", "There"))
    first = files.document("Ribbons", "ribbons.docx", made("docx"), here)
    with first.file.open() as kept:
        assert kept.read() == made("docx")
    assert files.document("Ribbons", "other.docx", b"other", here) == first
    assert files.document("Ribbons", "ribbons.docx", b"other", there) != first
    assert files.flyer("Flyer", ["One"], here) == files.flyer("Flyer", ["Two"], here)
