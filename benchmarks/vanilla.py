"""Wagtail's own API v2 over the same Work Groups, as a developer would set it up with stock blocks.

`v2` is the plain one: `fields=*`, rich text as it is stored, keys for what a chooser chose. `v2x` gives
what a front end needs: rich text as HTML, and pictures, files and pages with their addresses, by the
usual overriding of `get_api_representation`. Neither works out states, places or words, as our API does.
"""

from __future__ import annotations

from typing import Any

from rest_framework.fields import Field
from wagtail import blocks
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import get_full_url
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.blocks import StreamValue
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.images.blocks import ImageChooserBlock

from wagtail_mathshub.blocks.body import BodyBlock
from wagtail_mathshub.organisations.models import Organisation
from wagtail_mathshub.pages.models import WorkGroupLead, WorkGroupPage, WorkGroupSession
from wagtail_mathshub.people.models import Person
from wagtail_mathshub.publishing.renditions import SIZES
from wagtail_mathshub.taxonomy.models import Audience
from wagtail_mathshub.workgroups.models import Project

COLUMNS = (
    *("group_name", "effective_code", "academic_year", "summary", "strand", "stage", "year_from", "year_to"),
    *("capacity", "capacity_unit", "per_school_min", "per_school_max", "stated_confirmed", "stated_waiting"),
    *("cost_free", "funding_to_school", "non_attendance_charge", "cost_extras", "cover_note", "apply_via"),
    *("apply_url", "opens_at", "closes_at", "has_interest_form", "first_starts_at", "last_ends_at"),
    *("sessions_mode", "override_state", "project", "audiences", "sessions", "leads"),
)
SESSION = (
    *("label", "date", "start", "end", "arrive_from", "starts_at", "ends_at", "mode", "status"),
    *("previous_date", "organisation", "venue_text", "note"),
)
EVERYTHING = "fields=*,project(*),audiences(*),leads(person(*,school(*))),sessions(*,organisation(*))"


class AddressedImageBlock(ImageChooserBlock):
    """The picture in the four sizes that our API gives."""

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        if not value:
            return None
        made = value.get_renditions(*SIZES.values())
        shown = {
            name: {"url": made[spec].full_url, "width": made[spec].width, "height": made[spec].height}
            for name, spec in SIZES.items()
        }
        return {"id": value.pk, "alt": value.default_alt_text, "renditions": shown}


class AddressedDocumentBlock(DocumentChooserBlock):
    """The file with its address."""

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        if not value:
            return None
        url = get_full_url(context["request"], value.url)
        return {"id": value.pk, "title": value.title, "url": url, "size": value.file_size}


class AddressedPageBlock(blocks.PageChooserBlock):
    """The page with its address."""

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        if not value:
            return None
        return {"id": value.pk, "title": value.title, "url": value.get_full_url(context["request"])}


PLAIN = {ImageChooserBlock: ImageChooserBlock, DocumentChooserBlock: DocumentChooserBlock}
PLAIN[blocks.PageChooserBlock] = blocks.PageChooserBlock
ADDRESSED = {
    ImageChooserBlock: AddressedImageBlock,
    DocumentChooserBlock: AddressedDocumentBlock,
    blocks.PageChooserBlock: AddressedPageBlock,
}


def stock(block: Any, choosers: dict[Any, Any]) -> Any:
    """The block as Wagtail's stock blocks would have it: the same children, none of this package's code."""
    for kind, chooser in choosers.items():
        if isinstance(block, kind):
            return chooser(required=False)
    if isinstance(block, blocks.ListBlock):
        return blocks.ListBlock(stock(block.child_block, choosers))
    if isinstance(block, blocks.StreamBlock):
        return blocks.StreamBlock(
            [(name, stock(child, choosers)) for name, child in block.child_blocks.items()]
        )
    if isinstance(block, blocks.StructBlock):
        return blocks.StructBlock(
            [(name, stock(child, choosers)) for name, child in block.child_blocks.items()]
        )
    return block


class StockBody(Field):
    """The stored body through the stock blocks."""

    def __init__(self, block: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.block = block

    def __deepcopy__(self, memo: Any) -> StockBody:
        return StockBody(self.block, **self._kwargs)

    def to_representation(self, value: Any) -> Any:
        """As for a page whose field is made of these blocks."""
        lazy = StreamValue(self.block, value.raw_data, is_lazy=True)
        return self.block.get_api_representation(lazy, self.context)


class WorkGroups(PagesAPIViewSet):
    """Work Groups with every column that our own cards show."""

    name = "work_groups"
    model = WorkGroupPage
    choosers: dict[Any, Any] = PLAIN
    pictures: tuple[APIField, ...] = (APIField("lead_image"),)

    @classmethod
    def get_body_fields(cls, model: Any) -> list[APIField]:
        """What a developer would name in the model's `api_fields`."""
        if model is not WorkGroupPage:
            return super().get_body_fields(model)
        body = APIField("body", serializer=StockBody(stock(BodyBlock(), cls.choosers)))
        return [*cls._convert_api_fields([*cls.body_fields, *COLUMNS]), *cls.pictures, body]


class AddressedWorkGroups(WorkGroups):
    """The same, with the addresses that a front end needs."""

    choosers = ADDRESSED
    pictures = tuple(
        APIField(f"lead_image_{name}", serializer=ImageRenditionField(spec, source="lead_image"))
        for name, spec in SIZES.items()
    )


def rows_of(child: Any, *fields: str) -> type[BaseAPIViewSet]:
    """How rows of `child` are shown inside their page, whatever their model's `api_fields` say."""

    class Rows(BaseAPIViewSet):
        name = child._meta.model_name
        model = child

        @classmethod
        def get_body_fields(cls, model: Any) -> list[APIField]:
            return cls._convert_api_fields([*cls.body_fields, *fields])

    return Rows


CHILDREN = {
    "sessions": rows_of(WorkGroupSession, *SESSION),
    "leads": rows_of(WorkGroupLead, "person"),
    "people": rows_of(Person, "name", "slug", "school", "public_email"),
    "schools": rows_of(Organisation, "name", "address", "postcode", "map_url", "access_notes"),
    "projects": rows_of(Project, "code", "title"),
    "audiences": rows_of(Audience, "key", "label"),
    "images": ImagesAPIViewSet,
    "documents": DocumentsAPIViewSet,
}


def router_of(namespace: str, groups: type[WorkGroups]) -> WagtailAPIRouter:
    """A router with the Work Groups and all that they point to."""
    router = WagtailAPIRouter(namespace)
    for name, view in {"work-groups": groups, "pages": PagesAPIViewSet, **CHILDREN}.items():
        router.register_endpoint(name, view)
    return router


v2 = router_of("v2", WorkGroups)
v2x = router_of("v2x", AddressedWorkGroups)
