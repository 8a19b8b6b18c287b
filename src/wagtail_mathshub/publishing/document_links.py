"""Links to documents: the address, title and the facts of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.documents import get_document_model

from wagtail_mathshub.publishing.file_facts import FileFacts, format_label
from wagtail_mathshub.publishing.files import with_facts
from wagtail_mathshub.publishing.renditions import media_address
from wagtail_mathshub.publishing.visibility import in_public_collections

if TYPE_CHECKING:
    from wagtail_mathshub.publishing.references import Viewpoint


def document_links(keys: set[int], viewpoint: Viewpoint) -> dict[int, dict[str, Any]]:
    """Each document by key, for those of `keys` whose collection is public."""
    public = in_public_collections(get_document_model().objects.filter(pk__in=keys))
    return {
        document.pk: document_link(document, facts, viewpoint) for document, facts in with_facts(public, keys)
    }


def document_link(document: Any, facts: FileFacts, viewpoint: Viewpoint) -> dict[str, Any]:
    """`{id, url, title, type, type_label, media_type, size, pages}`; the size is in bytes."""
    return {
        "id": document.pk,
        "url": media_address(document.url, viewpoint),
        "title": document.title,
        "type": facts.format,
        "type_label": format_label(facts.format),
        "media_type": facts.media_type,
        "size": facts.size,
        "pages": facts.pages,
    }
