"""Invented pictures and files for the previews of blocks, which show without any row in the database."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from wagtail_mathshub.blocks.base import DataBlock
from wagtail_mathshub.publishing.references import DOCUMENT, EMBED, IMAGE, Found

KEY = 0
FILM = -1
FILM_ADDRESS = "https://vimeo.com/76979871"


class SampledBlock(DataBlock):
    """A block whose preview may point to the invented picture and files."""

    class Meta:
        preview_template = "wagtail_mathshub/blocks/preview.html"

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the preview's value points to, found already."""
        return dict(parent_context or {}) | {"references": _found()}


def image() -> Any:
    """A picture that is in no database."""
    return get_image_model()(pk=KEY, collection_id=None)


def document(key: int = KEY) -> Any:
    """A file that is in no database."""
    return get_document_model()(pk=key, collection_id=None)


def _found() -> Found:
    url = static("wagtail_mathshub/sample.svg")
    sizes = {"small": (400, 300), "medium": (800, 600), "large": (1600, 1200), "thumbnail": (320, 180)}
    renditions = {
        name: {"url": url, "width": width, "height": height, "alt": ""}
        for name, (width, height) in sizes.items()
    }
    picture = {"id": KEY, "alt": "", "renditions": renditions}
    answer = {"title": _("Counting in arrays"), "provider": "Vimeo", "frame": FILM_ADDRESS}
    return Found(
        data={
            IMAGE: {KEY: picture},
            DOCUMENT: {
                KEY: _file(KEY, "pdf", _("PDF"), "application/pdf", 3),
                FILM: _file(FILM, "mp4", _("video (MP4)"), "video/mp4", None),
            },
            EMBED: {FILM_ADDRESS: answer},
        }
    )


def _file(key: int, form: str, label: str, media_type: str, pages: int | None) -> dict[str, Any]:
    return {
        "id": key,
        "url": "#",
        "title": _("Arrays to cut out"),
        "type": form,
        "type_label": label,
        "media_type": media_type,
        "size": 310_000,
        "pages": pages,
    }
