"""The shapes of what content points to, as the API publishes them."""

from __future__ import annotations

from pydantic import BaseModel, Field


class PageLinkShape(BaseModel):
    """A link to a page that anybody may see."""

    id: int
    type: str = Field(description="The page's type, as app.Class.", examples=["mathshub_pages.WorkGroupPage"])
    title: str
    url: str = Field(description="Absolute in the API.")


class RenditionShape(BaseModel):
    """An image in one size."""

    url: str
    width: int = Field(description="Pixels.")
    height: int = Field(description="Pixels.")
    alt: str = Field(description="What it shows; empty for decoration.")


class ImageShape(BaseModel):
    """An image in the sizes small (400 wide), medium (800), large (1600) and thumbnail (320 x 180)."""

    id: int
    alt: str
    renditions: dict[str, RenditionShape]


class DocumentShape(BaseModel):
    """A file to take away, with what was read from it."""

    id: int
    url: str
    title: str
    type: str = Field(description="What the file really is.", examples=["pdf", "docx", "pptx"])
    type_label: str = Field(examples=["PDF", "Word document"])
    media_type: str = Field(examples=["application/pdf"])
    size: int = Field(description="Bytes.")
    pages: int | None = Field(description="Pages or slides, where they can be counted.")
