"""WordPress exports become pages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.importing.sources.exports import codes, export, item, meta, pages_of, source_of
from wagtail_mathshub.importing.limits import LIMITS
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import Status, Syntax
from wagtail_mathshub.importing.sources.archives import open_tree
from wagtail_mathshub.importing.sources.wordpress import WordPressSource

AUTHOR = (
    "<wp:author><wp:author_login>{login}</wp:author_login>"
    "<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>"
)


def one(folder, *args, **more):
    return pages_of(folder, export(item(*args, **more)))[0]


def test_a_post_brings_all_that_the_export_says(tmp_path):
    text = item(
        7,
        "Fish &amp;amp; <![CDATA[<em>chips</em>]]>",
        "<p>One</p><!--more--><p>Two</p><!--nextpage-->Three",
        dc_creator="anna",
        excerpt_encoded="<![CDATA[In <b>short</b>]]>",
        wp_menu_order=4,
        wp_post_modified_gmt="2021-08-01 00:00:00",
        extra='<category domain="category" nicename="a">Primary</category>'
        '<category domain="post_tag" nicename="b">bar models</category>'
        '<category domain="post_format" nicename="c">Gallery</category>',
    )
    source = source_of(tmp_path, export(text, channel=AUTHOR.format(login="anna", name="Anna Reed")))
    page = next(source.pages())
    assert (source.site.key, source.site.title) == ("wordpress:hub.example.org", "Vale Maths Hub")
    assert source.site.addresses == ("https://hub.example.org/",)
    assert (page.id, page.title, page.slug, page.type) == ("7", "Fish & chips", "page-7", "post")
    assert page.html == "<p>One</p><!--more--><p>Two</p><!--nextpage-->Three"
    assert (page.syntax, page.status, page.order, page.excerpt) == (
        Syntax.WORDPRESS,
        Status.PUBLIC,
        4,
        "In short",
    )
    assert page.address == "https://hub.example.org/page-7/"
    assert page.aliases == ("https://hub.example.org/?p=7",)
    assert page.authors == ("Anna Reed",)
    assert (page.categories, page.tags) == (("Primary",), ("bar models",))
    assert page.published_at == datetime(2021, 7, 1, 8, 30, tzinfo=UTC)
    assert page.modified_at == datetime(2021, 8, 1, tzinfo=UTC)
    assert page.notices == ()


@pytest.mark.parametrize(
    ("word", "password", "status"),
    [
        ("publish", "", Status.PUBLIC),
        ("publish", "secret", Status.PASSWORD),
        ("future", "", Status.SCHEDULED),
        ("future", "secret", Status.PASSWORD),
        ("draft", "", Status.DRAFT),
        ("pending", "", Status.DRAFT),
        ("auto-draft", "", Status.DRAFT),
        ("draft", "secret", Status.DRAFT),
        ("private", "", Status.PRIVATE),
        ("private", "secret", Status.PRIVATE),
        ("trash", "", Status.TRASHED),
        ("trash", "secret", Status.TRASHED),
        ("inherit", "", Status.DRAFT),
        ("published-by-a-plugin", "", Status.DRAFT),
        ("", "", Status.DRAFT),
        (None, "", Status.DRAFT),
    ],
)
def test_only_what_the_public_could_read_is_public(tmp_path, word, password, status):
    assert one(tmp_path, wp_status=word, wp_post_password=password).status == status


@pytest.mark.parametrize(
    ("universal", "local", "moment"),
    [
        ("0000-00-00 00:00:00", "2021-07-01 09:30:00", datetime(2021, 7, 1, 8, 30, tzinfo=UTC)),
        ("0000-00-00 00:00:00", "2021-01-01 09:30:00", datetime(2021, 1, 1, 9, 30, tzinfo=UTC)),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", None),
        ("2021-02-31 00:00:00", "nonsense", None),
    ],
)
def test_dates_come_from_universal_time_or_else_from_the_clock_of_london(tmp_path, universal, local, moment):
    assert one(tmp_path, wp_post_date_gmt=universal, wp_post_date=local).published_at == moment


def test_other_addresses_of_pages_and_of_other_types_are_known(tmp_path):
    texts = [
        item(3, wp_post_type="page"),
        item(4, wp_post_type="event", guid="https://hub.example.org/event/old/"),
    ]
    page, event = pages_of(tmp_path, export(*texts))
    assert page.aliases == ("https://hub.example.org/?p=3", "https://hub.example.org/?page_id=3")
    assert event.aliases == (
        "https://hub.example.org/event/old/",
        "https://hub.example.org/?p=4",
        "https://hub.example.org/?post_type=event&p=4",
    )


@pytest.mark.parametrize("name", ["Hub-website-admin-1", "admin", "webmaster", "vale-hub-editor", ""])
def test_accounts_are_no_authors(tmp_path, name):
    assert one(tmp_path, dc_creator=name).authors == ()


def test_addresses_that_are_none_are_left_out(tmp_path):
    page = one(tmp_path, link="javascript:alert(1)", guid="12")
    assert (page.address, page.aliases) == ("", ("https://hub.example.org/?p=1",))


def test_a_page_without_a_title_is_called_by_its_first_words_or_its_date(tmp_path):
    pages = pages_of(
        tmp_path,
        export(
            item(
                1, "", "<!-- wp:paragraph -->\n<p>[caption id='a']Maths <b>trails</b> are fun[/caption]</p>"
            ),
            item(2, "", ""),
            item(3, "", "word " * 40),
            item(4, "", "", wp_post_date=None, wp_post_date_gmt=None),
        ),
    )
    titles = [page.title for page in pages]
    assert titles[:2] == ["Maths trails are fun", "Untitled, 1 July 2021"]
    assert (len(titles[2]) <= 61, titles[2][-1], titles[3]) == (True, "…", "Untitled")
    assert all(codes(page.notices) == ["title_missing"] for page in pages)


def test_parents_come_first_and_circles_are_broken_with_a_notice(tmp_path):
    texts = [item(1, wp_post_parent=3), item(2), item(3, wp_post_parent=2)]
    texts += [
        item(4, wp_post_parent=5),
        item(5, wp_post_parent=4),
        item(6, wp_post_parent=6),
        item(7, wp_post_parent=99),
    ]
    pages = pages_of(tmp_path, export(*texts))
    assert [(page.id, page.parent) for page in pages[:3]] == [("2", ""), ("3", "2"), ("1", "3")]
    rest = {page.id: page for page in pages[3:]}
    assert (rest["4"].parent, rest["5"].parent, rest["6"].parent, rest["7"].parent) == ("", "4", "", "")
    assert codes(rest["4"].notices) == codes(rest["6"].notices) == ["parent_circle"]
    assert codes(rest["7"].notices) == ["parent_missing"]


def test_files_of_the_media_library_are_known_and_lead_images_found(tmp_path):
    image = item(
        9,
        "A circle",
        "",
        wp_post_type="attachment",
        wp_status="inherit",
        wp_attachment_url="https://hub.example.org/wp-content/uploads/circle.png",
        excerpt_encoded="Drawn by hand",
        extra=meta("_wp_attachment_image_alt", "A circle in a square"),
    )
    texts = [item(1, extra=meta("_thumbnail_id", "9")), item(2, extra=meta("_thumbnail_id", "77")), image]
    source = source_of(tmp_path, export(*texts))
    first, second = source.pages()
    found = source.site.attachments["9"]
    assert first.lead_image == found.address == "https://hub.example.org/wp-content/uploads/circle.png"
    assert (found.title, found.alt, found.caption) == ("A circle", "A circle in a square", "Drawn by hand")
    assert (second.lead_image, codes(second.notices)) == ("", ["lead_image_missing"])
    assert source.count() == 2


@pytest.mark.parametrize(
    "type_",
    [
        "nav_menu_item",
        "revision",
        "wp_block",
        "wp_navigation",
        "wp_global_styles",
        "custom_css",
        "wpcf7_contact_form",
    ],
)
def test_what_is_no_page_is_listed_with_the_reason(tmp_path, type_):
    source = source_of(tmp_path, export(item(1), item(2, "Odd one", wp_post_type=type_)))
    assert [page.id for page in source.pages()] == ["1"]
    assert [(entry.id, entry.title, entry.type) for entry in source.site.skipped] == [("2", "Odd one", type_)]
    assert source.site.skipped[0].reason.endswith(".")


def test_reusable_blocks_stand_in_the_pages_that_name_them(tmp_path):
    blocks = [
        item(20, html='<p>Inner</p><!-- wp:block {"ref":21} /-->', wp_post_type="wp_block"),
        item(21, html='<p>Deep</p><!-- wp:block {"ref":20} /-->', wp_post_type="wp_block"),
        item(22, html="<p>Secret</p>", wp_post_type="wp_block", wp_status="draft"),
    ]
    html = 'A <!-- wp:block {"ref":20} /--> B <!-- wp:block {"ref":22} /--> C <!-- wp:block {"ref":99} /-->'
    page = next(source_of(tmp_path, export(item(1, html=html), *blocks)).pages())
    assert page.html == "A <p>Inner</p><p>Deep</p> B  C "
    assert codes(page.notices) == ["reusable_block"] * 3


def test_reusable_blocks_that_multiply_do_not_fill_the_memory(tmp_path):
    blocks = [
        item(n, html="x" * 1000 + f'<!-- wp:block {{"ref":{n + 1}}} /-->' * 10, wp_post_type="wp_block")
        for n in range(20, 40)
    ]
    text = export(item(1, html='<!-- wp:block {"ref":20} /-->'), *blocks)
    (tmp_path / "export.xml").write_text(text)
    source = WordPressSource(open_tree(tmp_path), limits=replace(LIMITS, page_bytes=100_000))
    page = next(source.pages())
    assert len(page.html) <= 100_000
    assert "reusable_block" in codes(page.notices)


def test_several_files_of_one_site_are_one_site_and_its_pages_come_once(tmp_path):
    first = export(item(1), item(2, "Old words", wp_post_modified_gmt="2021-01-01 00:00:00"))
    second = export(
        item(2, "New words", wp_post_modified_gmt="2022-01-01 00:00:00"),
        item(3, wp_post_parent=1),
        site="http://www.hub.example.org/",
    )
    source = source_of(tmp_path, first, second)
    assert [(page.id, page.title) for page in source.pages()] == [
        ("1", "Fractions day"),
        ("2", "New words"),
        ("3", "Fractions day"),
    ]
    assert [(entry.id, entry.title) for entry in source.site.skipped] == [("2", "Old words")]


def test_files_of_two_sites_are_refused_with_both_names(tmp_path):
    with pytest.raises(ImportRefused, match=r"hub\.example\.org and other\.example\.org"):
        source_of(tmp_path, export(item(1)), export(item(2), site="https://other.example.org"))


def test_pages_without_a_number_or_with_that_of_another_survive_with_a_notice(tmp_path):
    texts = [
        item(1, "First"),
        item(1, "Second", "<p>Other</p>", guid="x", wp_post_name="second"),
        item(1, "Third", "<p>Third</p>", guid="y", wp_post_name="second"),
        item("", "Fourth", guid="z"),
        item("", "Fifth", guid=None, link=None),
    ]
    pages = pages_of(tmp_path, export(*texts))
    assert [page.title for page in pages] == ["First", "Second", "Third", "Fourth", "Fifth"]
    assert len({page.id for page in pages}) == 5
    assert [page.id for page in pages[:2]] == ["1", "1:second"]
    assert [codes(page.notices) for page in pages[1:]] == [["number_twice"]] * 2 + [["number_missing"]] * 2
    again = pages_of(tmp_path, export(*texts))
    assert [page.id for page in again] == [page.id for page in pages]


def test_the_number_is_found_in_the_address_where_the_export_has_lost_it(tmp_path):
    assert one(tmp_path, wp_post_id=None, guid="https://hub.example.org/?page_id=31").id == "31"


def test_what_search_engines_were_told_serves_where_there_is_no_excerpt(tmp_path):
    texts = [
        item(1, extra=meta("_yoast_wpseo_metadesc", "About bar models")),
        item(2, excerpt_encoded="Mine", extra=meta("_yoast_wpseo_metadesc", "Theirs")),
        item(3, extra=meta("_yoast_wpseo_metadesc", "%%title%% on %%sitename%%")),
    ]
    assert [page.excerpt for page in pages_of(tmp_path, export(*texts))] == ["About bar models", "Mine", ""]


def test_a_page_that_is_too_long_is_listed_and_the_others_come(tmp_path):
    (tmp_path / "export.xml").write_text(export(item(1, html="é" * 60_000), item(2, html="é" * 40_000)))
    source = WordPressSource(open_tree(tmp_path), limits=replace(LIMITS, page_bytes=100_000))
    assert [page.id for page in source.pages()] == ["2"]
    assert "longer" in source.site.skipped[0].reason


def test_an_export_of_too_many_pages_or_bytes_is_refused(tmp_path):
    (tmp_path / "export.xml").write_text(export(*(item(number) for number in range(1, 9))))
    with pytest.raises(ImportRefused, match="more than 3 pages"):
        WordPressSource(open_tree(tmp_path), limits=replace(LIMITS, pages=3))
    with pytest.raises(ImportRefused, match="larger"):
        WordPressSource(open_tree(tmp_path), limits=replace(LIMITS, export_bytes=1000))


def test_comments_are_counted_not_kept(tmp_path):
    comment = "<wp:comment><wp:comment_content>Lovely</wp:comment_content></wp:comment>"
    source = source_of(tmp_path, export(item(1, extra=comment * 2)))
    assert codes(source.site.notices) == ["comments"]
    assert "2 comments" in source.site.notices[0].message


def test_pages_can_be_asked_for_again(tmp_path):
    source = source_of(tmp_path, export(item(1), item(2)))
    assert list(source.pages()) == list(source.pages())


def test_the_path_of_a_site_belongs_to_its_name(tmp_path):
    source = source_of(tmp_path, export(item(1), site="http://www.Trust.example.org/hub/"))
    assert source.site.key == "wordpress:trust.example.org/hub"
