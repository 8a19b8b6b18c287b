"""What this room is told by Wagtail, and what it tells the other rooms."""

from __future__ import annotations

from typing import Any

import swapper
from django.db.models.signals import post_delete
from wagtail.documents import get_document_model
from wagtail.signals import page_published, page_unpublished

from wagtail_mathshub.desk.links import gathering
from wagtail_mathshub.desk.links.panel import dead_links_of
from wagtail_mathshub.hubs.mixins import HubPage
from wagtail_mathshub.publishing.links_panel import use_dead_links
from wagtail_mathshub.publishing.references import DOCUMENT, PAGE


def on_published(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page was published: read its links, and see to those that lead to it."""
    if isinstance(instance, HubPage):
        gathering.gather_page(instance)
    gathering.target_changed(PAGE, instance.pk)


def on_unpublished(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page is no longer public."""
    gathering.forget_page(instance.pk)
    gathering.target_changed(PAGE, instance.pk)


def on_page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page was deleted."""
    gathering.target_changed(PAGE, instance.pk)


def on_document_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A document was deleted."""
    gathering.target_changed(DOCUMENT, instance.pk)


def connect() -> None:
    """Follow pages as they come and go, and say on their screens which links are dead."""
    use_dead_links(dead_links_of)
    page_published.connect(on_published, dispatch_uid="mathshub_links_published")
    page_unpublished.connect(on_unpublished, dispatch_uid="mathshub_links_unpublished")
    page_model = swapper.load_model("wagtailcore", "Page")
    post_delete.connect(on_page_deleted, sender=page_model, dispatch_uid="mathshub_links_page_deleted")
    post_delete.connect(
        on_document_deleted, sender=get_document_model(), dispatch_uid="mathshub_links_document_deleted"
    )
