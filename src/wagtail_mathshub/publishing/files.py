"""What a document's file really is, read once when it is saved and kept beside it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from wagtail_mathshub.publishing.file_facts import FileFacts, read_facts


class DocumentFacts(models.Model):
    """The facts of one document's file, and the hash of the file that they were read from."""

    document = models.OneToOneField(
        get_document_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("document")
    )
    file_hash = models.CharField(max_length=40, blank=True)
    format = models.CharField(_("format"), max_length=20)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    pages = models.PositiveIntegerField(_("pages"), null=True)
    suspicious = models.BooleanField(_("is not what its name says"), default=False)

    class Meta:
        verbose_name = _("facts of a document")
        verbose_name_plural = _("facts of documents")

    def __str__(self) -> str:
        return f"{self.document}: {self.format}"

    @property
    def facts(self) -> FileFacts:
        """The facts by themselves."""
        return FileFacts(self.format, self.media_type, self.size, self.pages, self.suspicious)


def with_facts(documents: Any, keys: set[int]) -> list[tuple[Any, FileFacts]]:
    """The rows of the queryset `documents`, at most those with `keys`, and their facts: in one query."""
    known = DocumentFacts.objects.filter(document__in=documents.order_by()).select_related("document")
    found = [(row.document, row.facts) for row in known]
    missing = keys - {document.pk for document, _facts in found}
    new = list(documents.filter(pk__in=missing)) if missing else []
    return found + [(document, keep_facts(document=document).facts) for document in new]


def facts_of(documents: Iterable[Any]) -> dict[int, FileFacts]:
    """The facts of `documents` by key, in one query; only those never seen before are read now."""
    by_key = {document.pk: document for document in documents}
    stored = {row.document_id: row for row in DocumentFacts.objects.filter(document__in=by_key)}
    for key in set(by_key) - set(stored):
        stored[key] = keep_facts(document=by_key[key])
    return {key: row.facts for key, row in stored.items()}


def keep_facts(*, document: Any) -> DocumentFacts:
    """Read the document's file and keep what it is. A file that is gone is of unknown format."""
    facts = _read(document)
    values = {name: getattr(facts, name) for name in FileFacts.__dataclass_fields__}
    values["file_hash"] = document.file_hash or ""
    return DocumentFacts.objects.update_or_create(document=document, defaults=values)[0]


def _read(document: Any) -> FileFacts:
    unknown = FileFacts("unknown", "application/octet-stream", document.file_size or 0, None, False)
    with suppress(OSError, ValueError), document.open_file() as file:
        return read_facts(file, document.filename)
    return unknown


def document_saved(*, document: Any) -> None:
    """Read the file of a document that is new, or whose file has been replaced."""
    known = DocumentFacts.objects.filter(document=document, file_hash=document.file_hash)
    if not (document.file_hash and known.exists()):
        keep_facts(document=document)
