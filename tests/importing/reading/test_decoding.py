"""Bytes into text by the fixed ladder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_mathshub.importing.reading.declared_charsets import python_codec
from wagtail_mathshub.importing.reading.decoding import choose_encoding, decode, decode_pieces

WORDS = "<p>It costs £20 – “Year 5” café, n ≤ 4</p>"
WINDOWS_WORDS = WORDS.replace("≤", "<")


def codes(decoded):
    return [notice.code for notice in decoded.notices]


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (WORDS.encode(), "", WORDS),
        (b"\xef\xbb\xbf" + WORDS.encode(), "", WORDS),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "", WORDS),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "", WORDS),
        (WORDS.encode("utf-16-le"), "utf-16", WORDS),
        (WORDS.encode("utf-16-le"), "", WORDS),
        (WORDS.encode("utf-16-be"), "", WORDS),
        (WORDS.encode("utf-16-be"), "utf-16", WORDS),
        (WORDS.encode("utf-32"), "", WORDS),
        (WINDOWS_WORDS.encode("cp1252"), "", WINDOWS_WORDS),
        (WINDOWS_WORDS.encode("cp1252"), "utf-8", WINDOWS_WORDS),
        (WINDOWS_WORDS.encode("cp1252"), "iso-8859-1", WINDOWS_WORDS),
        (WINDOWS_WORDS.encode("cp1252"), "utf-7", WINDOWS_WORDS),
        ("Zażółć gęślą jaźń".encode("iso-8859-2"), "ISO-8859-2", "Zażółć gęślą jaźń"),
        (b"caf\xe9", "", "café"),
    ],
)
def test_no_character_is_wrong_in_any_of_the_encodings_that_are_met(data, declared, expected):
    assert decode(data, declared=declared).text == expected


@pytest.mark.parametrize("name", ["iso-8859-1", "ISO-8859-1", "latin1", "windows-1252", "us-ascii"])
def test_a_page_that_declares_an_old_name_in_itself_is_read_as_browsers_do(name):
    page = f'<html><head><meta charset="{name}"></head>{WINDOWS_WORDS}'
    decoded = decode(page.encode("cp1252"))
    assert (decoded.text, codes(decoded)) == (page, [])


def test_what_the_xml_declaration_says_counts():
    text = '<?xml version="1.0" encoding="windows-1250"?><a>Łódź</a>'
    assert decode(text.encode("cp1250")).text == text


def test_a_page_that_says_utf_8_and_holds_windows_text_is_read_as_that_with_a_notice():
    decoded = decode(('<meta charset="utf-8">' + WINDOWS_WORDS).encode("cp1252"))
    assert decoded.text.endswith(WINDOWS_WORDS)
    assert codes(decoded) == ["windows_characters"]
    assert "£20" in decoded.notices[0].source


def test_a_declaration_that_the_bytes_belie_does_not_spoil_utf_8():
    page = f'<meta charset="iso-8859-1">{WORDS}'
    assert decode(page.encode()).text == page


def test_single_lines_and_single_characters_of_windows_text_among_utf_8_are_right():
    data = (
        "\n".join(["– ≤ é £5", "x"]).encode()
        + b"\nCost \xa310 \x96 \x93now\x94\n"
        + "£ and ≤ and ".encode()
        + b"\xa3\n"
    )
    assert decode(data).text == "– ≤ é £5\nx\nCost £10 – “now”\n£ and ≤ and £\n"


def test_an_accented_letter_before_a_quotation_mark_is_no_other_character():
    data = b"\x93CAF\xc9\x94 and \x93caf\xe9\x94\x97 \xa35"
    assert decode(data).text == "“CAFÉ” and “café”— £5"


def test_text_that_was_encoded_twice_is_kept():
    assert decode("Â£20 â€“ now".encode()).text == "Â£20 â€“ now"


def test_utf_7_is_never_read_as_such():
    page = b'<meta charset="utf-7">+ADw-script+AD4-alert(1)+ADw-/script+AD4-'
    assert decode(page).text == page.decode()
    assert decode(page, declared="utf-7").text == page.decode()


def test_bytes_that_mean_nothing_in_windows_text_do_not_stop_it():
    decoded = decode(b"a\x81b\x8dc\x8fd\x90e\x9df \xa3")
    assert decoded.text == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf £"
    assert codes(decoded) == ["windows_characters"]


def test_a_mark_of_utf_8_before_windows_text_is_only_a_mark():
    decoded = decode(b"\xef\xbb\xbf\xa35")
    assert (decoded.text, codes(decoded)) == ("£5", ["windows_characters"])


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "utf-8", "utf-16", "cp1252", "shift_jis", "utf-7", "nonsense"]),
)
def test_any_bytes_become_text(data, declared):
    assert isinstance(decode(data, declared=declared).text, str)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf_8_comes_back_whole(text):
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300), st.integers(1, 40))
def test_where_the_pieces_are_cut_changes_nothing(data, size):
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    encoding = choose_encoding(lambda: pieces)
    assert "".join(decode_pieces(pieces, encoding)) == decode(data).text


def test_a_very_long_line_of_mixed_text_is_right_wherever_it_is_cut():
    data = ("£ é ≤ " * 300_000).encode() + b"\xa3"
    pieces = [data[at : at + 65_536] for at in range(0, len(data), 65_536)]
    encoding = choose_encoding(lambda: pieces)
    assert "".join(decode_pieces(pieces, encoding)) == "£ é ≤ " * 300_000 + "£"


@pytest.mark.parametrize(
    "name", ["utf-7", "UTF-7", "unicode-1-1-utf-7", "hz-gb-2312", "iso-2022-jp", "idna", "rot13"]
)
def test_charsets_in_which_letters_can_hide_markup_are_not_believed(name):
    assert python_codec(name) == ""
