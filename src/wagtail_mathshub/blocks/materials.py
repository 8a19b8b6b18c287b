"""What belongs to a lesson: files, links and videos."""

from __future__ import annotations

from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from wagtail_mathshub.blocks.base import DataBlock, DataStreamBlock
from wagtail_mathshub.publishing.references import Found
from wagtail_mathshub.publishing.shapes import DocumentShape
from wagtail_mathshub.taxonomy.licences import licence_choices, stated_licence
from wagtail_mathshub.taxonomy.vocabularies import MaterialKind


def material_kinds() -> list[tuple[str, str]]:
    """What a file or link can be."""
    return [(key, str(label)) for key, label in MaterialKind.choices]


class LicenceShape(BaseModel):
    """A licence that differs from the collection's."""

    key: str
    label: str
    url: str


class MaterialShape(BaseModel):
    """A file, a link or a video of a lesson."""

    title: str
    kind: str = Field(description="A key: worksheet, lesson_plan, answers, ...")
    kind_label: str = Field(description="The kind in words; empty for something else.")
    note: str = Field(description="What readers should know, such as another format.")
    licence: LicenceShape | None = Field(description="Only where it differs from the collection's.")


class FileMaterialShape(MaterialShape):
    """A file."""

    document: DocumentShape


class LinkMaterialShape(MaterialShape):
    """Something on another website."""

    url: str


class VideoMaterialShape(MaterialShape):
    """A film: a file of the hub's, or one on another website."""

    document: DocumentShape | None
    url: str
    captions: Literal["captions", "transcript", "none", ""]


class MaterialBlock(DataBlock):
    """What files, links and videos have in common."""

    kind = blocks.ChoiceBlock(label=_("what it is"), choices=material_kinds, default="worksheet")
    title = blocks.CharBlock(
        label=_("link text"), required=False, max_length=200, help_text=_("Empty: the file's own title.")
    )
    note = blocks.CharBlock(
        label=_("note"),
        required=False,
        max_length=200,
        help_text=_("Like: large print on request; only the first page is for pupils."),
    )
    licence = blocks.ChoiceBlock(
        label=_("licence"),
        choices=licence_choices,
        required=False,
        help_text=_("Only if it differs from the collection's."),
    )

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """The data, with the licence in full and a title in any case."""
        shown = super().represent(raw, found) or {}
        document = shown.get("document") or {}
        kind = shown["kind"] if shown["kind"] in MaterialKind.values else MaterialKind.OTHER
        label = "" if kind == MaterialKind.OTHER else str(MaterialKind(kind).label)
        title = shown["title"] or document.get("title") or shown.get("url") or ""
        return shown | {
            "licence": stated_licence(shown["licence"] or ""),
            "title": title,
            "kind": str(kind),
            "kind_label": label,
        }


class FileMaterialBlock(MaterialBlock):
    """A file to take away."""

    document = DocumentChooserBlock(label=_("file"))
    schema = FileMaterialShape

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "wagtail_mathshub/blocks/material.html"
        form_layout = ["document", "kind", "title", "note", "licence"]

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where the document has been deleted or is private."""
        shown = super().represent(raw, found)
        return shown if shown and shown["document"] else None


class LinkMaterialBlock(MaterialBlock):
    """Something on another website."""

    url = blocks.URLBlock(label=_("address"))
    schema = LinkMaterialShape

    class Meta:
        icon = "link-external"
        label = _("Link")
        template = "wagtail_mathshub/blocks/material.html"
        form_layout = ["url", "title", "kind", "note", "licence"]


class VideoMaterialBlock(MaterialBlock):
    """A film, as a file or on another website."""

    document = DocumentChooserBlock(label=_("video file"), required=False)
    url = blocks.URLBlock(label=_("or its address"), required=False)
    captions = blocks.ChoiceBlock(
        label=_("for people who cannot hear it"),
        choices=[
            ("captions", _("It has captions")),
            ("transcript", _("There is a transcript")),
            ("none", _("There is nothing to hear")),
        ],
        required=False,
    )
    schema = VideoMaterialShape

    class Meta:
        icon = "media"
        label = _("Video")
        template = "wagtail_mathshub/blocks/material.html"
        form_layout = ["document", "url", "title", "captions", "kind", "note", "licence"]

    def clean(self, value: Any) -> Any:
        """Refuse a video that is nowhere."""
        cleaned = super().clean(value)
        if not cleaned["document"] and not cleaned["url"]:
            message = _("Choose a video file, or give the address of the video.")
            raise blocks.StructBlockValidationError(block_errors={"document": ValidationError(message)})
        return cleaned

    def represent(self, raw: dict[str, Any], found: Found) -> dict[str, Any] | None:
        """Nothing where neither a file nor an address is left."""
        shown = super().represent(raw, found)
        return shown if shown and (shown["document"] or shown["url"]) else None


class MaterialsBlock(DataStreamBlock):
    """Files, links and videos in any order."""

    file = FileMaterialBlock()
    link = LinkMaterialBlock()
    video = VideoMaterialBlock()

    class Meta:
        required = False
