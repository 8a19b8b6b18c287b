from collections import Counter
from datetime import UTC, datetime

import pytest

from tests.importing.saved_sites import PAGES, SITES, by_title, saved, words, written
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import Status
from wagtail_mathshub.importing.sources.archives import FolderTree
from wagtail_mathshub.importing.sources.html import HtmlSource


def removed(source):
    return next(notice.source for notice in source.site.notices if notice.code == "boilerplate").split("\n")


@pytest.mark.parametrize("name", SITES)
def test_every_word_of_a_saved_site_is_on_its_pages_or_listed(name):
    source = saved(name)
    pages = list(source.pages())
    found: Counter[str] = Counter()
    for page in pages:
        found |= words(f"{page.html} {page.title}")
        found |= words(" ".join(notice.source for notice in page.notices))
    found |= words(" ".join(removed(source)))
    skipped = {entry.title for entry in source.site.skipped}
    for path in PAGES.joinpath(name).rglob("*.htm*"):
        html = path.read_text()
        if "_files" in str(path) or any(title in html for title in skipped):
            continue
        # Where an address was hidden, its place holder goes.
        missing = set(words(html)) - set(found) - {"email", "protected"}
        assert not missing, path.name


@pytest.mark.parametrize("name", SITES)
def test_count_is_the_number_of_pages(name):
    source = saved(name)
    assert source.count() == len(list(source.pages())) == len(list(source.pages()))


def test_menus_and_footers_go_by_repetition_where_nothing_marks_them():
    source = saved("div_soup")
    html = by_title(source)["Three cohorts"].html
    assert "Larch Hill Road" not in html
    assert "Home" not in html
    assert "Larch Hill Maths Hub, Larch Hill Road" in removed(source)


@pytest.mark.parametrize(("name", "title"), [("div_soup", "Three cohorts"), ("school_cms", "Charges")])
def test_a_paragraph_that_is_copied_to_every_page_stays(name, title):
    assert "Covid" in by_title(saved(name))[title].html


def test_text_of_one_page_in_a_sidebar_stays_while_the_repeated_goes():
    page = by_title(saved("wordpress"))["Years 5 to 8"]
    assert "Project code: NCP20-19" in page.html
    assert "conference" not in page.html


def test_the_same_page_with_another_query_is_one_page():
    page = by_title(saved("weebly"))["Counting Well"]
    assert [notice.source for notice in page.notices if notice.code == "saved_again"] == [
        "counting-well.html?analyticscookies=0"
    ]


def test_the_same_page_of_the_host_with_and_without_www_is_one_page_with_two_addresses():
    page = by_title(saved("school_cms"))["Research Groups"]
    assert page.id == "https://saltmarsh.example.org/Projects"
    assert {page.address, *page.aliases} == {
        "https://saltmarsh.example.org/Projects/",
        "https://www.saltmarsh.example.org/Projects/",
    }


def test_a_page_behind_a_query_keeps_it():
    assert (
        by_title(saved("school_cms"))["Charges"].id
        == "https://saltmarsh.example.org/accessibility.asp?item=page_23"
    )


def test_lists_logins_and_errors_are_skipped_with_a_reason():
    source = saved("wordpress")
    titles = set(by_title(source))
    assert titles == {"What is a corner?", "Years 5 to 8"}
    assert {entry.id.rpartition("/")[2] for entry in source.site.skipped} == {
        "blog-2",
        "no-such-page",
        "wp-login.php.html",
    }
    assert all(entry.reason for entry in source.site.skipped)


def test_the_head_of_a_page_tells_its_date_type_picture_and_categories():
    page = by_title(saved("wordpress"))["What is a corner?"]
    assert page.published_at == datetime(2020, 1, 20, 9, 30, tzinfo=UTC)
    assert page.type == "post"
    assert page.lead_image == "https://www.elmfield-hub.example.org/uploads/cone.jpg"
    assert page.categories == ("Shape",)
    assert page.authors == ()
    assert page.status == Status.PUBLIC
    assert "Hub-website-admin" not in page.html
    assert "By Rowan Petherick" in page.html


def test_the_picture_that_most_pages_name_is_the_logo():
    assert all(page.lead_image == "" for page in saved("weebly").pages())


def test_titles_come_without_the_name_of_the_site():
    source = saved("squarespace")
    assert set(by_title(source)) == {"About us", "Firm Ground at Year 7", "News"}
    assert source.site.title == "Brookside Maths Hub"
    assert source.site.key == "html:brookside-hub.example.org"


def test_a_title_is_not_repeated_in_the_text():
    assert all(
        "<h1" not in page.html and page.title not in page.html for page in saved("squarespace").pages()
    )


def test_one_page_alone_is_read_by_its_marks(tmp_path):
    source = written(
        tmp_path,
        {
            "a.html": "<header>Hub</header><nav>Home</nav><main><p>The only text of this page is here.</p></main><footer>End</footer>"
        },
    )
    (page,) = source.pages()
    assert page.html == "<p>The only text of this page is here.</p>"
    assert removed(source) == ["Home", "Hub", "End"]


def test_a_wrong_canonical_address_on_every_page_does_not_make_them_one(tmp_path):
    head = '<head><link rel="canonical" href="https://hub.example.org/"></head>'
    pages = {
        f"hub.example.org/{n}.html": f"<html>{head}<body><p>Text number {n}.</p></body></html>"
        for n in range(5)
    }
    assert len({page.id for page in written(tmp_path, pages).pages()}) == 5


def test_pages_saved_many_times_do_not_make_their_own_text_look_repeated(tmp_path):
    pages = {
        f"a.html?utm_source={n}": f"<div><div>Code NCP24-01</div></div><div><div>Words of copy {n}.</div></div>"
        for n in range(5)
    }
    (page,) = HtmlSource(written(tmp_path, pages)._tree, address="https://hub.example.org").pages()
    assert "Code NCP24-01" in page.html


def test_a_page_too_deep_is_skipped_and_the_others_are_read(tmp_path):
    source = written(tmp_path, {"a.html": "<div>" * 50_000, "b.html": "<p>Words that are read.</p>"})
    assert [page.id for page in source.pages()] == ["b.html"]
    assert "inside one another" in source.site.skipped[0].reason


def test_a_folder_without_pages_is_refused(tmp_path):
    with pytest.raises(ImportRefused):
        HtmlSource(FolderTree(tmp_path))


def test_the_given_address_stands_where_pages_do_not_tell_theirs():
    pages = by_title(saved("div_soup", address="https://larch.example.org/old/"))
    assert pages["Visits"].address == "https://larch.example.org/old/d.htm"
