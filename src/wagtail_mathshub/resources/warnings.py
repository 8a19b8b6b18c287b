"""What looks odd about the files of a collection: said to its editor, never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from wagtail_mathshub.blocks.base import stored
from wagtail_mathshub.publishing.file_facts import format_label
from wagtail_mathshub.publishing.files import facts_of

if TYPE_CHECKING:
    from wagtail_mathshub.resources.mixins import ResourceCollectionMixin


def file_warnings(collection: ResourceCollectionMixin) -> list[str]:
    """Sentences about files that are gone, and files that are not what their names say."""
    if not collection.pk:
        return []
    chosen = [(lesson, key) for lesson in collection.lessons.all() for key in _documents(lesson)]
    keys = {key for _lesson, key in chosen}
    documents = {row.pk: row for row in get_document_model().objects.filter(pk__in=keys)}
    facts = facts_of(documents.values())
    return [
        sentence for lesson, key in chosen for sentence in _about(lesson, documents.get(key), facts.get(key))
    ]


def _documents(lesson: Any) -> list[int]:
    values = [item["value"] for item in stored(lesson.materials)]
    return [value["document"] for value in values if value.get("document")]


def _about(lesson: Any, document: Any, facts: Any) -> Iterator[str]:
    if document is None:
        sentence = _("{lesson}: a file has been deleted. Choose another, or remove it.")
        yield sentence.format(lesson=lesson)
    elif facts.suspicious:
        sentence = _("{lesson}: “{file}” is not what its name says, but a file of the kind {kind}.")
        yield sentence.format(lesson=lesson, file=document.filename, kind=format_label(facts.format))
