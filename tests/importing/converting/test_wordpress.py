"""WordPress's own syntax."""

from __future__ import annotations

import pytest

from tests.importing.converting.converted import cleaned, items


def html(text: str) -> str:
    """What is left of a WordPress text."""
    return cleaned(text, wordpress=True).html


def told(text: str) -> list[tuple[str, str]]:
    """What is said to be lost."""
    return [(loss.what, loss.source) for loss in cleaned(text, wordpress=True).losses]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("one<br />\ntwo", "<p>one<br>two</p>"),
        ("<b>one\n\ntwo</b>", "<p><b>one</b></p>\n<p><b>two</b></p>"),
        ("<h2>one</h2>\ntwo", "<h2>one</h2>\n<p>two</p>"),
        ("<ul>\n<li>one</li>\n<li>two\nthree</li>\n</ul>", "<ul><li>one</li><li>two<br>three</li></ul>"),
        ("<blockquote>one\n\ntwo</blockquote>", "<blockquote><p>one</p>\n<p>two</p></blockquote>"),
        ("<div>one\n\ntwo</div>", "<p>one</p>\n<p>two</p>"),
        ("<pre>one\n\ntwo</pre>", "<pre>one\n\ntwo</pre>"),
        ("one<!--more-->\n\ntwo<!--nextpage-->", "<p>one</p>\n<p>two</p>"),
    ],
)
def test_empty_lines_part_paragraphs(given: str, expected: str):
    assert html(given).replace("<pre>\n", "<pre>") == expected


def test_html_of_other_sites_takes_line_ends_for_spaces():
    assert cleaned("one\n\ntwo").html == "<p>one two</p>"


def test_block_comments_go_and_their_html_stays():
    text = (
        "<!-- wp:group --><div><!-- wp:heading --><h2>One</h2><!-- /wp:heading -->\n\n"
        '<!-- wp:paragraph {"align":"center"} -->\n<p>two\nthree</p>\n<!-- /wp:paragraph --></div><!-- /wp:group -->'
    )
    assert html(text) == "<h2>One</h2>\n<p>two three</p>"


def test_classic_text_between_blocks_has_paragraphs_too():
    text = "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->\nb\n\nc\n<!-- wp:freeform -->d\ne<!-- /wp:freeform -->"
    assert html(text) == "<p>a</p>\n<p>b</p>\n<p>c</p>\n<p>d<br>e</p>"


def test_unknown_blocks_keep_their_words_and_are_named():
    text = "<!-- wp:acme/box --><p>kept</p><!-- /wp:acme/box --><!-- wp:latest-posts /-->"
    assert html(text) == "<p>kept</p>"
    assert told(text) == [("unknown block", "acme/box"), ("unknown block", "latest-posts")]


def test_an_embed_is_what_it_shows_from_elsewhere():
    address = "https://www.youtube.com/watch?v=abc_123"
    text = (
        f'<!-- wp:embed {{"url":"{address}"}} --><figure class="wp-block-embed"><div>\n{address}\n</div>'
        "<figcaption>Arrays</figcaption></figure><!-- /wp:embed -->"
    )
    assert html(text) == f'<p class="frame"><a href="{address}">Arrays</a></p>'


GALLERY_OF_ITEMS = (
    '<!-- wp:gallery --><ul class="wp-block-gallery"><li><figure><img src="/a.png" alt="a"><figcaption>A</figcaption>'
    '</figure></li><li><figure><img src="/b.png" alt="b"></figure></li></ul><!-- /wp:gallery -->'
)
GALLERY_OF_BLOCKS = (
    '<!-- wp:gallery --><figure class="wp-block-gallery has-nested-images"><!-- wp:image --><figure><img src="/a.png" '
    'alt="a"><figcaption>A</figcaption></figure><!-- /wp:image --><!-- wp:image --><figure><img src="/b.png" alt="b">'
    "</figure><!-- /wp:image --></figure><!-- /wp:gallery -->"
)


@pytest.mark.parametrize("text", [GALLERY_OF_ITEMS, GALLERY_OF_BLOCKS])
def test_galleries_of_both_kinds(text: str):
    ((kind, value),) = items(text, wordpress=True)
    assert kind == "gallery"
    assert [(one["image"], one["alt"], one["caption"]) for one in value["images"]] == [
        ("media:https://old.example.org/a.png", "a", "A"),
        ("media:https://old.example.org/b.png", "b", ""),
    ]


def test_an_older_cover_keeps_the_picture_of_its_style():
    text = (
        '<!-- wp:cover {"url":"https://old.example.org/c.jpg"} --><div style="background-image:url(c.jpg)"><p>Words</p>'
        "</div><!-- /wp:cover -->"
    )
    assert 'src="https://old.example.org/c.jpg"' in html(text)
    newer = text.replace("<p>", '<img src="https://old.example.org/c.jpg" alt=""><p>')
    assert html(newer).count("<img") == 1


def test_the_second_link_of_a_file_block_is_told():
    text = (
        '<!-- wp:file --><div class="wp-block-file"><a href="/files/plan.pdf">Plan</a>'
        '<a href="/files/plan.pdf" class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->'
    )
    ((kind, value),) = items(text, wordpress=True)
    assert (kind, value["title"]) == ("download", "Plan")
    assert told(text) == [("a second link to a file", "Download")]


@pytest.mark.parametrize(
    "text",
    [
        '[caption id="a" width="300"]<img src="/a.png" alt="x"> Some <i>words</i>[/caption]',
        '[wp_caption caption="Some words"]<img src="/a.png" alt="x">[/wp_caption]',
        '<div class="wp-caption"><img src="/a.png" alt="x"><p class="wp-caption-text">Some words</p></div>',
    ],
)
def test_captions_in_their_forms(text: str):
    ((kind, value),) = items(text, wordpress=True)
    assert (kind, value["caption"], value["alt"]) == ("image", "Some words", "x")


def test_a_gallery_names_files_by_their_numbers():
    ((kind, value),) = items('[gallery ids="7,8,99" exclude="99" order="DESC"]', wordpress=True)
    assert kind == "gallery"
    assert [one["image"].rpartition("/")[2] for one in value["images"]] == ["lines.jpg", "arrays.jpg"]
    assert value["images"][1]["alt"] == "Three rows of four"


def test_files_that_the_export_does_not_have_are_told():
    assert ("a file that is not in the export", "99") in told('[gallery ids="7,99"]')
    assert told("[gallery]") == [("a shortcode that says too little", "[gallery]")]


@pytest.mark.parametrize(
    ("text", "kind", "address"),
    [
        ('[video mp4="/files/a.mp4"][/video]', "document", "media:https://old.example.org/files/a.mp4"),
        ("[youtube]https://youtu.be/abc[/youtube]", "url", "https://youtu.be/abc"),
        ("[youtube id=abc_123]", "url", "https://www.youtube.com/watch?v=abc_123"),
        ("[youtube=https://www.youtube.com/watch?v=abc]", "url", "https://www.youtube.com/watch?v=abc"),
        ("[vimeo 12345]", "url", "https://vimeo.com/12345"),
        ("[embed]https://vimeo.com/12345[/embed]", "url", "https://vimeo.com/12345"),
        ("https://vimeo.com/12345", "url", "https://vimeo.com/12345"),
    ],
)
def test_films(text: str, kind: str, address: str):
    ((name, value),) = items(text, wordpress=True)
    assert name == "video"
    assert value[kind] == address


def test_sound_is_a_file_to_take_away():
    for text in ('[audio mp3="/files/count.mp3"]', '[playlist ids="9"]'):
        ((_kind, value),) = items(text, wordpress=True)
        assert "media:https://old.example.org/files/count.mp3" in str(value)


def test_unknown_shortcodes_stay_as_text_and_are_named():
    text = "See [table id=3 /] and [sic] and [[caption]] and [contact_form]."
    assert html(text) == "<p>See [table id=3 /] and [sic] and [caption] and [contact_form].</p>"
    assert told(text) == [("unknown shortcode", "[table id=3 /]"), ("unknown shortcode", "[contact_form]")]


def test_code_keeps_its_brackets():
    assert html("<pre>[gallery ids=7]</pre>").replace("<pre>\n", "<pre>") == "<pre>[gallery ids=7]</pre>"
    assert html("<code>[embed]x[/embed]</code>") == "<p><code>[embed]x[/embed]</code></p>"
