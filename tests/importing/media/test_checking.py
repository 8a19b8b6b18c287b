"""What a file really is decides whether it is taken."""

from __future__ import annotations

import pytest

from tests.importing.pictures import moving, picture, png_claiming
from tests.made_files import office, pdf, zipped
from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.media import checked, is_picture
from wagtail_mathshub.importing.media_files import MediaFile
from wagtail_mathshub.importing.refusals import MediaRefused

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
SCRIPT = b"alert(document.cookie)"


@pytest.fixture(autouse=True)
def _library_without_a_list_of_its_own(settings):
    del settings.WAGTAILDOCS_EXTENSIONS


def check(name, content, **limits):
    return checked(MediaFile(name, content), Limits(**limits))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(("a.png", picture("PNG")), ("a.JPG", picture("JPEG")), ("a.gif", picture("GIF"))),
        *(
            ("a.webp", picture("WEBP")),
            ("a.gif", moving(5)),
            ("a.pdf", pdf(1)),
            ("a.csv", b"Year,Place\n5,Hall\n"),
        ),
        *(
            ("a.txt", b"Bring a ruler."),
            ("a.zip", zipped({"a.txt": "x"})),
            ("a.ggb", zipped({"geogebra.xml": "x"})),
        ),
        *(("a.docx", office("wordprocessingml.document")), ("a.pptx", office("presentationml.presentation"))),
        *(("a.mp3", b"ID3\x03" + bytes(50)), ("a.mp4", b"\0\0\0\x18ftypmp42" + bytes(50))),
    ],
)
def test_files_that_are_what_they_say_are_taken_as_they_are(name, content):
    file = check(name, content)
    assert (file.name, file.content) == (name, content)
    assert is_picture(file) == name.lower().endswith((".png", ".jpg", ".gif", ".webp"))


@pytest.mark.parametrize("content", [SVG, HTML, SCRIPT, b"\xef\xbb\xbf" + SVG, b"\n <!-- x -->" + HTML])
@pytest.mark.parametrize("ending", ["png", "jpg", "gif", "webp", "pdf", "docx", "mp3"])
def test_drawings_pages_and_scripts_in_disguise_are_refused(content, ending):
    with pytest.raises(MediaRefused, match="not taken"):
        check(f"a.{ending}", content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(("a.svg", SVG), ("a.html", HTML), ("a.htm", b"x"), ("a.xml", b"<?xml version='1.0'?><a/>")),
        *(
            ("a.js", SCRIPT),
            ("a.txt", HTML),
            ("a.csv", HTML),
            ("a.php", b"<?php x ?>"),
            ("a", HTML),
            ("a.svgz", b"\x1f\x8b\x08x"),
        ),
        *(
            ("a.exe", b"MZ" + b"x" * 20 + b"\0"),
            ("a.pdf", b"MZ" + b"x" * 20 + b"\0"),
            ("a.docm", office("x")),
        ),
        *(
            ("a.pdf", picture()),
            ("a.png", pdf(1)),
            ("a.docx", zipped({"a": "x"})),
            ("a.swf", b"FWS\5"),
            ("a", b"words"),
        ),
    ],
)
def test_kinds_that_are_not_taken(name, content):
    with pytest.raises(MediaRefused, match=r"a\b"):
        check(name, content)


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("photo.jpg", picture("WEBP"), "photo.webp"),
        ("photo.png", picture("JPEG"), "photo.jpg"),
        ("photo", picture("PNG"), "photo.png"),
        ("photo.jfif", picture("JPEG"), "photo.jpg"),
        ("Flyer v1.2", pdf(1), "Flyer v1.2.pdf"),
    ],
)
def test_a_picture_with_another_pictures_ending_and_a_file_without_one_get_their_own(name, content, right):
    assert check(name, content).name == right


def test_the_sites_own_list_of_endings_decides_about_documents(settings):
    settings.WAGTAILDOCS_EXTENSIONS = ["pdf", "html", "svg"]
    assert check("a.pdf", pdf(1))
    with pytest.raises(MediaRefused, match="does not take"):
        check("a.csv", b"a,b\n1,2\n")
    for name, content in (("a.html", HTML), ("a.svg", SVG)):
        with pytest.raises(MediaRefused, match="run a program"):
            check(name, content)


def test_the_sites_own_list_of_endings_decides_about_pictures(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["png"]
    assert check("a.png", picture())
    with pytest.raises(MediaRefused, match="does not take"):
        check("a.jpg", picture("JPEG"))


def test_empty_and_large_files_are_refused():
    with pytest.raises(MediaRefused, match="empty"):
        check("a.txt", b"")
    assert check("a.txt", b"x" * 100, file_bytes=100)
    with pytest.raises(MediaRefused, match="larger"):
        check("a.txt", b"x" * 101, file_bytes=100)


@pytest.mark.parametrize("sides", [(8_000, 8_000), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 1)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(sides):
    with pytest.raises(MediaRefused, match="50 million pixels"):
        check("a.png", png_claiming(*sides))


def test_the_number_of_pixels_is_counted_exactly():
    assert check("a.png", picture(size=(4, 3)), image_pixels=12)
    with pytest.raises(MediaRefused, match="pixels"):
        check("a.png", picture(size=(4, 3)), image_pixels=11)


def test_a_moving_picture_has_the_pixels_of_all_its_frames():
    assert check("a.gif", moving(10), image_pixels=12)
    with pytest.raises(MediaRefused, match="moves"):
        check("a.gif", moving(11), image_pixels=12)


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_that_breaks_off_is_refused(format):
    whole = picture(format, size=(200, 200))
    with pytest.raises(MediaRefused, match="damaged"):
        check(f"a.{format.lower()}", whole[: len(whole) // 2])


def test_a_script_that_begins_like_a_picture_is_refused():
    with pytest.raises(MediaRefused, match="damaged"):
        check("a.gif", b"GIF89a=1;alert(document.cookie)//" + bytes(40))
