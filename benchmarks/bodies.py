"""Bodies as they are stored: text with links, pictures, files and pages."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.loader import Maker

WORDS = [
    *(
        "fractions",
        "number",
        "algebra",
        "shape",
        "ratio",
        "pattern",
        "reasoning",
        "mastery",
        "talk",
        "practice",
    ),
    *(
        "division",
        "angles",
        "arrays",
        "equations",
        "estimation",
        "graphs",
        "length",
        "money",
        "place",
        "time",
    ),
]
# A word that every summary holds.
EVERYWHERE = "mathematics"


def words(chance: random.Random, length: int) -> str:
    """So many words, with EVERYWHERE among them."""
    return " ".join([*chance.choices(WORDS, k=length - 1), EVERYWHERE])


def group_body(maker: Maker, number: int) -> list[dict[str, Any]]:
    """Eight blocks with a picture, a file, links to pages and rich text with links."""
    chance = maker.chance
    items = [
        ("lead", {"text": words(chance, 20)}),
        ("heading", {"text": words(chance, 4), "size": "h2"}),
        ("text", linked_text(maker)),
        ("image", _picture(maker)),
        ("callout", {"kind": "try", "title": "Try this", "text": linked_text(maker)}),
        ("download", _file(maker)),
        ("text", linked_text(maker)),
        ("call_to_action", _call(maker)),
    ]
    return stored(items, number)


def short_body(maker: Maker, number: int) -> list[dict[str, Any]]:
    """A heading and three pieces of text."""
    chance = maker.chance
    items = [
        ("heading", {"text": words(chance, 4), "size": "h2"}),
        ("text", linked_text(maker)),
        ("image", _picture(maker)),
        ("text", linked_text(maker)),
    ]
    return stored(items, number)


def materials(maker: Maker) -> list[dict[str, Any]]:
    """The files of a lesson."""
    value = {"document": maker.chance.choice(maker.library.documents).pk, "kind": "worksheet"}
    return stored([("file", value | {"title": "", "note": "", "licence": ""})] * 2, 0)


def stored(items: list[tuple[str, Any]], number: int) -> list[dict[str, Any]]:
    """Blocks as Wagtail stores them."""
    return [
        {"type": kind, "value": value, "id": f"{number:08}-0000-4000-8000-{order:012}"}
        for order, (kind, value) in enumerate(items)
    ]


def linked_text(maker: Maker) -> str:
    """Two paragraphs with a link to a page, one to a document, and one to another website."""
    chance = maker.chance
    document = chance.choice(maker.library.documents).pk
    return (
        f'<p>{words(chance, 25)} <a linktype="page" id="{_page(maker)}">{words(chance, 2)}</a> '
        f"<b>{words(chance, 3)}</b></p>"
        f'<p>{words(chance, 15)} <a linktype="document" id="{document}">the sheet</a>, '
        f'<a href="https://example.org/{chance.randint(1, 99)}">elsewhere</a></p>'
    )


def _page(maker: Maker) -> int:
    return maker.chance.choice(maker.targets)


def _picture(maker: Maker) -> dict[str, Any]:
    image = maker.chance.choice(maker.library.images).pk
    words_of = {"alt": "Rows of counters.", "caption": "Counters", "credit": "", "decorative": False}
    return {"image": image, **words_of}


def _file(maker: Maker) -> dict[str, Any]:
    document = maker.chance.choice(maker.library.documents).pk
    return {
        "document": document,
        "title": "Cards to cut out",
        "licence": "CC-BY-4.0",
        "note": "Print on card.",
    }


def _call(maker: Maker) -> dict[str, Any]:
    return {"text": "Ready?", "label": "See more", "page": _page(maker), "url": None}
