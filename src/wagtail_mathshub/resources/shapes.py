"""Collections and lessons as the API publishes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from wagtail_mathshub.api.answers import KeyLabelShape, YearsShape
from wagtail_mathshub.blocks.materials import LicenceShape, MaterialsBlock
from wagtail_mathshub.blocks.schemas import stream_shape
from wagtail_mathshub.hubs.shapes import Block, PageShape
from wagtail_mathshub.publishing.shapes import ImageShape, PageLinkShape

Material: Any = stream_shape(MaterialsBlock(), "Material")


class LessonShape(BaseModel):
    """A lesson with its files, links and videos."""

    id: int
    title: str
    years: YearsShape
    topic: KeyLabelShape | None
    objective: str = Field(description="Plain text.")
    minutes: int | None = Field(description="How long it takes.")
    has_answers: bool
    prior_knowledge: str = Field(description="What pupils should know before; plain text.")
    materials: list[Material]


class LessonInListShape(LessonShape):
    """A lesson with the collection that it belongs to."""

    collection: PageLinkShape
    licence: LicenceShape | None = Field(description="Null: not stated.")


class CollectionShape(PageShape):
    """A collection, complete for a card."""

    intro: str = Field(description="Plain text.")
    period: str = Field(description="When it was made.", examples=["2024 to 2026"])
    years: YearsShape
    compilers: list[str] = Field(description="Names.")
    licence: LicenceShape | None = Field(description="Null: not stated, so ask before you share.")
    attribution: str = Field(description="What to say when you share it.")
    last_checked: date | None
    state: KeyLabelShape = Field(description="current or needs_review.")
    lessons_count: int = Field(description="How many lessons it has.")
    image: ImageShape | None
    body: list[Block] | None = Field(default=None, description="Blocks, with `include=body`.")


class CollectionDetailShape(CollectionShape):
    """A collection with its lessons."""

    body: list[Block]  # ty: ignore[incompatible-mutable-override]
    lessons: list[LessonShape]
    related: list[PageLinkShape]
