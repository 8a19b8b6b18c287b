"""The links of one page, wherever they stand in it; each with its place and its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db import models
from django.utils.html import urlize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField

from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.blocks.data import children, kind_of
from wagtail_mathshub.desk.links.targets import Outside
from wagtail_mathshub.publishing.references import DOCUMENT, PAGE
from wagtail_mathshub.publishing.rich_text import links_in
from wagtail_mathshub.taxonomy.vocabularies import ApplyVia
from wagtail_mathshub.workgroups.mixins import WorkGroupMixin
from wagtail_mathshub.workgroups.texts import TEXT_FIELDS

# Only people with a place get to see it.
NOT_PUBLIC = {"joining_link"}
# Plain texts in which templates turn addresses into links.
WITH_ADDRESSES = {"references"}
SHOWN_IF: dict[str, Callable[[Any], bool]] = {"apply_url": lambda page: page.apply_via == ApplyVia.LINK}
WORDS_BESIDE = ("label", "title", "name", "text")
MOST_PLACE, MOST_WORDS = 200, 300
Found = Iterator[tuple[str, str]]


class PageLink(NamedTuple):
    """A link: its target (an address, or "page:" or "document:" and a key), where it stands, and its words."""

    target: str
    place: str
    words: str


def links_of(page: Any, outside: Outside) -> list[PageLink]:
    """Every link of a page that leads out of the installation, or to a page or document of it, in order."""
    found = (*_in_row(page), *_inherited(page), *_in_child_rows(page))
    links = (
        PageLink(outside.target(target), place[:MOST_PLACE], _storable(words)[:MOST_WORDS])
        for target, place, words in found
    )
    return [link for link in links if link.target]


def linking_relations(model: Any) -> list[str]:
    """The names of a page's child rows in which a link can stand."""
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if any(_holds_links(field) for field in relation.related_model._meta.concrete_fields)
    ]


def _in_child_rows(page: Any) -> Iterator[tuple[str, str, str]]:
    for name in linking_relations(type(page)):
        for number, row in enumerate(getattr(page, name).all(), 1):
            label = capfirst(str(row._meta.verbose_name))
            place = _("{kind} {number}: {title}").format(kind=label, number=number, title=row)
            yield from ((target, place, words) for target, _place, words in _in_row(row))


def _inherited(page: Any) -> Iterator[tuple[str, str, str]]:
    project = page.project if isinstance(page, WorkGroupMixin) else None
    if project is None:
        return
    for name in TEXT_FIELDS:
        if not getattr(page, name):
            label = capfirst(str(page._meta.get_field(name).verbose_name))
            place = _("{text} (from the project)").format(text=label)
            for target, words in links_in(getattr(project, name) or ""):
                yield target, place, words
    yield project.ncetm_url, _("The project's page at the NCETM"), ""


def _always(row: Any) -> bool:
    return True


def _holds_links(field: Any) -> bool:
    written = isinstance(field, (RichTextField, StreamField, models.URLField)) or field.name in WITH_ADDRESSES
    return written and field.name not in NOT_PUBLIC


def _in_row(row: Any) -> Iterator[tuple[str, str, str]]:
    for field in row._meta.concrete_fields:
        if not _holds_links(field) or not SHOWN_IF.get(field.name, _always)(row):
            continue
        label, value = capfirst(str(field.verbose_name)), getattr(row, field.attname)
        if isinstance(field, StreamField):
            yield from _in_stream(field.stream_block, stored(value), label)
        else:
            yield from ((target, label, words) for target, words in _in_text(field, value or ""))


def _in_text(field: Any, value: str) -> Found:
    if isinstance(field, models.URLField):
        yield value, ""
    elif isinstance(field, RichTextField):
        yield from links_in(value)
    else:
        for line in value.splitlines():
            yield from links_in(urlize(line))


def _in_stream(stream: Any, raw: Any, label: str) -> Iterator[tuple[str, str, str]]:
    for child, value in children(stream, raw):
        block = capfirst(str(child.label))
        place = label if block == label else f"{label}: {block}"
        yield from ((target, place, words) for target, words in in_block(child, value))


def in_block(block: blocks.Block, raw: Any, words: str = "") -> Found:
    """The links in the stored value of any block, known or not: rich text, addresses, chosen pages and documents."""
    if raw is None or raw == "":
        return
    if isinstance(block, blocks.RichTextBlock):
        yield from links_in(str(raw))
    elif isinstance(block, blocks.URLBlock):
        yield str(raw), words
    elif (kind := kind_of(block)) in (PAGE, DOCUMENT):
        yield f"{kind}:{raw}", words
    elif isinstance(raw, (dict, list, tuple)):
        beside = _words_beside(block, raw) if isinstance(block, blocks.StructBlock) else words
        for child, value in _inside(block, raw):
            yield from in_block(child, value, beside)


def _inside(block: blocks.Block, raw: Any) -> list[tuple[blocks.Block, Any]]:
    if not isinstance(block, TypedTableBlock):
        return children(block, raw)
    kinds = [block.child_blocks.get(column.get("type")) for column in raw.get("columns") or []]
    rows = [row.get("values") or [] for row in raw.get("rows") or []]
    return [(kind, cell) for row in rows for kind, cell in zip(kinds, row, strict=False) if kind is not None]


def _words_beside(block: Any, raw: Any) -> str:
    # The text of a link stands in a field of its own beside the address.
    texts = {
        name: str(raw.get(name) or "")
        for name, child in block.child_blocks.items()
        if isinstance(child, blocks.CharBlock) and not isinstance(child, blocks.URLBlock)
    }
    first = (texts.get(name) for name in (*WORDS_BESIDE, *texts))
    return next((text for text in first if text), "")


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
