"""What an import makes can be opened and saved by an editor."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from tests.blocks.bodies import make_image
from tests.factories import make_document
from tests.importing.converting.converted import blocks, cleaned
from tests.importing.converting.hostile import FRAGMENTS
from tests.importing.converting.pages import EVERYTHING, LONG_WORDS
from wagtail_mathshub.blocks.body import BodyBlock, ReadingBlock
from wagtail_mathshub.blocks.text import RICH_TEXT_FEATURES
from wagtail_mathshub.importing.converting import blocks_of, rich_text_of
from wagtail_mathshub.importing.plans import MEDIA

PAGES = {"everything": EVERYTHING, "long words": LONG_WORDS}


@pytest.fixture
def with_files(db):
    """Stored JSON with an image and documents in the places of the old site's files."""
    image, paper, film = (
        make_image(),
        make_document(),
        make_document("Film", "film.mp4", b"\0\0\0\x18ftypmp42"),
    )

    def filled(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: filled(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [filled(inner) for inner in value]
        if not isinstance(value, str) or not value.startswith(MEDIA):
            return value
        if name == "image":
            return image.pk
        return (film if value.endswith((".mp4", ".webm")) else paper).pk

    return filled


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("block", [BodyBlock, ReadingBlock])
def test_every_block_can_be_saved(html: str, block: type, with_files):
    found = blocks_of(cleaned(html).html, reading_only=block is ReadingBlock)
    stream = block()
    kinds = {item["type"] for item in found.items}
    assert kinds <= set(stream.child_blocks)
    value = stream.to_python(with_files(found.items))
    assert len(stream.clean(value)) == len(found.items)


def test_the_pages_hold_every_block_that_an_import_makes():
    kinds = {item["type"] for html in PAGES.values() for item in blocks(html).items}
    assert kinds == {
        *("heading", "text", "quote", "table", "image", "gallery", "video", "interactive", "download"),
        *("downloads", "maths", "accordion"),
    }


def test_a_block_that_cannot_be_saved_is_noticed(with_files):
    # The control: without it, a clean() that checks nothing would pass the tests above.
    items = [{"type": "heading", "value": {"text": "a" * 201, "size": "h2"}}]
    stream = BodyBlock()
    with pytest.raises(Exception, match="Validation error"):
        stream.clean(stream.to_python(items))


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_pages_of_blocks_show_their_words(html: str, with_files, hub_a):
    stream = BodyBlock()
    items = with_files(blocks(html).items)
    shown = str(stream.render_basic(stream.to_python(items)))
    for word in ("thick", "Gym", "vertex") if html is EVERYTHING else ("quoted", "cell", "inside"):
        assert word in shown


@pytest.mark.parametrize("html", [*PAGES.values(), *(fragment.html for fragment in FRAGMENTS)])
def test_rich_text_survives_the_editor(html: str, db):
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    page = cleaned(html).html
    texts = [item["value"] for item in blocks_of(page).items if item["type"] == "text"]
    for written in (*texts, rich_text_of(page).html):
        if written:
            back = converter.to_database_format(converter.from_database_format(written))
            assert words_in(back) == words_in(written)


def words_in(html: str) -> list[str]:
    """The words that readers see, in their order."""
    return " ".join(lxml.html.fromstring(f"<main>{html}</main>").itertext()).split()
