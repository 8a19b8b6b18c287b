"""XML documents, one item at a time."""

from wagtail_mathshub.importing.reading.xml import XmlDocument, inner_text


def document(xml, size=50, **more):
    def pieces():
        return (xml[at : at + size] for at in range(0, len(xml), size))

    return XmlDocument(pieces, **more)


def read(doc):
    return [(part.name, "".join(part.element.itertext()), part.is_cut) for part in doc.parts()]


def codes(doc):
    return [notice.code for notice in doc.notices]


def test_children_of_the_channel_come_one_by_one():
    doc = document(
        "<rss><channel><title>Hub</title><item><title>A</title></item><item><x/></item></channel></rss>"
    )
    assert read(doc) == [("title", "Hub", False), ("item", "A", False), ("item", "", False)]
    assert (doc.root, doc.notices) == ("rss", [])


def test_a_document_that_ends_in_the_middle_says_how_many_items_could_be_read():
    doc = document("<rss><channel><item><title>A</title></item><item><title>B and")
    assert read(doc) == [("item", "A", False), ("item", "B and", True)]
    assert codes(doc) == ["file_cut"]
    assert "1 of 2 items" in doc.notices[0].message


def test_one_that_ends_between_items_says_so_too():
    doc = document("<rss><channel><item><title>A</title></item>")
    assert read(doc) == [("item", "A", False)]
    assert codes(doc) == ["file_cut"]


def test_a_damaged_document_is_read_as_far_as_it_goes_with_the_errors_named():
    twice = "<item><title b='1' b='2'>A</title></item>"
    doc = document(f"<rss><channel>{twice}<item><title>B</title></item></channel></rss>")
    assert [text for _name, text, _cut in read(doc)] == ["A", "B"]
    assert codes(doc) == ["xml_damaged"]
    assert "redefined" in doc.notices[0].source


def test_items_that_are_missing_are_counted():
    swallowed = "<item><title><![CDATA[A</title></item><item><title>B</title></item>]]></title></item>"
    doc = document(f"<rss><channel>{swallowed}<item><title>C</title></item></channel></rss>")
    assert len(read(doc)) == 2
    assert codes(doc) == ["items_missing"]
    assert "2 of 3" in doc.notices[0].message


def test_items_given_before_the_damage_are_not_given_again():
    sound = "".join(f"<item><title>{number}</title></item>" for number in range(200))
    doc = document(
        f"<rss><channel>{sound}<item><title b='1' b='2'>x</title></item></channel></rss>", size=300
    )
    texts = [text for _name, text, _cut in read(doc)]
    assert texts == [*(str(number) for number in range(200)), "x"]


def test_what_stands_before_the_document_is_left_out_and_said():
    doc = document(
        "Warning: no such file<br />\n<?xml version='1.0'?><rss><channel><item>A</item></channel></rss>"
    )
    assert read(doc) == [("item", "A", False)]
    assert codes(doc) == ["text_before_beginning"]
    assert doc.notices[0].source.startswith("Warning: no such file")


def test_tags_without_their_counterpart_are_mended_and_nothing_is_lost():
    doc = document(
        "<rss><channel><item><title>A<br>B</title></item>"
        "<item><title>C</b></title><item><title>D</title></item></channel></rss>"
    )
    assert [text for _name, text, _cut in read(doc)] == ["AB", "C</b>", "D"]
    assert codes(doc) == ["xml_damaged"]


def test_deep_nesting_is_no_crash():
    deep = "<b>" * 600 + "x" + "</b>" * 600
    doc = document(f"<rss><channel><item>{deep}</item><item><title>B</title></item></channel></rss>")
    read(doc)
    assert "xml_damaged" in codes(doc)


def test_texts_longer_than_libxml_takes_are_cut_and_said():
    doc = document(f"<rss><channel><item><![CDATA[{'x' * 12_000_000}]]></item></channel></rss>", size=65_536)
    assert len(read(doc)[0][1]) == 9_000_000
    assert codes(doc) == ["text_too_long"]


def test_an_empty_document_has_no_root():
    doc = document("  ")
    assert (read(doc), doc.root) == ([], "")


def test_markup_that_was_not_escaped_is_kept():
    parts = list(document("<rss><channel><item>a <b>c</b> d</item></channel></rss>").parts())
    assert parts[0].name == "item"
    doc = document("<rss><channel><title>a <b>c</b> d</title></channel></rss>")
    assert [inner_text(part.element) for part in doc.parts()] == ["a <b>c</b> d"]
