import pytest

from tests.importing.saved_sites import WIX, by_title, wix
from wagtail_mathshub.importing.sources.wix import original_picture


@pytest.fixture(scope="module")
def pages():
    return by_title(wix())


def test_the_saved_wix_site_has_its_eight_pages_and_skips_its_list_of_posts():
    source = wix()
    assert len(list(source.pages())) == 8
    assert [entry.title for entry in source.site.skipped] == ["Blog | Larkfield Maths Hub (demo)"]
    assert source.site.key == "wix:larkfield-hub.example.org"


def test_what_wix_adds_is_gone_and_quoted(pages):
    page = pages["Ten Minutes of Talk"]
    for words in (
        "top of page",
        "bottom of page",
        "min read",
        "Recent Posts",
        "views",
        "hub-admin",
        "Invented Road",
    ):
        assert words not in page.html
    quoted = next(notice.source for notice in page.notices if notice.code == "wix_additions")
    assert "Recent Posts" in quoted
    assert "48 views" in quoted


def test_large_type_becomes_headings(pages):
    html = pages["Counting On in Reception"].html
    assert html.count("<h2") == 5
    assert "Workshop 4 - Wednesday 20th May 2026" in html


def test_the_description_of_a_picture_no_longer_splits_the_text(pages):
    html = pages["Ten Minutes of Talk"].html
    assert html.count("A string of ten beads") == 1
    assert 'src="../images/bead-string.png"' in html


def test_a_picture_has_the_address_that_it_was_uploaded_to():
    small = "https://static.wixstatic.example.org/media/a_1~mv2.jpg/v1/fill/w_60,h_40,al_c/b%20(1).jpg"
    assert original_picture(small) == "https://static.wixstatic.example.org/media/a_1~mv2.jpg"
    assert original_picture("https://hub.example.org/a.jpg") == "https://hub.example.org/a.jpg"


def test_names_of_the_board_stay_above_their_posts(pages):
    html = pages["Strategic Board"].html
    assert (
        html.index("Marguerite Osei")
        < html.index("Chair of the Strategic Board")
        < html.index("Daniel Quill")
    )
    assert "<h2" not in html


def test_the_breadcrumb_is_gone(pages):
    assert "Work Groups &gt;" not in pages["SKTM Secondary Early Career Teachers"].html


def test_every_file_that_the_saved_pages_name_is_beside_them(pages):
    assert (WIX / "images" / "bead-string.png").is_file()
    assert (WIX / "files" / "beads-and-bars.pdf").read_bytes().startswith(b"%PDF-")
    assert 'href="files/beads-and-bars.pdf"' in pages["Resources"].html
