"""Exports as broken programs write them: nothing is lost in silence, nothing crashes, no character is wrong."""

import pytest

from tests.importing.sources.exports import HEAD, NAMESPACES, codes, export, item, pages_of, source_of
from wagtail_mathshub.importing.refusals import ImportRefused

WORDS = "Costs £20 – “Year 5” café"
SOUND = export(item(1, "One", f"<p>{WORDS}</p>"), item(2, "Two"))


@pytest.mark.parametrize(
    ("variant", "titles", "first"),
    [
        (SOUND, ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace("Costs", "Co\x00sts\x1f"), ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace("Costs", "Costs&#11;"), ["One", "Two"], f"<p>{WORDS.replace('Costs', 'Costs ')}</p>"),
        (SOUND.replace("One", "A & B"), ["A & B", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace("One", "A&nbsp;B &pound;5"), ["A B £5", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace(NAMESPACES, ""), ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace("</item>", "<odd:thing>x</odd:thing></item>"), ["One", "Two"], f"<p>{WORDS}</p>"),
        (f"\r\n\n  {SOUND}", ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.encode("cp1252"), ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace("Costs", "]]]]><![CDATA[> Costs"), ["One", "Two"], f"<p>]]> {WORDS}</p>"),
        (SOUND.replace("One", "5 < 6"), ["5 < 6", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace("</rss>", "</rss>\nFatal error: out of memory"), ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace(HEAD, HEAD + "<!DOCTYPE rss>"), ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace(HEAD, ""), ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace("<title>One</title>", "<title>One</b></title>"), ["One", "Two"], f"<p>{WORDS}</p>"),
        (SOUND.replace("<item>", "<!-- a -- b --><item>"), ["One", "Two"], f"<p>{WORDS}</p>"),
    ],
)
def test_a_malformed_export_loses_nothing(tmp_path, variant, titles, first):
    pages = pages_of(tmp_path, variant)
    assert [page.title for page in pages] == titles
    assert pages[0].html == first
    assert [page.id for page in pages] == ["1", "2"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-16-le", "UTF-8"),
        ("cp1252", "windows-1252"),
        ("cp1252", "ISO-8859-1"),
        ("cp1252", "UTF-8"),
        ("cp1252", "utf-7"),
        ("utf-8", "ISO-8859-1"),
        ("mac_roman", "macintosh"),
    ],
)
def test_no_character_is_wrong_in_any_encoding(tmp_path, encoding, declared):
    text = SOUND.replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert pages_of(tmp_path, text.encode(encoding))[0].html == f"<p>{WORDS}</p>"


def test_single_lines_of_windows_text_in_a_utf_8_export_are_right(tmp_path):
    data = export(item(1, "One", f"<p>{WORDS} ≤</p>\nHERE")).encode().replace(b"HERE", WORDS.encode("cp1252"))
    source = source_of(tmp_path, data)
    assert next(source.pages()).html == f"<p>{WORDS} ≤</p>\n{WORDS}"
    assert codes(source.site.notices) == ["windows_characters"]


def test_a_cut_export_keeps_what_it_holds_and_says_what_is_missing(tmp_path):
    source = source_of(tmp_path, SOUND[: SOUND.index("a ruler")])
    pages = list(source.pages())
    assert [page.title for page in pages] == ["One", "Two"]
    assert pages[1].html == "<p>Bring "
    assert pages[1].status == "draft"
    assert "page_cut" in codes(pages[1].notices)
    assert codes(source.site.notices) == ["file_cut"]
    assert "1 of 2" in source.site.notices[0].message


def test_a_text_whose_end_is_missing_is_noticed_where_it_swallows_others(tmp_path):
    broken = SOUND.replace("]]></content:encoded>", "</content:encoded>", 1)
    source = source_of(tmp_path, broken)
    assert "Bring a ruler." in "".join(page.html for page in source.pages())
    assert "items_missing" in codes(source.site.notices)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused(tmp_path, doctype):
    with pytest.raises(ImportRefused, match="entities"):
        source_of(tmp_path, SOUND.replace(HEAD, HEAD + doctype))


@pytest.mark.parametrize("text", [export(), "", "<html><body>x</body></html>", "<a/>", "\0\0", "words only"])
def test_what_is_no_export_is_refused_in_words(tmp_path, text):
    with pytest.raises(ImportRefused):
        source_of(tmp_path, text)
