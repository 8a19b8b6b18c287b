"""Signals of this room, and the kinds of reference that it finds itself."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.documents import get_document_model

from wagtail_mathshub.publishing import changes, files
from wagtail_mathshub.publishing.document_links import document_links
from wagtail_mathshub.publishing.embeds import stored_embeds
from wagtail_mathshub.publishing.page_links import page_links
from wagtail_mathshub.publishing.references import DOCUMENT, EMBED, IMAGE, PAGE, register_kind
from wagtail_mathshub.publishing.renditions import images


def on_document_saved(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A document was saved, perhaps with a new file."""
    if not raw:
        files.document_saved(document=instance)


def connect() -> None:
    """Listen to the site's document model and to all that changes content, and register the kinds."""
    post_save.connect(on_document_saved, sender=get_document_model(), dispatch_uid="mathshub_document_saved")
    loaders = {PAGE: page_links, IMAGE: images, DOCUMENT: document_links, EMBED: stored_embeds}
    for kind, loader in loaders.items():
        register_kind(kind, loader)
    changes.connect()
