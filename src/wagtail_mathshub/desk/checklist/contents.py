"""What a page holds that a checklist asks about: links, headings, pictures and files, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

from wagtail_mathshub.blocks import data
from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.blocks.images import CaptionedImageBlock
from wagtail_mathshub.blocks.text import HeadingBlock
from wagtail_mathshub.publishing.references import DOCUMENT

MOST_ROWS = 500


@dataclass(frozen=True)
class Said:
    """Words in a place of the page, which its field or row names."""

    place: str
    words: str


@dataclass(frozen=True)
class Heading:
    """A heading below the page's title: its level is 2 or more."""

    level: int
    words: str


@dataclass
class Contents:
    """All that was found, in the order of the page. `documents` has the places by the document's key."""

    links: list[Said] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    bold_lines: list[Said] = field(default_factory=list)
    wordless_pictures: list[str] = field(default_factory=list)
    pictures: list[Said] = field(default_factory=list)
    documents: dict[int, str] = field(default_factory=dict)
    words: int = 0


def contents_of(page: Any) -> Contents:
    """The contents of `page`, its child rows and the project whose texts it shows."""
    contents = Contents()
    _look_at(page, contents)
    for row in _rows(page):
        _look_at(row, contents, place=str(row))
    project = getattr(page, "project", None)
    if project is not None:
        # Its links are put right in the project; here its words count.
        inherited = Contents()
        _look_at(project, inherited)
        contents.words += inherited.words
    _picture_at_the_top(page, contents)
    return contents


def _rows(page: Any) -> Iterator[Any]:
    for relation in get_all_child_relations(type(page)):
        rows = getattr(page, relation.get_accessor_name()).all()
        yield from rows[:MOST_ROWS]


def _look_at(instance: Any, contents: Contents, place: str = "") -> None:
    for one in instance._meta.concrete_fields:
        where = place or str(one.verbose_name).capitalize()
        value = getattr(instance, one.attname)
        if isinstance(one, RichTextField):
            _look_at_text(value or "", where, contents)
        elif isinstance(one, StreamField):
            _look_at_block(value.stream_block, stored(value), where, contents)
        elif value and _is_document(one):
            contents.documents.setdefault(value, where)
        elif isinstance(value, str) and one.get_internal_type() == "TextField":
            contents.words += len(value.split())


def _is_document(one: Any) -> bool:
    from wagtail.documents import get_document_model

    return bool(one.is_relation) and one.related_model is get_document_model()


def _look_at_block(block: blocks.Block, raw: Any, place: str, contents: Contents) -> None:
    if raw is None:
        return
    if isinstance(block, HeadingBlock):
        level = {"h2": 2, "h3": 3}.get(raw.get("size"), 2)
        contents.headings.append(Heading(level, str(raw.get("text") or "")))
    elif isinstance(block, CaptionedImageBlock):
        _look_at_picture(raw, place, contents)
    elif isinstance(block, blocks.RichTextBlock):
        _look_at_text(str(raw), place, contents)
    elif data.kind_of(block) == DOCUMENT:
        contents.documents.setdefault(int(raw), place)
    elif isinstance(block, (blocks.TextBlock, blocks.CharBlock)):
        contents.words += len(str(raw).split())
    for child, value in data.children(block, raw):
        _look_at_block(child, value, place, contents)


def _look_at_picture(raw: dict[str, Any], place: str, contents: Contents) -> None:
    words = str(raw.get("alt") or "").strip()
    if words:
        contents.pictures.append(Said(place, words))
    elif not raw.get("decorative"):
        contents.wordless_pictures.append(place)


def _look_at_text(html: str, place: str, contents: Contents) -> None:
    if not html:
        return
    soup = BeautifulSoup(html, "lxml")
    contents.words += len(soup.get_text(" ").split())
    contents.links += [Said(place, _words(link)) for link in soup.find_all("a")]
    for line in soup.find_all("p"):
        bold = line.find(["b", "strong"])
        if bold is not None and _words(bold) and _words(bold) == _words(line):
            contents.bold_lines.append(Said(place, _words(line)))


def _words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())


def _picture_at_the_top(page: Any, contents: Contents) -> None:
    key = getattr(page, "lead_image_id", None)
    image = get_image_model().objects.filter(pk=key).first() if key else None
    if image is not None:
        place = str(page._meta.get_field("lead_image").verbose_name).capitalize()
        contents.pictures.append(Said(place, str(image.default_alt_text)))
