"""Files to take away."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from wagtail_mathshub.blocks import samples
from wagtail_mathshub.blocks.materials import LicenceShape
from wagtail_mathshub.blocks.samples import SampledBlock
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.publishing.shapes import DocumentShape
from wagtail_mathshub.taxonomy.licences import licence_choices, stated_licence


class DownloadShape(BaseModel):
    """A file to take away."""

    document: DocumentShape
    title: str = Field(description="The text of the link; never empty.")
    licence: LicenceShape | None = Field(description="Only where it is stated.")
    note: str = Field(description="What readers should know, such as another format.")


class DownloadsShape(BaseModel):
    """Files that belong together."""

    heading: str
    items: list[DownloadShape]


def sample_download() -> dict[str, Any]:
    """A file for the preview."""
    return {
        "document": samples.document(),
        "title": _now("Arrays to cut out"),
        "licence": "CC-BY-4.0",
        "note": _now("Print on card."),
    }


def sample_downloads() -> dict[str, Any]:
    """Files for the preview."""
    second = sample_download() | {"title": _now("Answers"), "licence": "", "note": ""}
    return {"heading": _now("To print"), "items": [sample_download(), second]}


class DownloadBlock(SampledBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(
        label=_("link text"),
        required=False,
        default="",
        max_length=200,
        help_text=_("Empty: the file's own title."),
    )
    licence = blocks.ChoiceBlock(
        label=_("licence"),
        choices=licence_choices,
        required=False,
        search_index=False,
        help_text=_("How others may use it. Empty: nothing is said about that."),
    )
    note = blocks.CharBlock(
        label=_("note"),
        required=False,
        default="",
        max_length=200,
        help_text=_("Like: large print on request; only the first page is for pupils."),
    )
    schema = DownloadShape

    class Meta:
        icon = "doc-full"
        label = _("Download")
        description = _("One file to take away. Its type, size and pages are added to the link.")
        template = "wagtail_mathshub/blocks/download.html"
        preview_value = staticmethod(sample_download)

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where the document has been deleted or is private."""
        shown = super().represent(raw, found) or {}
        document = shown["document"]
        if not document:
            return None
        licence = stated_licence(shown["licence"])
        return shown | {"licence": licence, "title": shown["title"].strip() or document["title"]}


class DownloadsBlock(SampledBlock):
    """Files that belong together, as a list."""

    heading = blocks.CharBlock(label=_("heading"), required=False, default="", max_length=120)
    items = blocks.ListBlock(DownloadBlock(), label=_("files"), min_num=1)
    schema = DownloadsShape

    class Meta:
        icon = "download"
        label = _("Downloads")
        description = _("A list of files to take away, with the type, size and pages of each.")
        template = "wagtail_mathshub/blocks/downloads.html"
        preview_value = staticmethod(sample_downloads)

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where none of the files is left."""
        shown = super().represent(raw, found)
        return shown if shown and shown["items"] else None
